import {
  type Answer,
  type BallotProblem,
  type Ciphertext,
  type Element,
  encryptedTallying,
  isNonHomomorphic,
} from '@groundswell/ballotbox'
import type { FindingCode, Findings } from '../report/findings.ts'
import type { Pool } from '../work/pool.ts'
import type { CheckedBallot } from '../work/tasks.ts'
import type { Setup } from './audit-setup.ts'

/** A ballot that is, or was, the last of its credential. */
export interface HeldBallot {
  readonly tracker: string
  readonly answers: readonly Answer[]
  readonly weight: number
}

/** What the ballots of an archive come to (§4.15, §4.16). */
export interface CastBallots {
  readonly last: readonly HeldBallot[]
  readonly superseded: readonly HeldBallot[]
  /** Of all ballots in the archive, in its order. */
  readonly trackers: readonly string[]
}

const CODES: Record<BallotProblem, FindingCode> = {
  'another election': 'ballot-election',
  'credential outside the group': 'ballot-group',
  'answers do not match the questions': 'ballot-answers',
  'ciphertext outside the group': 'ballot-group',
  'proof of an answer does not hold': 'ballot-proof',
  'signature does not hold': 'ballot-signature',
}

/** Ballots that one task checks, and the text (UTF-16 units) that it may hold. */
const BATCH = 32
const BATCH_LENGTH = 400_000

/**
 * Checks ballots as they stream in. A ballot that is found wanting stays in the tally that is expected, as it will be
 * in the archive's own: one fault gives one finding.
 */
export class BallotAudit {
  readonly #setup: Setup
  readonly #pool: Pool
  readonly #findings: Findings
  readonly #onChecked: (ballots: number) => void
  readonly #last = new Map<Element, HeldBallot>()
  readonly #superseded: HeldBallot[] = []
  readonly #trackers = new Set<string>()
  readonly #order: string[] = []
  #batch: string[] = []
  #batchLength = 0
  #read = 0
  #absorbed: Promise<void> = Promise.resolve()

  constructor(setup: Setup, pool: Pool, findings: Findings, onChecked: (ballots: number) => void) {
    this.#setup = setup
    this.#pool = pool
    this.#findings = findings
    this.#onChecked = onChecked
  }

  get read(): number {
    return this.#read
  }

  async add(raw: string): Promise<void> {
    this.#read++
    this.#batch.push(raw)
    this.#batchLength += raw.length
    if (this.#batch.length >= BATCH || this.#batchLength >= BATCH_LENGTH) await this.#send()
  }

  async finish(): Promise<CastBallots> {
    await this.#send()
    await this.#absorbed
    if (this.#superseded.length > 0) this.#findings.note('superseded', `${this.#superseded.length}`)
    return { last: [...this.#last.values()], superseded: this.#superseded, trackers: this.#order }
  }

  async #send(): Promise<void> {
    if (this.#batch.length === 0) return
    await this.#pool.room()
    const outcome = this.#pool.run({ kind: 'ballots', raws: this.#batch })
    this.#batch = []
    this.#batchLength = 0
    this.#absorbed = this.#absorbed.then(async () => {
      for (const ballot of await outcome) this.#absorb(ballot)
      this.#onChecked(this.#order.length)
    })
    this.#absorbed.catch(() => {})
  }

  /** Ballots come here in the order of the archive: the last of a credential is the one that counts. */
  #absorb(ballot: CheckedBallot): void {
    const where = `ballot ${ballot.tracker}`
    this.#order.push(ballot.tracker)
    if (this.#trackers.has(ballot.tracker)) this.#findings.add('ballot-replayed', where, 'stands in the archive before')
    this.#trackers.add(ballot.tracker)
    if (!ballot.readable) return void this.#findings.add('format', where, ballot.problem)
    if (ballot.problem !== undefined) this.#findings.add(CODES[ballot.problem], where, ballot.problem)
    const weight = this.#setup.weights.get(ballot.credential)
    if (weight === undefined) this.#findings.add('ballot-credential', where, 'its credential is not on the list')
    if (weight !== undefined && weight !== 1 && this.#setup.ranked.length > 0) {
      this.#findings.add('weight', where, `its credential has ${weight} votes`)
    }
    if (ballot.problem === 'answers do not match the questions') return
    const before = this.#last.get(ballot.credential)
    if (before !== undefined) {
      this.#superseded.push(before)
      this.#last.delete(ballot.credential)
    }
    this.#last.set(ballot.credential, { tracker: ballot.tracker, answers: ballot.answers, weight: weight ?? 1 })
  }
}

/** The tally that ballots make (§4.16). Weights beyond one are for questions that are not ranked. */
export function tallyOf({ open, ranked }: Setup, ballots: readonly HeldBallot[]) {
  const tallying = encryptedTallying(open)
  for (const { answers, weight } of ballots) tallying.add({ answers, weight: ranked.length > 0 ? 1 : weight })
  return tallying.finish()
}

/** The sealed rankings of a ballot, one for each ranked question. */
export const rankingsIn = ({ open }: Setup, ballot: HeldBallot): readonly Ciphertext[] =>
  ballot.answers.flatMap((answer, i) => (isNonHomomorphic(open.election.questions[i]!) ? answer.choices : []))
