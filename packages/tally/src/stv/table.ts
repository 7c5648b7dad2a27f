import type { Contest } from '../rules/rule.ts'
import { CountBooks } from './books.ts'
import { type Parcel, Piles, type Sorted } from './piles.ts'

/** A hand count on the table: the books and the piles. Rules that move papers by value drive it. */
export class CountingTable extends CountBooks {
  readonly piles: Piles
  #batch = 0

  constructor(contest: Contest, decimals: number) {
    super(contest, decimals)
    this.piles = new Piles(contest.ballots)
  }

  /** Every paper to its first preference, each worth one vote. */
  sortFirstPreferences(): void {
    const sorted = this.piles.sort(this.piles.all(this.one), this.#open())
    this.piles.lay(sorted, 1, 0, this.one)
    for (const { candidate, papers } of sorted.to) this.votes[candidate] = BigInt(papers) * this.one
  }

  /** Sorts a parcel by next preference among those continuing. */
  sort(parcel: Parcel): Sorted {
    return this.piles.sort(parcel, this.#open())
  }

  /** The papers passed on from here to the next call were sorted together. */
  beginBatch(): void {
    this.#batch++
  }

  /**
   * Lays sorted papers with their next candidates at `value` each and credits these; gives the votes moved, and those
   * on papers without a further preference: at the same value, unless `spent` says otherwise. `settle` then writes them
   * off the giver. `received` is given where only papers of that stage move.
   */
  pass(from: number, sorted: Sorted, value: bigint, more: { received?: number; spent?: bigint } = {}): Passed {
    this.piles.lay(sorted, this.stage, this.#batch, value)
    let moved = 0n
    const to = sorted.to.map(({ candidate, papers }) => {
      const votes = BigInt(papers) * value
      this.votes[candidate] = this.votesOf(candidate) + votes
      moved += votes
      return { candidate: candidate + 1, papers, votes: this.figure(votes) }
    })
    const spent = more.spent ?? BigInt(sorted.spent) * value
    this.transfers.push({
      from: from + 1,
      ...(more.received !== undefined && { received: more.received }),
      papers: sorted.from.papers,
      was: this.figure(sorted.from.value),
      value: this.figure(value),
      to,
      nonTransferable: { papers: sorted.spent, votes: this.figure(spent) },
    })
    return { moved, spent }
  }

  /** Leaves the giver with `left` votes. Of what is gone, `moved` went to others; the rest nobody has. */
  settle(from: number, moved: bigint, left: bigint, spent: bigint): void {
    const nobodys = this.votesOf(from) - left - moved
    this.nonTransferable += nobodys
    this.loss += nobodys - spent
    this.votes[from] = left
  }

  #open(): Uint8Array {
    return Uint8Array.from(this.status, (status) => (status === 'continuing' ? 1 : 0))
  }
}

/** Votes that went to other candidates, and votes on papers without a further preference. */
export interface Passed {
  readonly moved: bigint
  readonly spent: bigint
}
