import { groupedBy } from '../group.ts'
import { type CountBooks, extremes } from './books.ts'
import { laidTogether, type Parcel } from './piles.ts'
import type { CountingTable } from './table.ts'

/**
 * What the rules of the British hand count share: a surplus passes on in the papers last received only, at a value that
 * spares the transferable ones; an exclusion goes batch by batch, dearest first; surpluses wait where they cannot
 * matter to who is excluded.
 */

/** Surpluses not transferred yet. */
export const waitingSurpluses = (table: CountingTable, quota: bigint): { candidates: number[]; total: bigint } => {
  const candidates = table.elected.filter((candidate) => table.votesOf(candidate) > quota)
  const total = candidates.reduce((sum, candidate) => sum + table.votesOf(candidate) - quota, 0n)
  return { candidates, total }
}

/**
 * Passes a surplus on in the batch of papers that gave rise to it. Where the transferable papers are worth more than
 * the surplus, each goes on at surplus ÷ transferable papers, cut to the smallest unit; otherwise at its present value.
 */
export const passSurplusInLastBatch = (table: CountingTable, from: number, quota: bigint): void => {
  const surplus = table.votesOf(from) - quota
  const pile = table.piles.piles[from] as Parcel[]
  const last = pile.reduce((batch, parcel) => Math.max(batch, parcel.batch), 0)
  const parcel = laidTogether(table.piles.take(from, (one) => one.batch === last))
  const sorted = table.sort(parcel)
  const transferable = BigInt(parcel.papers - sorted.spent)
  const isEnough = transferable * parcel.value <= surplus
  const value = isEnough || transferable === 0n ? parcel.value : surplus / transferable
  const spent = isEnough ? surplus - transferable * parcel.value : 0n
  table.beginBatch()
  const { moved } = table.pass(from, sorted, value, { of: parcel, spent })
  table.settle(from, moved, quota, spent)
}

/**
 * Passes on the papers of excluded candidates, batch by batch in descending order of value; with `firstApart`, papers
 * of first preference make a batch of their own before all others. Stops where `afterBatch` says so.
 */
export const passExcluded = (
  table: CountingTable,
  excluded: readonly number[],
  firstApart: boolean,
  afterBatch: () => 'go on' | 'stop',
): void => {
  for (const batch of batchesOf(table, excluded, firstApart)) {
    table.beginBatch()
    for (const { from, parcel } of batch) {
      const { moved, spent } = table.pass(from, table.sort(parcel), parcel.value, { of: parcel })
      table.settle(from, moved, table.votesOf(from) - moved - spent, spent)
    }
    if (afterBatch() === 'stop') return
  }
}

interface Batched {
  readonly from: number
  readonly parcel: Parcel
}

const batchesOf = (table: CountingTable, excluded: readonly number[], firstApart: boolean): Batched[][] => {
  const parcels = excluded.flatMap((from) => table.piles.take(from).map((parcel) => ({ from, parcel })))
  const key = ({ parcel }: Batched): string => `${firstApart && parcel.received === 1 ? 1 : 0} ${parcel.value}`
  const batches = groupedBy(parcels, key)
  const value = (batch: Batched[]): bigint => (batch[0] as Batched).parcel.value
  return [...batches.values()].sort((a, b) => {
    if (value(a) !== value(b)) return value(a) < value(b) ? 1 : -1
    return (a[0] as Batched).parcel.received - (b[0] as Batched).parcel.received
  })
}

/**
 * The most candidates that can go together: the lowest ones whose votes with all waiting surpluses stay below the next
 * candidate's (or, with `orEqual`, do not exceed them), so long as enough remain for the vacancies. Empty where not
 * even one can go so. `lowest` picks among equals.
 */
export const lowestTogether = (
  table: CountBooks,
  waiting: bigint,
  orEqual: boolean,
  lowest: (candidates: readonly number[]) => number,
): number[] => {
  const most = table.electable.length - table.vacancies
  const votes = [...table.electable.map((candidate) => table.votesOf(candidate))].sort((a, b) =>
    a < b ? -1 : a > b ? 1 : 0,
  )
  let sum = waiting
  let howMany = 0
  for (let k = 1; k <= most && k < votes.length; k++) {
    sum += votes[k - 1] as bigint
    const next = votes[k] as bigint
    if (sum < next || (orEqual && sum === next)) howMany = k
  }
  return lowestOf(table, howMany, lowest)
}

/** So many lowest candidates, lowest first; `lowest` is asked only where not all of those who are equal go. */
export const lowestOf = (
  table: CountBooks,
  howMany: number,
  lowest: (candidates: readonly number[]) => number,
): number[] => {
  const chosen: number[] = []
  while (chosen.length < howMany) {
    const left = table.electable.filter((candidate) => !chosen.includes(candidate))
    const equal = extremes(left, table.votes, 'fewest')
    if (chosen.length + equal.length <= howMany) chosen.push(...equal)
    else chosen.push(lowest(equal))
  }
  return chosen
}
