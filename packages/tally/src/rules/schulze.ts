import { explainPairs } from '../pairs/explain.ts'
import { type Pairs, pairsIn, preferring, rowsOf } from '../pairs/matrix.ts'
import { pairwiseOutcome } from '../pairs/outcome.ts'
import { layers } from '../pairs/ranking.ts'
import { ok } from '../result.ts'
import type { Rule } from './rule.ts'

/** How strong the link from a to b is, where more papers prefer a to b than the other way round. */
type LinkStrength = (forA: number, forB: number) => number

const schulzeBy = (
  about: Pick<Rule, 'name' | 'title'> & { readonly section: string },
  strength: LinkStrength,
): Rule => ({
  name: about.name,
  title: about.title,
  citation: `Markus Schulze, A new monotonic, clone-independent, reversal symmetric, and Condorcet-consistent single-winner election method, Social Choice and Welfare 36 (2011) 267–303, ${about.section}`,
  version: '1',
  fills: 'one',
  equalPreferences: 'counted',
  constraints: false,
  count(contest) {
    const compared = pairsIn(contest)
    if (!compared.ok) return compared
    const pairs = compared.value
    const paths = strongestPaths(pairs, strength)
    const n = pairs.candidates
    // Section 2.2: a is ahead of b where the strongest path from a to b is stronger than that from b to a.
    const ahead = (a: number, b: number): boolean => (paths[a * n + b] as number) > (paths[b * n + a] as number)
    return ok(pairwiseOutcome(contest, pairs, layers(contest.standing, ahead), { strongestPaths: rowsOf(paths, n) }))
  },
  explain: explainPairs,
})

/** Section 2.3: Floyd and Warshall's algorithm; a path is as strong as its weakest link. */
const strongestPaths = (pairs: Pairs, strength: LinkStrength): Float64Array => {
  const { candidates: n, standing } = pairs
  const paths = new Float64Array(n * n)
  for (const a of standing) {
    for (const b of standing) {
      const forA = preferring(pairs, a, b)
      const forB = preferring(pairs, b, a)
      if (forA > forB) paths[a * n + b] = strength(forA, forB)
    }
  }
  // Plain loops over flat rows: 500 candidates make 125 million steps.
  for (const via of standing) {
    const onward = paths.subarray(via * n, (via + 1) * n)
    for (const a of standing) {
      const first = paths[a * n + via] as number
      if (first === 0) continue
      const row = paths.subarray(a * n, (a + 1) * n)
      for (let b = 0; b < n; b++) {
        const second = onward[b] as number
        const through = second < first ? second : first
        if (through > (row[b] as number)) row[b] = through
      }
      row[a] = 0
    }
  }
  return paths
}

export const schulze: Rule = schulzeBy(
  { name: 'schulze', title: 'Schulze (winning votes)', section: 'section 2, strength by winning votes' },
  (forA) => forA,
)

export const schulzeMargins: Rule = schulzeBy(
  { name: 'schulze-margins', title: 'Schulze (margins)', section: 'section 2, strength by margin' },
  (forA, forB) => forA - forB,
)
