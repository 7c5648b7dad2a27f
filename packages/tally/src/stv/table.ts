import { decimal } from '../decimal.ts'
import type { Reason, Stage, StageKind, Transfer } from '../record.ts'
import type { Contest } from '../rules/rule.ts'
import { type Parcel, Piles, type Sorted } from './piles.ts'

export type Status = 'continuing' | 'elected' | 'excluded' | 'withdrawn'

/**
 * A hand count on the table: piles, votes, and who is still in. Rules that move papers by value drive it; it keeps the
 * books and writes the stages. Figures are whole numbers of the smallest unit.
 */
export class CountingTable {
  readonly contest: Contest
  readonly decimals: number
  readonly piles: Piles
  readonly votes: bigint[]
  readonly status: Status[]
  readonly elected: number[] = []
  readonly stages: Stage[] = []
  /** Votes at the end of each stage, by candidate, for ties. */
  readonly history: bigint[][] = []
  readonly #one: bigint
  #nonTransferable = 0n
  #loss = 0n
  #draft: Draft = emptyDraft('first-preferences', [])

  constructor(contest: Contest, decimals: number) {
    this.contest = contest
    this.decimals = decimals
    this.#one = 10n ** BigInt(decimals)
    this.piles = new Piles(contest.ballots)
    this.votes = contest.candidates.map(() => 0n)
    this.status = contest.candidates.map((candidate) => (candidate.withdrawn ? 'withdrawn' : 'continuing'))
  }

  /** The number of the stage at work, from 1. */
  get stage(): number {
    return this.stages.length + 1
  }

  get continuing(): number[] {
    return this.contest.standing.filter((candidate) => this.status[candidate] === 'continuing')
  }

  get vacancies(): number {
    return this.contest.seats - this.elected.length
  }

  nameOf(candidate: number): string {
    return this.contest.candidates[candidate]?.name ?? ''
  }

  figure(units: bigint): string {
    return decimal(units, this.decimals)
  }

  begin(kind: StageKind, of: readonly number[]): void {
    this.#draft = emptyDraft(kind, of)
  }

  /** Every paper to its first preference, each worth one vote. */
  sortFirstPreferences(): void {
    const sorted = this.piles.sort(this.piles.all(this.#one), this.#open())
    this.piles.lay(sorted, 1, this.#one)
    for (const { candidate, papers } of sorted.to) this.votes[candidate] = BigInt(papers) * this.#one
  }

  /** Sorts a parcel of `from`'s by next preference among those continuing. */
  sort(parcel: Parcel): Sorted {
    return this.piles.sort(parcel, this.#open())
  }

  /**
   * Passes sorted papers on at `value` each, and writes them off `from`'s votes. What a cut value leaves behind goes to
   * the loss by fraction through `charge`.
   */
  pass(from: number, sorted: Sorted, value: bigint, received?: number): bigint {
    this.piles.lay(sorted, this.stage, value)
    let moved = 0n
    const to = sorted.to.map(({ candidate, papers }) => {
      const votes = BigInt(papers) * value
      this.votes[candidate] = (this.votes[candidate] as bigint) + votes
      moved += votes
      return { candidate: candidate + 1, papers, votes: this.figure(votes) }
    })
    const spent = BigInt(sorted.spent) * value
    this.#nonTransferable += spent
    this.#draft.transfers.push({
      from: from + 1,
      ...(received !== undefined && { received }),
      papers: sorted.from.papers,
      was: this.figure(sorted.from.value),
      value: this.figure(value),
      to,
      nonTransferable: { papers: sorted.spent, votes: this.figure(spent) },
    })
    return moved + spent
  }

  /** Sets what `from` is left with after a transfer that moved `moved` votes; the rest is lost by fraction. */
  settle(from: number, moved: bigint, left: bigint): void {
    this.#loss += (this.votes[from] as bigint) - moved - left
    this.votes[from] = left
  }

  addNonTransferable(votes: bigint): void {
    this.#nonTransferable += votes
  }

  addLoss(votes: bigint): void {
    this.#loss += votes
  }

  get nonTransferable(): bigint {
    return this.#nonTransferable
  }

  elect(candidate: number, why: string): void {
    this.status[candidate] = 'elected'
    this.elected.push(candidate)
    this.#draft.elected.push(candidate + 1)
    this.reason(candidate, 'elected', why)
  }

  exclude(candidate: number, why: string): void {
    this.status[candidate] = 'excluded'
    this.#draft.excluded.push(candidate + 1)
    this.reason(candidate, 'excluded', why)
  }

  reason(candidate: number, outcome: Reason['outcome'], why: string): void {
    this.#draft.reasons.push({ candidate: candidate + 1, outcome, why })
  }

  /** Closes the stage at work. */
  end(quota?: bigint): void {
    const { kind, of, elected, excluded, transfers, reasons } = this.#draft
    const shown = this.contest.standing.filter(
      (candidate) =>
        this.status[candidate] !== 'excluded' || this.votes[candidate] !== 0n || excluded.includes(candidate + 1),
    )
    this.history.push([...this.votes])
    this.stages.push({
      number: this.stage,
      kind,
      of: of.map((candidate) => candidate + 1),
      totals: Object.fromEntries(shown.map((c) => [c + 1, this.figure(this.votes[c] as bigint)])),
      nonTransferable: this.figure(this.#nonTransferable),
      lossByFraction: this.figure(this.#loss),
      elected,
      excluded,
      ...(kind !== 'first-preferences' && { transfers }),
      ...(quota !== undefined && { quota: this.figure(quota) }),
      reasons,
    })
  }

  /** Declares at the end of the last stage what followed from it. */
  declareInLastStage(candidate: number, why: string): void {
    const last = this.stages.pop()
    if (!last) throw new Error('No stage to declare in')
    this.status[candidate] = 'elected'
    this.elected.push(candidate)
    this.stages.push({
      ...last,
      elected: [...last.elected, candidate + 1],
      reasons: [...last.reasons, { candidate: candidate + 1, outcome: 'elected', why }],
    })
  }

  #open(): Uint8Array {
    return Uint8Array.from(this.status, (status) => (status === 'continuing' ? 1 : 0))
  }
}

interface Draft {
  readonly kind: StageKind
  readonly of: readonly number[]
  readonly elected: number[]
  readonly excluded: number[]
  readonly transfers: Transfer[]
  readonly reasons: Reason[]
}

const emptyDraft = (kind: StageKind, of: readonly number[]): Draft => ({
  kind,
  of,
  elected: [],
  excluded: [],
  transfers: [],
  reasons: [],
})

/** The candidates with the most (or fewest) votes. */
export const extremes = (
  candidates: readonly number[],
  votes: readonly bigint[],
  which: 'most' | 'fewest',
): number[] => {
  let best: bigint | undefined
  let found: number[] = []
  for (const candidate of candidates) {
    const here = votes[candidate] as bigint
    const better = best === undefined || (which === 'most' ? here > best : here < best)
    if (better) {
      best = here
      found = [candidate]
    } else if (here === best) found.push(candidate)
  }
  return found
}
