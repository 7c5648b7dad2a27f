/**
 * Best first: those whom nobody left is ahead of, then the same among the rest. `ahead` must have no circles. Inner
 * lists hold candidates whom the rule leaves level.
 */
export const layers = (candidates: readonly number[], ahead: (a: number, b: number) => boolean): number[][] => {
  const ranking: number[][] = []
  let left = [...candidates]
  while (left.length > 0) {
    const best = left.filter((candidate) => !left.some((other) => ahead(other, candidate)))
    if (best.length === 0) throw new Error('A circle in an order')
    ranking.push(best)
    left = left.filter((candidate) => !best.includes(candidate))
  }
  return ranking
}

/** Candidates in groups of equal score, the highest first. */
export const byScore = (candidates: readonly number[], score: (candidate: number) => number | bigint): number[][] => {
  const groups = [...Map.groupBy(candidates, score)]
  return groups.sort(([a], [b]) => (a < b ? 1 : a > b ? -1 : 0)).map(([, group]) => group)
}
