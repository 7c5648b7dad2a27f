/** Papers with the same ranking, as `tally` counts them. Candidates are counted from 0 in the order of the question. */
export interface RankedPapers {
  readonly weight: number
  readonly ranking: readonly number[]
}

/** Papers set aside because they rank what or how nobody can. */
export interface PapersSetAside {
  readonly weight: number
  /** A number for each candidate, as it was opened. */
  readonly ranks: readonly number[]
  readonly reason: 'a rank given twice' | 'a rank beyond the number of candidates'
}

export interface OpenedPapers {
  /** In an order of their own, so that nothing is left of the order in which papers were opened. */
  readonly papers: readonly RankedPapers[]
  /** Papers that rank nobody. */
  readonly blank: number
  readonly setAside: readonly PapersSetAside[]
}

/** Turns opened papers (a rank for each candidate, 0 for none; §4.19) into rankings with counts. A gap is closed up. */
export function rankedPapers(opened: readonly (readonly number[])[]): OpenedPapers {
  const counts = new Map<string, { ranks: readonly number[]; weight: number }>()
  for (const ranks of opened) {
    const key = ranks.join()
    const before = counts.get(key)
    counts.set(key, { ranks, weight: (before?.weight ?? 0) + 1 })
  }
  const merged = new Map<string, RankedPapers>()
  const setAside: PapersSetAside[] = []
  let blank = 0
  for (const { ranks, weight } of counts.values()) {
    const reason = reasonToSetAside(ranks)
    if (reason !== undefined) setAside.push({ weight, ranks, reason })
    else if (ranks.every((rank) => rank === 0)) blank += weight
    else {
      const ranking = rankingOf(ranks)
      const key = ranking.join()
      merged.set(key, { ranking, weight: (merged.get(key)?.weight ?? 0) + weight })
    }
  }
  return {
    papers: [...merged.values()].sort((a, b) => compareLists(a.ranking, b.ranking)),
    blank,
    setAside: setAside.sort((a, b) => compareLists(a.ranks, b.ranks)),
  }
}

function reasonToSetAside(ranks: readonly number[]): PapersSetAside['reason'] | undefined {
  const given = ranks.filter((rank) => rank !== 0)
  if (given.some((rank) => rank > ranks.length)) return 'a rank beyond the number of candidates'
  return new Set(given).size < given.length ? 'a rank given twice' : undefined
}

const rankingOf = (ranks: readonly number[]): number[] =>
  ranks
    .map((rank, candidate) => ({ rank, candidate }))
    .filter(({ rank }) => rank !== 0)
    .sort((a, b) => a.rank - b.rank)
    .map(({ candidate }) => candidate)

function compareLists(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) if (a[i] !== b[i]) return a[i]! - b[i]!
  return a.length - b.length
}
