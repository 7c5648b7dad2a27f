import { unit } from '../decimal.ts'
import { explainPairs } from '../pairs/explain.ts'
import { beats, pairsIn } from '../pairs/matrix.ts'
import { pairwiseOutcome } from '../pairs/outcome.ts'
import { byScore } from '../pairs/ranking.ts'
import { ok } from '../result.ts'
import { scoreRound } from '../scores/round.ts'
import type { Rule } from './rule.ts'

/** A point for each rival beaten in pairs, half a point for each equalled. */
export const copeland: Rule = {
  name: 'copeland',
  title: 'Copeland',
  citation:
    'A. H. Copeland, A reasonable social welfare function (1951), as in Donald Saari and Vincent Merlin, The Copeland method, Economic Theory 8 (1996) 51–76; half a point for a tie',
  version: '1',
  fills: 'one',
  equalPreferences: 'counted',
  constraints: false,
  count(contest) {
    const compared = pairsIn(contest)
    if (!compared.ok) return compared
    const pairs = compared.value
    const points = contest.candidates.map(() => 0n)
    for (const a of contest.standing) {
      for (const b of contest.standing) {
        if (a === b || beats(pairs, b, a)) continue
        points[a] = (points[a] as bigint) + (beats(pairs, a, b) ? unit(1) : unit(1) / 2n)
      }
    }
    const ranking = byScore(contest.standing, (candidate) => points[candidate] as bigint)
    const outcome = pairwiseOutcome(contest, pairs, ranking)
    return ok({
      ...outcome,
      decimals: 1,
      stages: [scoreRound(contest, points, 1, outcome.elected, 'points of pairs won, half for each tied')],
    })
  },
  explain: explainPairs,
}
