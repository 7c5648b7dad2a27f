import { decimal, unit } from '../decimal.ts'
import type { ConstraintNote, Reason, Stage, StageKind, TiePurpose, Transfer } from '../record.ts'
import type { Contest, Outcome } from '../rules/rule.ts'
import type { OwnMethod } from '../ties.ts'
import type { Findings } from './places.ts'

/** One who is waiting joins when another is elected. */
export type Status = 'continuing' | 'elected' | 'excluded' | 'withdrawn' | 'waiting'

/**
 * The books of a count: votes, who is still in, what the constraints say, and the stages as they are written down.
 * Figures are whole numbers of the smallest unit, candidates indexes from 0.
 */
export class CountBooks {
  readonly contest: Contest
  readonly decimals: number
  readonly one: bigint
  readonly votes: bigint[]
  readonly status: Status[]
  readonly elected: number[] = []
  readonly stages: Stage[] = []
  /** Votes after each step that ties may look back to, by candidate; the rule says when a step ends. */
  readonly history: bigint[][] = []
  /** Votes that no candidate has, and the part of them lost by fraction. */
  nonTransferable = 0n
  loss = 0n
  protected readonly transfers: Transfer[] = []
  #draft: Draft = emptyDraft('first-preferences', [])
  #findings: Findings | undefined
  readonly #notes: ConstraintNote[] = []
  readonly #noted = new Set<string>()

  constructor(contest: Contest, decimals: number) {
    this.contest = contest
    this.decimals = decimals
    this.one = unit(decimals)
    this.votes = contest.candidates.map(() => 0n)
    this.status = contest.candidates.map((candidate) => (candidate.withdrawn ? 'withdrawn' : 'continuing'))
    for (const waiting of contest.successors.values()) this.status[waiting] = 'waiting'
    const why = contest.places.vacancyReason
    if (why) this.#notes.push({ stage: 1, candidates: [], effect: 'vacant', why })
  }

  /** The number of the stage at work, from 1. */
  get stage(): number {
    return this.stages.length + 1
  }

  get continuing(): number[] {
    return this.contest.standing.filter((candidate) => this.status[candidate] === 'continuing')
  }

  /** Continuing candidates whom the constraints still let be elected. */
  get electable(): number[] {
    const { doomed } = this.#reserved()
    return this.continuing.filter((candidate) => !doomed.has(candidate))
  }

  /** Continuing candidates who may be excluded: the doomed before all others, and nobody who is guarded. */
  get excludable(): number[] {
    const { doomed, guarded } = this.#reserved()
    if (doomed.size > 0) return [...doomed.keys()]
    return this.continuing.filter((candidate) => !guarded.has(candidate))
  }

  /** Those who can no longer be elected under the constraints, with why. */
  get doomed(): ReadonlyMap<number, string> {
    return this.#reserved().doomed
  }

  /** Seats to be filled yet. */
  get vacancies(): number {
    return this.contest.places.fillable - this.elected.length
  }

  /** Whether those who can still be elected are no more than the seats to be filled. */
  get onlyLastVacancies(): boolean {
    return this.electable.length <= this.vacancies
  }

  votesOf(candidate: number): bigint {
    return this.votes[candidate] as bigint
  }

  figure(units: bigint): string {
    return decimal(units, this.decimals)
  }

  begin(kind: StageKind, of: readonly number[]): void {
    this.#draft = emptyDraft(kind, of)
    this.transfers.length = 0
  }

  /** Ends a step that ties may look back to. */
  remember(): void {
    this.history.push([...this.votes])
  }

  elect(candidate: number, why: string): void {
    this.#mark(candidate, 'elected')
    this.elected.push(candidate)
    this.#draft.elected.push(candidate + 1)
    this.reason(candidate, 'elected', why)
  }

  exclude(candidate: number, why: string): void {
    const doomed = this.doomed.get(candidate)
    this.#mark(candidate, 'excluded')
    this.#draft.excluded.push(candidate + 1)
    this.reason(candidate, 'excluded', doomed ?? why)
  }

