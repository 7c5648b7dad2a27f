import { type Ballots, CANDIDATE, EQUAL } from '../ballots.ts'
import { err, ok, type Result } from '../result.ts'
import type { Contest, CountError } from '../rules/rule.ts'

/** Papers that prefer one candidate to another, for each ordered pair, in one flat array. Candidates are indexes. */
export interface Pairs {
  readonly candidates: number
  /** Those compared: all but the withdrawn. */
  readonly standing: readonly number[]
  /** `[a × candidates + b]` papers prefer a to b. */
  readonly papers: Float64Array
}

/**
 * Compares all candidates in pairs. A paper prefers a candidate to all whom it ranks lower and to all whom it does not
 * rank; between candidates ranked equal, and between those not ranked, it prefers neither.
 *
 * A paper costs the square of its length, not of the field: it adds to the rivals of each candidate who are ranked no
 * lower, and that is taken off the papers on which the candidate is ranked at all.
 */
const comparePairs = (ballots: Ballots, standing: readonly number[]): Pairs => {
  const { candidates, weights, starts, ranking } = ballots
  const notLower = new Float64Array(candidates * candidates)
  const ranked = new Float64Array(candidates)
  for (let i = 0; i < weights.length; i++) {
    const weight = weights[i] as number
    const from = starts[i] as number
    const to = starts[i + 1] as number
    let group = from
    for (let at = from; at < to; at++) {
      const entry = ranking[at] as number
      if (!(entry & EQUAL)) group = at
      const row = (entry & CANDIDATE) * candidates
      ranked[entry & CANDIDATE] = (ranked[entry & CANDIDATE] as number) + weight
      for (let before = from; before < at; before++) {
        const other = (ranking[before] as number) & CANDIDATE
        notLower[row + other] = (notLower[row + other] as number) + weight
        if (before < group) continue
        const column = other * candidates + (entry & CANDIDATE)
        notLower[column] = (notLower[column] as number) + weight
      }
    }
  }
  const papers = new Float64Array(candidates * candidates)
  for (const a of standing) {
    for (const b of standing) {
      if (a !== b) papers[a * candidates + b] = (ranked[a] as number) - (notLower[a * candidates + b] as number)
    }
  }
  return { candidates, standing, papers }
}

/** Comparing all pairs, and all paths among them, takes time and room that grow with the cube and the square of these. */
const MOST_COMPARED = 500

/** The pairs of a contest; a field that cannot be compared in fair time is refused in words. */
export const pairsIn = (contest: Contest): Result<Pairs, CountError> => {
  if (contest.candidates.length <= MOST_COMPARED) return ok(comparePairs(contest.ballots, contest.standing))
  const message = `Rules that compare in pairs take at most ${MOST_COMPARED} candidates, not ${contest.candidates.length}.`
  return err({ kind: 'too-large', message })
}

export const preferring = (pairs: Pairs, a: number, b: number): number =>
  pairs.papers[a * pairs.candidates + b] as number

/** More papers prefer a to b than b to a. */
export const beats = (pairs: Pairs, a: number, b: number): boolean => preferring(pairs, a, b) > preferring(pairs, b, a)

/** The candidate who beats every other, if there is one. */
export const condorcetWinner = (pairs: Pairs): number | undefined =>
  pairs.standing.find((a) => pairs.standing.every((b) => a === b || beats(pairs, a, b)))

/** A flat square array as rows, as a record has it. */
export const rowsOf = (flat: Float64Array, size: number): number[][] =>
  Array.from({ length: size }, (_, a) => Array.from(flat.subarray(a * size, (a + 1) * size)))
