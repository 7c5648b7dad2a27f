import { type Pairs, preferring } from './matrix.ts'

/** Work and memory double with each candidate: 20 take about a second. */
export const MOST_IN_A_KNOT = 20

export interface BestOrder {
  readonly candidates: readonly number[]
  /** Preferences between two of these candidates that the order agrees with. */
  readonly agreeing: number
  /** No other order agrees with as many. */
  readonly unique: boolean
}

/**
 * The order of the candidates that agrees with most preferences between two of them. For each set of candidates, the
 * most that any order of them can agree with: one of them comes first, and the rest are a smaller set. Where several can
 * come first, `choose` says who does, at which place from 0.
 */
export const bestOrder = (
  pairs: Pairs,
  candidates: readonly number[],
  choose: (tied: readonly number[], place: number) => number,
): BestOrder => {
  const n = candidates.length
  const prefer = candidates.map((a) => candidates.map((b) => preferring(pairs, a, b)))
  const most = new Float64Array(1 << n)
  for (let set = 1; set < 1 << n; set++) {
    let best = -1
    for (let i = 0; i < n; i++) {
      if (set & (1 << i)) best = Math.max(best, (most[set ^ (1 << i)] as number) + over(prefer[i], set))
    }
    most[set] = best
  }
  const order: number[] = []
  let unique = true
  for (let set = (1 << n) - 1; set !== 0; ) {
    const firsts = candidates.filter(
      (_, i) => set & (1 << i) && (most[set ^ (1 << i)] as number) + over(prefer[i], set) === most[set],
    )
    if (firsts.length > 1) unique = false
    const next = firsts.length === 1 ? (firsts[0] as number) : choose(firsts, order.length)
    order.push(next)
    set ^= 1 << candidates.indexOf(next)
  }
  return { candidates: order, agreeing: most[(1 << n) - 1] as number, unique }
}

/** Papers that prefer a candidate to each of a set, added up. */
const over = (row: readonly number[] | undefined, set: number): number => {
  let sum = 0
  if (row) for (let j = 0; j < row.length; j++) if (set & (1 << j)) sum += row[j] as number
  return sum
}
