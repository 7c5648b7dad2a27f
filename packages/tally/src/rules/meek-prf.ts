import { explainByKeepValues } from '../follow/in-words.ts'
import { holdingsByKeepValues } from '../follow/keep-values.ts'
import { countByKeepValues } from './meek-family.ts'
import type { Rule } from './rule.ts'

/** Meek's method as the Proportional Representation Foundation wrote it down for reference. */
export const meekPrf: Rule = {
  name: 'meek-prf',
  title: 'Meek STV, PR Foundation reference',
  citation: 'Proportional Representation Foundation, Reference Meek Rule, steps A to C',
  version: '1',
  fills: 'many',
  equalPreferences: 'end-the-paper',
  constraints: true,
  explain: explainByKeepValues('meek-up', () => 'split'),
  holdings: holdingsByKeepValues('meek-up', () => 'split'),
  count: (contest) =>
    countByKeepValues(contest, {
      decimals: 9,
      keeping: 'meek-up',
      equal: 'split',
      // A: omega is 0.000001, and B.2.e ends iteration below it: 999 units are the most that is below.
      omega: 999n,
      batch: false,
      everyIteration: false,
      lastRecount: false,
      clauses: { elect: 'B.2.c', exclude: 'B.3', surplus: 'B.2.f', finish: 'C.1' },
    }),
}
