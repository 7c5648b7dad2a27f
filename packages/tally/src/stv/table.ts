import type { Contest } from '../rules/rule.ts'
import { CountBooks } from './books.ts'
import { type Parcel, Piles, type Sorted } from './piles.ts'

/** A hand count on the table: the books and the piles. Rules that move papers by value drive it. */
export class CountingTable extends CountBooks {
  piles: Piles
  #batch = 0

  constructor(contest: Contest, decimals: number) {
    super(contest, decimals)
    this.piles = new Piles(contest.ballots)
  }

  /** Every paper to its first preference among those continuing, each worth one vote. */
  sortFirstPreferences(): void {
    const sorted = this.piles.sort(this.piles.all(this.one), this.#open())
    this.piles.lay(sorted, this.stage, 0, this.one)
    for (const { candidate, papers } of sorted.to) this.votes[candidate] = BigInt(papers) * this.one
    this.nonTransferable = BigInt(sorted.spent) * this.one
  }

  /** Gathers all papers again, and takes back who was elected. */
  override restart(): void {
    super.restart()
    this.piles = new Piles(this.contest.ballots)
    this.votes.fill(0n)
    this.loss = 0n
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
   * on papers without a further preference. `settle` then writes them off the giver.
   */
  pass(from: number, sorted: Sorted, value: bigint, more: PassOptions = {}): Passed {
    this.piles.lay(sorted, this.stage, this.#batch, value)
    const worth = more.worth ?? ((papers: number) => BigInt(papers) * value)
    let moved = 0n
    const to = sorted.to.map(({ candidate, papers }) => {
      const votes = worth(papers)
      this.votes[candidate] = this.votesOf(candidate) + votes
      moved += votes
      return { candidate: candidate + 1, papers, votes: this.figure(votes) }
    })
    const spent = more.spent ?? worth(sorted.spent)
    this.transfers.push({
      from: from + 1,
      ...(more.of && { received: more.of.received, receivedBatch: more.of.batch, batch: this.#batch }),
      papers: sorted.from.papers,
      was: more.shown?.was ?? this.figure(sorted.from.value),
      value: more.shown?.value ?? this.figure(value),
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

interface PassOptions {
  /** Given where only the papers of one batch move. */
  readonly of?: Parcel
  /** Votes on papers without a further preference, where they do not count at the value of the others. */
  readonly spent?: bigint
  /** Votes that so many papers make, where that is not papers × value. */
  readonly worth?: (papers: number) => bigint
  /** How the value per paper, before and now, is written, where it is no whole number of units. */
  readonly shown?: { readonly was: string; readonly value: string }
}

/** Votes that went to other candidates, and votes on papers without a further preference. */
export interface Passed {
  readonly moved: bigint
  readonly spent: bigint
}
