import type { Ballots } from '../ballots.ts'
import { groupedBy } from '../group.ts'

/** Papers that a candidate got in one stage at one value. */
export interface Parcel {
  /** In which stage the candidate got them. */
  readonly received: number
  /** Papers sorted together, under one number that rises through the count. */
  readonly batch: number
  /** Value of each paper, in units. */
  readonly value: bigint
  /** Which distinct rankings. */
  readonly rankings: Uint32Array
  /** How many papers carry them. */
  readonly papers: number
}

/** One parcel sorted to next preferences. */
export interface Sorted {
  readonly from: Parcel
  /** For each candidate who gets some: the papers. */
  readonly to: readonly { readonly candidate: number; readonly rankings: Uint32Array; readonly papers: number }[]
  /** Papers with no further preference that can be used. */
  readonly spent: number
  readonly spentRankings: Uint32Array
}

/**
 * The papers on the table, in a pile for each candidate, a pile in parcels. A paper is in one parcel at a time, so one
 * reading position for each distinct ranking says what is next on it.
 */
export class Piles {
  readonly #ballots: Ballots
  readonly #position: Uint32Array
  readonly #next: Int32Array
  readonly piles: Parcel[][]

  constructor(ballots: Ballots) {
    this.#ballots = ballots
    this.#position = ballots.starts.slice(0, -1)
    this.#next = new Int32Array(ballots.weights.length)
    this.piles = Array.from({ length: ballots.candidates }, () => [])
  }

  /** All papers as one parcel that nobody holds yet. */
  all(value: bigint): Parcel {
    const rankings = Uint32Array.from(this.#ballots.weights, (_, i) => i)
    return { received: 0, batch: 0, value, rankings, papers: this.#ballots.papers }
  }

  /** Sorts a parcel by next preference among the candidates that `open` marks with 1. */
  sort(parcel: Parcel, open: Uint8Array): Sorted {
    const { weights, starts, ranking } = this.#ballots
    const { rankings } = parcel
    const position = this.#position
    const next = this.#next
    const candidates = open.length
    const counts = new Uint32Array(candidates + 1)
    const papers = new Float64Array(candidates + 1)
    for (let i = 0; i < rankings.length; i++) {
      const r = rankings[i] as number
      const end = starts[r + 1] as number
      let at = position[r] as number
      while (at < end && open[ranking[at] as number] === 0) at++
      position[r] = at
      const to = at < end ? (ranking[at] as number) : candidates
      next[i] = to
      counts[to] = (counts[to] as number) + 1
      papers[to] = (papers[to] as number) + (weights[r] as number)
    }
    const sheaves = Array.from(counts, (n) => new Uint32Array(n))
    counts.fill(0)
    for (let i = 0; i < rankings.length; i++) {
      const to = next[i] as number
      const sheaf = sheaves[to] as Uint32Array
      sheaf[counts[to] as number] = rankings[i] as number
      counts[to] = (counts[to] as number) + 1
    }
    const to = []
    for (let c = 0; c < candidates; c++) {
      if (counts[c]) to.push({ candidate: c, rankings: sheaves[c] as Uint32Array, papers: papers[c] as number })
    }
    return {
      from: parcel,
      to,
      spent: papers[candidates] as number,
      spentRankings: sheaves[candidates] as Uint32Array,
    }
  }

  /** Lays sorted papers on their new piles. */
  lay(sorted: Sorted, stage: number, batch: number, value: bigint): void {
    for (const { candidate, rankings, papers } of sorted.to) {
      this.piles[candidate]?.push({ received: stage, batch, value, rankings, papers })
    }
  }

  /** Takes a candidate's whole pile away; or, with `which`, those parcels only. */
  take(candidate: number, which?: (parcel: Parcel) => boolean): Parcel[] {
    const pile = this.piles[candidate] as Parcel[]
    this.piles[candidate] = which ? pile.filter((parcel) => !which(parcel)) : []
    return which ? pile.filter(which) : pile
  }
}

/** Parcels of equal value laid together, dearest first. */
export const byValue = (parcels: readonly Parcel[]): Parcel[] => {
  const groups = groupedBy(parcels, (parcel) => parcel.value)
  return [...groups.values()].map(laidTogether).sort((a, b) => (a.value < b.value ? 1 : a.value > b.value ? -1 : 0))
}

/** Parcels of one value as one. */
export const laidTogether = (parcels: readonly Parcel[]): Parcel => {
  const [first] = parcels
  if (first === undefined || parcels.length === 1) return first as Parcel
  const rankings = new Uint32Array(parcels.reduce((n, parcel) => n + parcel.rankings.length, 0))
  let at = 0
  let papers = 0
  for (const parcel of parcels) {
    rankings.set(parcel.rankings, at)
    at += parcel.rankings.length
    papers += parcel.papers
  }
  return { ...first, rankings, papers }
}