  /** Takes back who was elected: the count starts anew with those not excluded. */
  restart(): void {
    for (const candidate of this.elected) this.status[candidate] = 'continuing'
    for (const waiting of this.contest.successors.values()) this.status[waiting] = 'waiting'
    this.elected.length = 0
    this.#findings = undefined
  }

  reason(candidate: number, outcome: Reason['outcome'], why: string): void {
    this.#draft.reasons.push({ candidate: candidate + 1, outcome, why })
  }

  settleTie(tied: readonly number[], purpose: TiePurpose, own?: OwnMethod, stage = this.stage): number {
    return this.contest.ties.settle(tied, purpose, stage, own)
  }

  /** Closes the stage at work. */
  end(more: Pick<Stage, 'quota' | 'keepValues'> = {}): void {
    const { kind, of, elected, excluded, reasons } = this.#draft
    const shown = this.contest.standing.filter(
      (candidate) =>
        this.status[candidate] !== 'excluded' || this.votes[candidate] !== 0n || excluded.includes(candidate + 1),
    )
    this.stages.push({
      number: this.stage,
      kind,
      of: of.map((candidate) => candidate + 1),
      totals: Object.fromEntries(shown.map((candidate) => [candidate + 1, this.figure(this.votesOf(candidate))])),
      nonTransferable: this.figure(this.nonTransferable),
      lossByFraction: this.figure(this.loss),
      elected,
      excluded,
      ...(this.transfers.length > 0 && { transfers: [...this.transfers] }),
      ...more,
      reasons,
    })
  }

  /** Declares at the end of the last stage what followed from it without another. */
  declare(candidate: number, outcome: 'elected' | 'excluded', why: string): void {
    const last = this.stages.pop()
    if (!last) throw new Error('No stage to declare in')
    this.#mark(candidate, outcome)
    if (outcome === 'elected') this.elected.push(candidate)
    this.stages.push({
      ...last,
      [outcome]: [...last[outcome], candidate + 1],
      reasons: [...last.reasons, { candidate: candidate + 1, outcome, why }],
    })
  }

  /** The table's part of the record. */
  outcome(quota: string): Outcome {
    return {
      decimals: this.decimals,
      quota,
      elected: this.elected.map((candidate) => candidate + 1),
      vacant: this.contest.seats - this.elected.length,
      stages: this.stages,
      constraints: this.#notes,
    }
  }

  #mark(candidate: number, status: Status): void {
    this.status[candidate] = status
    const successor = status === 'elected' ? this.contest.successors.get(candidate) : undefined
    if (successor !== undefined) this.status[successor] = 'continuing'
    this.#findings = undefined
  }

  /** What the constraints say now; what is new is noted in the record at the stage at work. */
  #reserved(): Findings {
    if (this.#findings) return this.#findings
    this.#findings = this.contest.places.findings(this.elected, this.continuing)
    for (const effect of ['doomed', 'guarded'] as const) {
      for (const [candidate, why] of this.#findings[effect]) {
        const key = `${effect} ${candidate}`
        if (this.#noted.has(key)) continue
        this.#noted.add(key)
        this.#notes.push({ stage: this.stage, candidates: [candidate + 1], effect, why })
      }
    }
    return this.#findings
  }
}

interface Draft {
  readonly kind: StageKind
  readonly of: readonly number[]
  readonly elected: number[]
  readonly excluded: number[]
  readonly reasons: Reason[]
}

const emptyDraft = (kind: StageKind, of: readonly number[]): Draft => ({
  kind,
  of,
  elected: [],
  excluded: [],
  reasons: [],
})

/** The candidates with the most, or the fewest, votes. */
export const extremes = (
  candidates: readonly number[],
  votes: readonly bigint[],
  which: 'most' | 'fewest',
): number[] => {
  let best: bigint | undefined
  let found: number[] = []
  for (const candidate of candidates) {
    const here = votes[candidate] as bigint
    if (best === undefined || (which === 'most' ? here > best : here < best)) {
      best = here
      found = [candidate]
    } else if (here === best) found.push(candidate)
  }
  return found
}
