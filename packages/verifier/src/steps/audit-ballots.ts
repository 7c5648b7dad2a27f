import {
  type Answer,
  type BallotProblem,
  type Ciphertext,
  type Element,
  encryptedTallying,
  isNonHomomorphic,
  isNonHomomorphicAnswer,
  readBallot,
  trackerOf,
} from '@groundswell/ballotbox'
import type { BallotVerdict, WorkerPool } from '@groundswell/ballotbox/node'
import { Flight } from '../flight.ts'
import type { FindingCode, Findings } from '../report/findings.ts'
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

/** Ballots that one thread checks at a time, and the text (UTF-16 units) that they may hold. */
const BATCH = 32
const BATCH_LENGTH = 400_000
/** Batches under way: enough for any number of threads that a machine for this will have. */
const BATCHES = 16

/**
 * Checks ballots as they stream in. A ballot that is found wanting stays in the tally that is expected, as it will be
 * in the archive's own: one fault gives one finding.
 */
export class BallotAudit {
  readonly #setup: Setup
  readonly #pool: WorkerPool
  readonly #findings: Findings
  readonly #onChecked: (ballots: number) => void
  readonly #last = new Map<Element, HeldBallot>()
  readonly #superseded: HeldBallot[] = []
  readonly #trackers = new Set<string>()
  readonly #order: string[] = []
  #batch: string[] = []
  #batchLength = 0
  #read = 0
  readonly #flight = new Flight(BATCHES)
  #absorbed: Promise<void> = Promise.resolve()

  constructor(setup: Setup, pool: WorkerPool, findings: Findings, onChecked: (ballots: number) => void) {
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
    await this.#flight.landed()
    if (this.#superseded.length > 0) this.#findings.note('superseded', `${this.#superseded.length}`)
    return { last: [...this.#last.values()], superseded: this.#superseded, trackers: this.#order }
  }

  async #send(): Promise<void> {
    const batch = this.#batch
    if (batch.length === 0) return
    this.#batch = []
    this.#batchLength = 0
    const verdicts = this.#pool.checkBallots(this.#setup.open, batch)
    const before = this.#absorbed
    this.#absorbed = verdicts.then(async (all) => {
      await before
      for (const [i, raw] of batch.entries()) this.#absorb(raw, all[i])
      this.#onChecked(this.#order.length)
    })
    await this.#flight.add(this.#absorbed)
  }

  /** Ballots come here in the order of the archive: the last of a credential is the one that counts. */
  #absorb(raw: string, verdict: BallotVerdict): void {
    const tracker = trackerOf(raw)
    const where = `ballot ${tracker}`
    this.#order.push(tracker)
    if (this.#trackers.has(tracker)) this.#findings.add('ballot-replayed', where, 'stands in the archive before')
    this.#trackers.add(tracker)
    const read = readBallot(this.#setup.open.group, raw)
    if (!read.ok) return void this.#findings.add('format', where, `${read.error.at}: ${read.error.problem}`)
    if (verdict === 'cannot be read') throw new Error('a ballot that can be read could not be')
    if (verdict !== undefined) this.#findings.add(CODES[verdict], where, verdict)
    const { credential, answers } = read.value
    const weight = this.#weightOf(credential, where)
    if (verdict === 'answers do not match the questions') return
    const before = this.#last.get(credential)
    if (before !== undefined) {
      this.#superseded.push(before)
      this.#last.delete(credential)
    }
    this.#last.set(credential, { tracker, answers: answers.map(withoutProofs), weight })
  }

  #weightOf(credential: Element, where: string): number {
    const weight = this.#setup.weights.get(credential)
    if (weight === undefined) this.#findings.add('ballot-credential', where, 'its credential is not on the list')
    else if (weight !== 1 && this.#setup.ranked.length > 0) {
      this.#findings.add('weight', where, `its credential has ${weight} votes`)
    }
    return weight ?? 1
  }
}

/** Proofs that have been checked need not be held in memory. */
const withoutProofs = (answer: Answer): Answer =>
  isNonHomomorphicAnswer(answer) ? answer : { choices: answer.choices, individual_proofs: [], overall_proof: [] }

/** The tally that ballots make (§4.16). Weights beyond one are for questions that are not ranked. */
export function tallyOf({ open, ranked }: Setup, ballots: readonly HeldBallot[]) {
  const tallying = encryptedTallying(open)
  for (const { answers, weight } of ballots) tallying.add({ answers, weight: ranked.length > 0 ? 1 : weight })
  return tallying.finish()
}

/** The sealed rankings of a ballot, one for each ranked question. */
export const rankingsIn = ({ open }: Setup, ballot: HeldBallot): readonly Ciphertext[] =>
  ballot.answers.flatMap((answer, i) => (isNonHomomorphic(open.election.questions[i]!) ? answer.choices : []))
