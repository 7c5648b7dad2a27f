import type { Contest } from '../rules/rule.ts'
import { extremes } from '../stv/books.ts'

/** Fills the seats with the highest totals, candidates by number and in order; equal totals go by lot. */
export const fillWithMost = (contest: Contest, totals: readonly bigint[]): number[] => {
  const elected: number[] = []
  let left = contest.standing
  while (elected.length < contest.seats && left.length > 0) {
    const level = extremes(left, totals, 'most')
    const free = contest.seats - elected.length
    // No lot is needed to say who comes first where there is room for all of them.
    const next = level.length <= free ? level : [contest.ties.settle(level, 'election', 1)]
    elected.push(...next.map((candidate) => candidate + 1))
    left = left.filter((candidate) => !next.includes(candidate))
  }
  return elected
}
