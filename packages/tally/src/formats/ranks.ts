import { type BallotBuilder, EQUAL } from '../ballots.ts'

/**
 * Adds one paper given as a rank for each candidate: 0 is not ranked, lower comes first, equal is equal; ranks may have
 * gaps.
 */
export const addByRank = (builder: BallotBuilder, ranks: readonly number[], papers: number): void => {
  const order: number[] = []
  for (let candidate = 0; candidate < ranks.length; candidate++) if (ranks[candidate]) order.push(candidate)
  order.sort((a, b) => (ranks[a] as number) - (ranks[b] as number) || a - b)
  order.forEach((candidate, i) => {
    const before = order[i - 1]
    builder.push(before !== undefined && ranks[before] === ranks[candidate] ? candidate | EQUAL : candidate)
  })
  builder.close(papers)
}

/** A rank for each candidate, from 1 without gaps; 0 for those not ranked. */
export const ranksOf = (ranking: readonly (readonly number[])[], candidates: number): number[] => {
  const ranks = new Array<number>(candidates).fill(0)
  ranking.forEach((level, i) => {
    for (const number of level) ranks[number - 1] = i + 1
  })
  return ranks
}
