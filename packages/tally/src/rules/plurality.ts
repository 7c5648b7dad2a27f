import { ok } from '../result.ts'
import { firstPreferences } from '../scores/marks.ts'
import { fillWithMost } from '../scores/most.ts'
import { scoreRound } from '../scores/round.ts'
import type { Rule } from './rule.ts'

/** One vote on each paper: its first preference. */
export const plurality: Rule = {
  name: 'plurality',
  title: 'First past the post',
  citation: 'Representation of the People Act 1983, Schedule 1, rules 37, 45, 47 and 49',
  version: '1',
  fills: 'one',
  equalPreferences: 'end-the-paper',
  constraints: false,
  count(contest) {
    const totals = firstPreferences(contest.ballots)
    // Rule 49: of those with equal votes, the lot decides.
    const elected = fillWithMost(contest, totals)
    const stage = scoreRound(contest, totals, 0, elected, 'votes, the most of all')
    return ok({
      decimals: 0,
      elected,
      vacant: contest.seats - elected.length,
      stages: [{ ...stage, kind: 'first-preferences' }],
    })
  },
}
