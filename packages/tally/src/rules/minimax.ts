import { explainPairs } from '../pairs/explain.ts'
import { type Pairs, pairsIn, preferring } from '../pairs/matrix.ts'
import { nameIn, pairwiseOutcome } from '../pairs/outcome.ts'
import { byScore } from '../pairs/ranking.ts'
import { ok } from '../result.ts'
import type { Contest, Rule } from './rule.ts'

/** How bad it is for a candidate that `against` papers prefer a rival and `own` papers the candidate. */
type Defeat = (against: number, own: number) => number

const minimaxBy = (about: Pick<Rule, 'name' | 'title' | 'citation'>, defeat: Defeat, measure: string): Rule => ({
  ...about,
  version: '1',
  fills: 'one',
  equalPreferences: 'counted',
  constraints: false,
  count(contest) {
    const compared = pairsIn(contest)
    if (!compared.ok) return compared
    const pairs = compared.value
    const worst = new Map(contest.standing.map((candidate) => [candidate, worstDefeat(pairs, candidate, defeat)]))
    const size = (candidate: number): number => worst.get(candidate)?.size ?? 0
    const ranking = byScore(contest.standing, (candidate) => -size(candidate))
    const notes = contest.standing.map((candidate) => sentence(contest, candidate, worst.get(candidate), measure))
    return ok(pairwiseOutcome(contest, pairs, ranking, { notes }))
  },
  explain: explainPairs,
})

interface WorstDefeat {
  readonly size: number
  readonly by: number
  readonly beaten: boolean
}

const worstDefeat = (pairs: Pairs, candidate: number, defeat: Defeat): WorstDefeat | undefined => {
  let worst: WorstDefeat | undefined
  for (const rival of pairs.standing) {
    if (rival === candidate) continue
    const against = preferring(pairs, rival, candidate)
    const own = preferring(pairs, candidate, rival)
    const size = defeat(against, own)
    if (!worst || size > worst.size) worst = { size, by: rival, beaten: against > own }
  }
  return worst
}

const sentence = (contest: Contest, candidate: number, worst: WorstDefeat | undefined, measure: string): string =>
  worst?.beaten
    ? `Worst defeat of ${nameIn(contest, candidate)}: ${worst.size} ${measure}, by ${nameIn(contest, worst.by)}.`
    : `${nameIn(contest, candidate)} is not beaten by anybody.`

export const minimax: Rule = minimaxBy(
  {
    name: 'minimax',
    title: 'Minimax (winning votes)',
    citation:
      'Simpson (1969) and Kramer (1977), as in Nicolaus Tideman, Collective Decisions and Voting (2006); a defeat measured by winning votes',
  },
  (against, own) => (against > own ? against : 0),
  'winning votes',
)

export const minimaxMargins: Rule = minimaxBy(
  {
    name: 'minimax-margins',
    title: 'Minimax (margins)',
    citation:
      'Simpson (1969) and Kramer (1977), as in Nicolaus Tideman, Collective Decisions and Voting (2006); a defeat measured by its margin',
  },
  (against, own) => against - own,
  'votes of margin',
)
