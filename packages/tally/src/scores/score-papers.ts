/** Papers that give every candidate a score, identical ones merged. A candidate without one has 0. */
export interface ScorePapers {
  readonly candidates: number
  /** How many papers are alike, for each distinct one. */
  readonly weights: Float64Array
  /** `[paper × candidates + candidate]`, from 0 to 100. */
  readonly scores: Uint8Array
}

export const HIGHEST_SCORE = 100

/** Scores as they are written, one paper after the other. */
export const scorePapers = (
  candidates: number,
  papers: Iterable<{ readonly scores: readonly number[]; readonly papers?: number }>,
): ScorePapers => {
  const distinct = new Map<string, { scores: readonly number[]; papers: number }>()
  for (const { scores, papers: alike = 1 } of papers) {
    const key = scores.join()
    const known = distinct.get(key)
    if (known) known.papers += alike
    else distinct.set(key, { scores, papers: alike })
  }
  const all = [...distinct.values()]
  const flat = new Uint8Array(all.length * candidates)
  all.forEach((paper, i) => {
    flat.set(paper.scores, i * candidates)
  })
  return { candidates, weights: Float64Array.from(all, (paper) => paper.papers), scores: flat }
}

/** The sum of all scores of each candidate, by index. */
export const totalScores = ({ candidates, weights, scores }: ScorePapers): bigint[] => {
  const totals = new Array<bigint>(candidates).fill(0n)
  weights.forEach((weight, i) => {
    for (let c = 0; c < candidates; c++) {
      totals[c] = (totals[c] as bigint) + BigInt(weight) * BigInt(scores[i * candidates + c] as number)
    }
  })
  return totals
}

/** Papers that give each candidate just this score. */
export const papersScoring = ({ candidates, weights, scores }: ScorePapers, score: number): bigint[] => {
  const papers = new Array<bigint>(candidates).fill(0n)
  weights.forEach((weight, i) => {
    for (let c = 0; c < candidates; c++) {
      if (scores[i * candidates + c] === score) papers[c] = (papers[c] as bigint) + BigInt(weight)
    }
  })
  return papers
}

/** What the scores say as a ranking, by candidate number: a score of 0 is not ranked. */
export const rankingByScore = (scores: readonly number[]): number[][] =>
  [...new Set(scores)]
    .filter((score) => score > 0)
    .sort((a, b) => b - a)
    .map((score) => scores.flatMap((one, i) => (one === score ? [i + 1] : [])))
