import type { Contest, Outcome } from '../rules/rule.ts'
import { condorcetWinner, type Pairs, rowsOf } from './matrix.ts'

/**
 * The record of a rule that compares in pairs and leaves `ranking`: its first is elected, by lot where there are
 * several.
 */
export const pairwiseOutcome = (
  contest: Contest,
  pairs: Pairs,
  ranking: readonly (readonly number[])[],
  more: Partial<Outcome> = {},
): Outcome => {
  const [first] = ranking
  const elected = first ? [contest.ties.settle(first, 'election', 1) + 1] : []
  return {
    decimals: 0,
    elected,
    vacant: contest.seats - elected.length,
    stages: [],
    pairwise: rowsOf(pairs.papers, pairs.candidates),
    ranking: ranking.map((level) => level.map((candidate) => candidate + 1)),
    ...more,
    notes: [...condorcetNote(contest, pairs), ...(more.notes ?? [])],
  }
}

export const nameIn = (contest: Contest, candidate: number): string =>
  contest.candidates[candidate]?.name || `Candidate ${candidate + 1}`

const condorcetNote = (contest: Contest, pairs: Pairs): string[] => {
  if (pairs.standing.length < 2) return []
  const winner = condorcetWinner(pairs)
  return [
    winner === undefined
      ? 'No candidate is preferred to each of the others (there is no Condorcet winner).'
      : `${nameIn(contest, winner)} is preferred to each of the other candidates (Condorcet winner).`,
  ]
}
