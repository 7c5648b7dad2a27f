import { sum } from '../decimal.ts'
import type { Contest } from '../rules/rule.ts'
import { CountBooks, extremes } from './books.ts'
import { apart, type EqualPapers, type EqualPreferences } from './equal-papers.ts'
import { distribute, type Keeping } from './keeping.ts'
import { PaperTree } from './paper-tree.ts'

/** A count by keep values: the books, the papers, and what part of each vote every candidate keeps. */
export class KeepCount extends CountBooks {
  readonly keep: bigint[]
  quota = 0n
  readonly #tree: PaperTree
  readonly #equal: EqualPapers
  readonly #keeping: Keeping

  constructor(contest: Contest, decimals: number, keeping: Keeping, meaning: EqualPreferences = 'split') {
    super(contest, decimals)
    this.#keeping = keeping
    this.keep = contest.candidates.map((candidate) => (candidate.withdrawn ? 0n : this.one))
    const { strict, equal } = apart(contest.ballots, this.one, keeping, meaning)
    this.#tree = new PaperTree(contest.ballots, strict, this.continuing)
    this.#equal = equal
  }

  /** What is above the quota, of all elected. */
  get surplus(): bigint {
    const surplus = sum(this.elected.map((candidate) => this.votesOf(candidate) - this.quota))
    return surplus > 0n ? surplus : 0n
  }

  /** Counts every paper anew with the keep values as they are, and sets the quota: votes ÷ (seats + 1), and a unit. */
  recount(): void {
    const strict = distribute(this.#tree, this.keep, this.decimals, this.#keeping)
    const equal = this.#equal.distribute(
      this.keep,
      (candidate) => this.keep[candidate] !== 0n && this.status[candidate] !== 'waiting',
    )
    strict.votes.forEach((votes, candidate) => {
      this.votes[candidate] = votes + (equal.votes[candidate] as bigint)
    })
    const all = sum(this.votes)
    this.nonTransferable = BigInt(this.contest.ballots.papers) * this.one - all
    this.loss = this.nonTransferable - strict.spent - equal.spent
    this.quota = all / BigInt(this.contest.seats + 1) + 1n
  }

  /** Each elected candidate's keep value × quota, rounded up, ÷ votes, rounded up. */
  updateKeepValues(candidates: readonly number[] = this.elected): void {
    for (const candidate of candidates) {
      const product = upQuotient((this.keep[candidate] as bigint) * this.quota, this.one)
      this.keep[candidate] = upQuotient(product * this.one, this.votesOf(candidate))
    }
  }

  /** Elects all who have the quota, in order of votes. */
  electThoseWithQuota(clause: string): void {
    for (;;) {
      const reached = this.electable.filter((candidate) => this.votesOf(candidate) >= this.quota)
      if (reached.length === 0 || this.vacancies === 0) return
      const next = this.settleTie(extremes(reached, this.votes, 'most'), 'election')
      this.elect(next, `has reached the quota of ${this.figure(this.quota)} (${clause})`)
    }
  }

  override elect(candidate: number, why: string): void {
    super.elect(candidate, why)
    const successor = this.contest.successors.get(candidate)
    if (successor !== undefined) this.#tree.admit(successor)
    this.#tree.elect(candidate)
  }

  override exclude(candidate: number, why: string): void {
    super.exclude(candidate, why)
    this.keep[candidate] = 0n
    this.#tree.exclude(candidate)
  }

  endStage(): void {
    const keepValues = Object.fromEntries(
      this.elected.map((candidate) => [candidate + 1, this.figure(this.keep[candidate] as bigint)]),
    )
    this.remember()
    this.end({ quota: this.figure(this.quota), keepValues })
  }

  /** Those left fill the seats left, in order of votes. */
  electRemaining(clause: string): void {
    while (this.vacancies > 0 && this.electable.length > 0) {
      const most = extremes(this.electable, this.votes, 'most')
      const next = this.settleTie(most, 'election', undefined, this.stages.length)
      this.declare(next, 'elected', `is elected to a seat left (${clause})`)
    }
  }
}

const upQuotient = (a: bigint, b: bigint): bigint => (a + b - 1n) / b
