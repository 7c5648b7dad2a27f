import { availableParallelism } from 'node:os'
import {
  type ElectionResult,
  type ElectionStep,
  err,
  isNonHomomorphic,
  ok,
  placesOf,
  type Result,
  rankedPart,
  readElectionArchive,
  type StepError,
  withRankedPart,
} from '@groundswell/ballotbox'
import { nativeGroups, type WorkerPool, workerPool } from '@groundswell/ballotbox/node'
import { MemberLimit } from './archive-limits.ts'
import { Findings } from './report/findings.ts'
import type { Progress, Report } from './report/report.ts'
import { BallotAudit, type CastBallots } from './steps/audit-ballots.ts'
import { compareWithBoard, type PublishedBoard, type ReadBoard, readBoard } from './steps/audit-board.ts'
import { auditResult, DecryptionAudit } from './steps/audit-decryptions.ts'
import { MixAudit } from './steps/audit-mix.ts'
import { auditSetup, quorumOf, type Setup } from './steps/audit-setup.ts'
import { type SignatureAudit, signatureAudit } from './steps/audit-signatures.ts'
import { type AuditedTally, auditTally } from './steps/audit-tally.ts'
import { type Recount, recount } from './steps/recount.ts'

export interface VerifyOptions {
  /** How many trustees must have mixed; where not given, as many as must come together to decrypt. */
  readonly mixers?: number
  /** Places on the frozen roll; where not given, those of the board's roll. */
  readonly places?: number
  readonly board?: PublishedBoard
  /** The record of what trustees signed, as published beside the archive. */
  readonly sideRecord?: string
  readonly recount?: Recount
  /** Threads to work with, which stay open; where not given, one for each processor, for this archive alone. */
  readonly pool?: WorkerPool
  readonly onProgress?: (progress: Progress) => void
}

/**
 * Verifies an election from its archive alone (§3.5.2), reading it once as it streams in. Refuses only what is no
 * archive at all; whatever else is wrong is in the report. Nothing after the first break in an archive is read.
 */
export async function verifyArchive(
  source: AsyncIterable<Uint8Array>,
  options: VerifyOptions = {},
): Promise<Result<Report>> {
  const pool = options.pool ?? workerPool(availableParallelism())
  try {
    return await new Verification(options, pool).run(source)
  } finally {
    if (options.pool === undefined) await pool.close()
  }
}

class Verification {
  readonly #options: VerifyOptions
  readonly #pool: WorkerPool
  readonly #findings = new Findings()
  readonly #limit = new MemberLimit()
  #bytes = 0
  #credentials = 0
  #board: ReadBoard | undefined
  #setup: Setup | undefined
  #signatures: SignatureAudit | undefined
  #ballots: BallotAudit | undefined
  #cast: CastBallots | undefined
  #tally: AuditedTally | undefined
  #mix: MixAudit | undefined
  #decryptions: DecryptionAudit | undefined
  #result: ElectionResult | undefined
  #finished = false

  constructor(options: VerifyOptions, pool: WorkerPool) {
    this.#options = options
    this.#pool = pool
  }

  async run(source: AsyncIterable<Uint8Array>): Promise<Result<Report>> {
    const { board } = this.#options
    if (board !== undefined) this.#board = await readBoard(board, this.#findings, this.#progress('board'))
    for await (const step of readElectionArchive(nativeGroups, this.#counted(source), this.#limit)) {
      if (!step.ok) {
        if (step.error.member === 0) return err(step.error.problem)
        this.#broken(step.error)
        break
      }
      await this.#take(step.value)
    }
    return ok(await this.#report())
  }

  async *#counted(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of source) {
      this.#bytes += chunk.length
      yield chunk
    }
  }

