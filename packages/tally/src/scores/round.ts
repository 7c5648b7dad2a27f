import { decimal } from '../decimal.ts'
import type { Stage } from '../record.ts'
import type { Contest } from '../rules/rule.ts'

/** The one stage of a rule that adds up points: totals in units, who is elected by number and in order, and why. */
export const scoreRound = (
  contest: Contest,
  points: readonly bigint[],
  decimals: number,
  elected: readonly number[],
  what: string,
): Stage => {
  const figure = (candidate: number): string => decimal(points[candidate] as bigint, decimals)
  return {
    number: 1,
    kind: 'round',
    of: [],
    totals: Object.fromEntries(contest.standing.map((candidate) => [candidate + 1, figure(candidate)])),
    nonTransferable: decimal(0n, decimals),
    lossByFraction: decimal(0n, decimals),
    elected,
    excluded: [],
    reasons: elected.map((candidate) => ({
      candidate,
      outcome: 'elected' as const,
      why: `has ${figure(candidate - 1)} ${what}`,
    })),
  }
}
