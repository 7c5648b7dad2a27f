import { type Ballots, CANDIDATE } from '../ballots.ts'

export interface Marks {
  /** Papers that mark each candidate, by index. */
  readonly totals: readonly bigint[]
  /** Papers that mark no more candidates than they may. */
  readonly valid: number
}

/** Adds up marks without regard to their order. A paper with more than `most` of them counts for nobody. */
export const countMarks = (ballots: Ballots, most: number): Marks => {
  const { candidates, weights, starts, ranking } = ballots
  const totals = new Float64Array(candidates)
  let valid = 0
  for (let i = 0; i < weights.length; i++) {
    const from = starts[i] as number
    const to = starts[i + 1] as number
    if (to - from > most) continue
    const weight = weights[i] as number
    valid += weight
    for (let at = from; at < to; at++) {
      const candidate = (ranking[at] as number) & CANDIDATE
      totals[candidate] = (totals[candidate] as number) + weight
    }
  }
  return { totals: Array.from(totals, BigInt), valid }
}

/** First preferences by candidate index. */
export const firstPreferences = (ballots: Ballots): bigint[] => {
  const totals = new Float64Array(ballots.candidates)
  for (let i = 0; i < ballots.weights.length; i++) {
    const at = ballots.starts[i] as number
    if (at === ballots.starts[i + 1]) continue
    const candidate = (ballots.ranking[at] as number) & CANDIDATE
    totals[candidate] = (totals[candidate] as number) + (ballots.weights[i] as number)
  }
  return Array.from(totals, BigInt)
}