  #broken({ kind, member, problem }: StepError): void {
    const code = { form: 'archive', order: 'order', content: 'format' } as const
    this.#findings.add(code[kind], `member ${member}`, `${problem}; nothing after it was read`)
    this.#finished = true
  }

  async #take(step: ElectionStep): Promise<void> {
    switch (step.type) {
      case 'Setup':
        return this.#takeSetup(step)
      case 'Ballot':
        return this.#ballots!.add(step.raw)
      case 'EndBallots':
        return this.#endBallots(step.head.hash)
      case 'EncryptedTally':
        return this.#takeTally(step)
      case 'Shuffle':
        return this.#mix!.add(step)
      case 'EndShuffles':
        return
      case 'PartialDecryption':
        return this.#openings().add(step)
      case 'Result':
        return this.#takeResult(step.raw)
      default:
        step satisfies never
    }
  }

  async #takeSetup(step: Extract<ElectionStep, { type: 'Setup' }>): Promise<void> {
    this.#setup = await auditSetup(step, this.#places(), this.#pool, this.#findings)
    this.#credentials = step.credentials.length
    this.#signatures = signatureAudit(this.#options.sideRecord, this.#setup, this.#findings)
    this.#limit.afterSetup(step.open)
    this.#ballots = new BallotAudit(this.#setup, this.#pool, this.#findings, this.#progress('ballots'))
  }

  #places(): number | undefined {
    const { places, board } = this.#options
    return places ?? (board === undefined ? undefined : placesOf(board.roll).length)
  }

  async #endBallots(endBallots: string): Promise<void> {
    this.#cast = await this.#ballots!.finish()
    const { open, weights, ranked } = this.#setup!
    if (this.#board !== undefined) {
      const archive = { open, credentials: weights.keys(), cast: this.#cast, endBallots }
      compareWithBoard(this.#board, archive, this.#findings)
    }
    const { questions } = open.election
    const sums = questions.reduce((sum, each) => sum + (isNonHomomorphic(each) ? 0 : each.answers.length + 1), 0)
    this.#limit.afterBallots(sums + ranked.length * (this.#cast.last.length + 1))
  }

  #takeTally(step: Extract<ElectionStep, { type: 'EncryptedTally' }>): void {
    const setup = this.#setup!
    this.#tally = auditTally(setup, step, this.#cast!, this.#findings)
    const lists = rankedPart(setup.open, this.#tally.tally)
    this.#mix = new MixAudit(setup, lists, this.#pool, this.#findings, this.#signatures!, this.#progress('shuffles'))
  }

  /** Begun with the first decryption, when the mix has ended. */
  #openings(): DecryptionAudit {
    if (this.#decryptions === undefined) {
      const { open } = this.#setup!
      const tally = withRankedPart(open, this.#tally!.tally, this.#mix!.lists)
      const onChecked = this.#progress('decryptions')
      this.#decryptions = new DecryptionAudit(
        this.#setup!,
        tally,
        this.#pool,
        this.#findings,
        this.#signatures!,
        onChecked,
      )
    }
    return this.#decryptions
  }

  #takeResult(raw: string): void {
    this.#result = this.#openings().result(this.#tally!.totalWeight)
    auditResult(raw, this.#result, this.#findings)
    this.#finished = true
  }

  async #report(): Promise<Report> {
    // What was read before a break in the archive is still checked to its end.
    if (this.#cast === undefined) this.#cast = await this.#ballots?.finish()
    const quorum = this.#setup?.trustees === undefined ? 1 : quorumOf(this.#setup.trustees)
    await this.#mix?.finish(this.#options.mixers ?? quorum, this.#decryptions !== undefined)
    await this.#decryptions?.settled()
    this.#signatures?.finish()
    if (!this.#finished) this.#findings.add('unfinished', 'archive', 'holds no result')
    const open = this.#setup?.open
    const counts =
      open === undefined || this.#result === undefined
        ? []
        : recount(open, this.#result, this.#options.recount, this.#findings)
    return {
      format: 'verification/1',
      ...(open === undefined ? {} : { election: describe(open) }),
      read: {
        bytes: this.#bytes,
        credentials: this.#credentials,
        trustees: this.#setup?.trustees?.publicKeys.length ?? 0,
        ballots: this.#ballots?.read ?? 0,
        last: this.#cast?.last.length ?? 0,
        shuffles: this.#mix?.read ?? 0,
        decryptions: this.#decryptions?.read ?? 0,
      },
      findings: this.#findings.findings,
      unlisted: this.#findings.unlisted(),
      notes: this.#findings.notes,
      ...(this.#result === undefined ? {} : { result: this.#result }),
      counts,
    }
  }

  #progress(stage: Progress['stage']): (done: number, share?: number) => void {
    return (done, share) => {
      const further = share === undefined || share === 1 ? {} : { share }
      this.#options.onProgress?.({ stage, done, ...further, bytes: this.#bytes })
    }
  }
}

function describe({ election, fingerprint }: Setup['open']): NonNullable<Report['election']> {
  return {
    uuid: election.uuid,
    name: election.name,
    group: election.group,
    fingerprint,
    questions: election.questions.map((each) => (isNonHomomorphic(each) ? each.value : each)),
  }
}
