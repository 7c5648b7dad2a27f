import { type Ballots, EQUAL, rankingAt } from '../ballots.ts'
import { type Distribution, type Keeping, parted } from './keeping.ts'

/**
 * What equal preferences mean.
 * - `split`: the paper divides into equal parts, one for each of the equals; each part goes past its own candidate to
 *   the next rank.
 * - `orders`: the paper stands for every strict order of the equals in equal parts, so that what one of them does not
 *   keep goes to the others first.
 */
export type EqualPreferences = 'split' | 'orders'

/** Papers that rank some candidates equal: kept apart, for they fit no tree. */
export interface EqualPapers {
  readonly papers: number
  distribute(keep: readonly bigint[], isIn: (candidate: number) => boolean): Distribution
}

/** Parts the rankings of the ballots into strict ones and papers with equal preferences. */
export const apart = (
  ballots: Ballots,
  one: bigint,
  keeping: Keeping,
  meaning: EqualPreferences,
): { strict: Uint32Array; equal: EqualPapers } => {
  const strict: number[] = []
  const equal: Paper[] = []
  for (let i = 0; i < ballots.weights.length; i++) {
    if (!hasEqual(ballots, i)) strict.push(i)
    else {
      const ranks = rankingAt(ballots, i).map((rank) => rank.map((number) => number - 1))
      equal.push({ ranks, papers: BigInt(ballots.weights[i] as number) })
    }
  }
  return { strict: Uint32Array.from(strict), equal: equalPapers(equal, one, keeping, meaning) }
}

/** How one paper is shared out: what each candidate keeps of it, in units. Ranks are of indexes from 0. */
export const sharesOf = (
  ranks: readonly (readonly number[])[],
  keep: readonly bigint[],
  one: bigint,
  keeping: Keeping,
  meaning: EqualPreferences,
): bigint[] =>
  equalPapers([{ ranks, papers: 1n }], one, keeping, meaning).distribute(keep, (candidate) => keep[candidate] !== 0n)
    .votes

interface Paper {
  readonly ranks: readonly (readonly number[])[]
  readonly papers: bigint
}

const hasEqual = (ballots: Ballots, i: number): boolean => {
  for (let p = ballots.starts[i] as number; p < (ballots.starts[i + 1] as number); p++) {
    if ((ballots.ranking[p] as number) & EQUAL) return true
  }
  return false
}

const equalPapers = (
  papers: readonly Paper[],
  one: bigint,
  keeping: Keeping,
  meaning: EqualPreferences,
): EqualPapers => ({
  papers: papers.reduce((sum, paper) => sum + Number(paper.papers), 0),
  distribute(keep, isIn) {
    const votes = keep.map(() => 0n)
    let spent = 0n
    const part = (candidate: number, weight: bigint, howMany: bigint): bigint => {
      const [kept, on] = parted(keeping, weight, keep[candidate] as bigint, one)
      votes[candidate] = (votes[candidate] as bigint) + kept * howMany
      return on
    }
    const walk = (paper: Paper, rank: number, weight: bigint): void => {
      if (weight === 0n) return
      const ranked = paper.ranks[rank]
      if (ranked === undefined) {
        spent += weight * paper.papers
        return
      }
      const equals = ranked.filter(isIn)
      const each = weight / BigInt(equals.length || 1)
      if (equals.length === 0) walk(paper, rank + 1, weight)
      else if (equals.length === 1) walk(paper, rank + 1, part(equals[0] as number, weight, paper.papers))
      else if (meaning === 'split') {
        for (const candidate of equals) walk(paper, rank + 1, part(candidate, each, paper.papers))
      } else {
        walk(
          paper,
          rank + 1,
          inEveryOrder(equals, weight, (candidate, share) => part(candidate, share, paper.papers)),
        )
      }
    }
    for (const paper of papers) walk(paper, 0, one)
    return { votes, spent }
  },
})

/**
 * Passes a weight through the equals in every order at once: for each set of them that came before, the weight that has
 * passed it parts evenly among those who may come next. Gives what has passed them all.
 */
const inEveryOrder = (
  equals: readonly number[],
  weight: bigint,
  part: (candidate: number, share: bigint) => bigint,
): bigint => {
  const passed = new Map<number, bigint>([[0, weight]])
  const all = 2 ** equals.length - 1
  for (const [set, here] of passed) {
    if (set === all) continue
    const next = equals.map((candidate, bit) => ({ candidate, bit })).filter(({ bit }) => !(set & (1 << bit)))
    for (const { candidate, bit } of next) {
      const on = part(candidate, here / BigInt(next.length))
      const after = set | (1 << bit)
      if (on > 0n) passed.set(after, (passed.get(after) ?? 0n) + on)
    }
  }
  return passed.get(all) ?? 0n
}
