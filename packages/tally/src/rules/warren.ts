import { explainByKeepValues } from '../follow/in-words.ts'
import { holdingsByKeepValues } from '../follow/keep-values.ts'
import { countByKeepValues } from './meek-family.ts'
import type { Rule } from './rule.ts'

/** Warren's method: every supporter of an elected candidate pays the same price, or what is left of the vote. */
export const warren: Rule = {
  name: 'warren',
  title: 'Warren STV',
  citation: 'C. H. E. Warren, Counting in STV elections, Voting matters 1 (1994), paper 4',
  version: '1',
  fills: 'many',
  equalPreferences: 'counted',
  constraints: true,
  explain: explainByKeepValues('warren', () => 'split'),
  holdings: holdingsByKeepValues('warren', () => 'split'),
  count: (contest) =>
    countByKeepValues(contest, {
      decimals: 9,
      keeping: 'warren',
      equal: 'split',
      omega: 1000n,
      batch: true,
      everyIteration: false,
      lastRecount: true,
      clauses: { elect: 'reaches the quota', exclude: 'fewest votes', surplus: 'new price', finish: 'last places' },
    }),
}
