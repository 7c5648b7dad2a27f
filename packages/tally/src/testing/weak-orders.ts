import fc from 'fast-check'
import { ballotsOf, type Ranking } from '../ballots.ts'
import type { Election } from '../count.ts'

/** A generated election whose papers may rank candidates equal or leave them out. */
export interface DrawnWeak {
  readonly file: Election
  readonly papers: readonly { readonly ranking: number[][]; readonly papers: number }[]
}

/** Small elections for one place; few papers, so that candidates are often level. */
export const weakOrders = ({
  most = 6,
  papers = 12,
}: {
  most?: number
  papers?: number
} = {}): fc.Arbitrary<DrawnWeak> =>
  fc
    .record({
      candidates: fc.integer({ min: 2, max: most }),
      votes: fc.array(
        fc.record({
          ranks: fc.array(fc.nat({ max: most }), { minLength: most, maxLength: most }),
          papers: fc.integer({ min: 1, max: 9 }),
        }),
        { minLength: 1, maxLength: papers },
      ),
    })
    .map(({ candidates, votes }) => {
      const papers = votes.map(({ ranks, papers }) => ({ ranking: levels(ranks.slice(0, candidates)), papers }))
      return { file: electionOf(candidates, papers), papers }
    })

/** Rank 0 is not ranked. */
const levels = (ranks: readonly number[]): number[][] =>
  [...new Set(ranks)]
    .filter((rank) => rank > 0)
    .sort((a, b) => a - b)
    .map((rank) => ranks.flatMap((one, i) => (one === rank ? [i + 1] : [])))

export const electionOf = (
  candidates: number,
  papers: readonly { readonly ranking: Ranking; readonly papers?: number }[],
): Election => ({
  title: 'Drawn',
  seats: 1,
  candidates: Array.from({ length: candidates }, (_, i) => `Candidate ${i + 1}`),
  ballots: ballotsOf(candidates, papers),
})
