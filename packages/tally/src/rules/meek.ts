import { explainByKeepValues } from '../follow/in-words.ts'
import { holdingsByKeepValues } from '../follow/keep-values.ts'
import { countByKeepValues } from './meek-family.ts'
import type { Rule } from './rule.ts'

/**
 * Meek's method after Algorithm 123. Every product of a paper's weight is cut; quotas and keep values are rounded up.
 * Left alone, its options are those of the Droop and stv-rs programs in nine decimals, which publish their figures so.
 */
export const meek: Rule = {
  name: 'meek',
  title: 'Meek STV',
  citation:
    'Hill, Wichmann and Woodall, Algorithm 123: Single Transferable Vote by Meek’s Method, Computer Journal 30 (1987)',
  version: '1',
  fills: 'many',
  equalPreferences: 'counted',
  constraints: true,
  explain: explainByKeepValues('meek', (record) => record.options?.equal as 'split' | 'orders'),
  holdings: holdingsByKeepValues('meek', (record) => record.options?.equal as 'split' | 'orders'),
  options: {
    decimals: { about: 'decimal places of every figure', kind: 'number', values: range(4, 18), byDefault: 9 },
    omega: {
      about: 'iterate while the surplus is above 1 ÷ 10^omega',
      kind: 'number',
      values: range(1, 17),
      byDefault: 6,
    },
    batch: { about: 'exclude together those whom no surplus can save', kind: 'boolean', byDefault: false },
    equal: {
      about: 'equal preferences divide a paper, or stand for every order of the equals',
      kind: 'string',
      values: ['split', 'orders'],
      byDefault: 'split',
    },
    stages: {
      about: 'a stage for each decision, or for each iteration',
      kind: 'string',
      values: ['decisions', 'iterations'],
      byDefault: 'decisions',
    },
  },
  count(contest) {
    const { decimals, omega, batch, equal, stages } = contest.options
    return countByKeepValues(contest, {
      decimals: decimals as number,
      keeping: 'meek',
      equal: equal as 'split' | 'orders',
      omega: 10n ** BigInt(Math.max(0, (decimals as number) - (omega as number))),
      batch: batch as boolean,
      everyIteration: stages === 'iterations',
      lastRecount: true,
      clauses: {
        elect: 'reaches the quota',
        exclude: 'fewest votes',
        surplus: 'new keep value',
        finish: 'last places',
      },
    })
  },
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, i) => from + i)
}
