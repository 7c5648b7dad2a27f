import type { PaperTree } from './paper-tree.ts'

/**
 * How much of a paper a candidate with a keep value takes, and how much goes on. Both are parts of one vote, in units.
 *
 * - `meek`: weight × keep, and weight × (1 − keep), each cut.
 * - `meek-up`: weight × keep rounded up, and what is left.
 * - `warren`: at most the keep value, and what is left.
 */
export type Keeping = 'meek' | 'meek-up' | 'warren'

/** What one distribution of all papers gives, in units. */
export interface Distribution {
  readonly votes: bigint[]
  /** Weight left on papers that name nobody more. */
  readonly spent: bigint
}

/** How `weight` parts: [kept, gone on]. */
export const parted = (keeping: Keeping, weight: bigint, keep: bigint, one: bigint): readonly [bigint, bigint] => {
  switch (keeping) {
    case 'meek':
      return [(weight * keep) / one, (weight * (one - keep)) / one]
    case 'meek-up': {
      const kept = (weight * keep + one - 1n) / one
      return [kept, weight - kept]
    }
    case 'warren': {
      const kept = keep < weight ? keep : weight
      return [kept, weight - kept]
    }
  }
}

/** Distributes all papers of the tree: in floating point where every figure is a whole number below 2^53. */
export const distribute = (
  tree: PaperTree,
  keep: readonly bigint[],
  decimals: number,
  keeping: Keeping,
): Distribution => {
  const isSmall = decimals <= 9 && (tree.papers[0] as number) * 10 ** decimals <= Number.MAX_SAFE_INTEGER
  return isSmall ? distributeSmall(tree, keep, decimals, keeping) : distributeLarge(tree, keep, decimals, keeping)
}

export const distributeLarge = (
  tree: PaperTree,
  keep: readonly bigint[],
  decimals: number,
  keeping: Keeping,
): Distribution => {
  const one = 10n ** BigInt(decimals)
  const votes = keep.map(() => 0n)
  const left: bigint[] = [one]
  let spent = BigInt(tree.spent[0] as number) * one
  for (let node = 1; node < tree.candidate.length; node++) {
    const papers = tree.papers[node] as number
    const weight = papers === 0 ? 0n : (left[tree.parent[node] as number] as bigint)
    if (weight === 0n) {
      left[node] = 0n
      continue
    }
    const candidate = tree.candidate[node] as number
    const [kept, on] = parted(keeping, weight, keep[candidate] as bigint, one)
    votes[candidate] = (votes[candidate] as bigint) + kept * BigInt(papers)
    left[node] = on
    spent += on * BigInt(tree.spent[node] as number)
  }
  return { votes, spent }
}

export const distributeSmall = (
  tree: PaperTree,
  keep: readonly bigint[],
  decimals: number,
  keeping: Keeping,
): Distribution => {
  const one = 10 ** decimals
  const times = cutProduct(decimals)
  const keeps = Float64Array.from(keep, Number)
  const votes = new Float64Array(keep.length)
  const left = new Float64Array(tree.candidate.length)
  const { candidate: candidates, parent: parents, papers: counts, spent: spents } = tree
  left[0] = one
  let spent = (spents[0] as number) * one
  for (let node = 1; node < candidates.length; node++) {
    const papers = counts[node] as number
    if (papers === 0) continue
    const weight = left[parents[node] as number] as number
    if (weight === 0) continue
    const candidate = candidates[node] as number
    const k = keeps[candidate] as number
    let kept = weight
    let on = 0
    if (k !== one) {
      if (keeping === 'warren') kept = k < weight ? k : weight
      else kept = times(weight, k)
      if (keeping === 'meek') on = times(weight, one - k)
      else {
        if (keeping === 'meek-up' && !isProduct(weight, k, one, kept)) kept++
        on = weight - kept
      }
    } else if (keeping === 'warren') {
      kept = k < weight ? k : weight
      on = weight - kept
    }
    votes[candidate] = (votes[candidate] as number) + kept * papers
    left[node] = on
    spent += on * (spents[node] as number)
  }
  return { votes: Array.from(votes, BigInt), spent: BigInt(spent) }
}

/**
 * a × b ÷ 10^decimals, cut, for whole numbers up to 10^decimals ≤ 10^9: b is taken in two halves so that no product
 * leaves the whole numbers that floating point holds exactly.
 */
const cutProduct = (decimals: number): ((a: number, b: number) => number) => {
  const low = 10 ** Math.ceil(decimals / 2)
  const high = 10 ** Math.floor(decimals / 2)
  const one = low * high
  return (a, b) => {
    const bHigh = Math.floor(b / low)
    const product = a * bHigh
    const whole = Math.floor(product / high)
    return whole + Math.floor(((product - whole * high) * low + a * (b - bHigh * low)) / one)
  }
}

/** Whether a × b ÷ one is `quotient` exactly: compared modulo 2^32, and in full only where these agree. */
const isProduct = (a: number, b: number, one: number, quotient: number): boolean =>
  Math.imul(a, b) === Math.imul(quotient, one) && BigInt(a) * BigInt(b) === BigInt(quotient) * BigInt(one)
