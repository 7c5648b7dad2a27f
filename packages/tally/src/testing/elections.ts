import fc from 'fast-check'
import { ballotsOf } from '../ballots.ts'
import type { Election } from '../count.ts'

/** A generated election, with its papers as they were drawn. */
export interface Drawn {
  readonly file: Election
  readonly papers: readonly { readonly ranking: number[]; readonly papers: number }[]
}

/** Small elections with strict rankings of any length, some candidates far stronger than others. */
export const elections = ({ most = 7, seats = 4 }: { most?: number; seats?: number } = {}): fc.Arbitrary<Drawn> =>
  fc
    .record({
      candidates: fc.integer({ min: 2, max: most }),
      seats: fc.integer({ min: 1, max: seats }),
      shape: fc.array(fc.nat({ max: 9 }), { minLength: most, maxLength: most }),
      votes: fc.array(
        fc.record({
          order: fc.array(fc.nat(), { minLength: most, maxLength: most }),
          length: fc.nat({ max: most - 1 }),
          papers: fc.integer({ min: 1, max: 40 }),
        }),
        { minLength: 1, maxLength: 25 },
      ),
    })
    .map(({ candidates, seats, shape, votes }) => {
      const numbers = Array.from({ length: candidates }, (_, i) => i + 1)
      const papers = votes.map(({ order, length, papers }) => {
        const liking = (number: number): number => ((order[number - 1] as number) % 10) + (shape[number - 1] as number)
        const ranking = [...numbers].sort(
          (a, b) => liking(b) - liking(a) || (order[a - 1] as number) - (order[b - 1] as number),
        )
        return { ranking: ranking.slice(0, 1 + (length % candidates)), papers }
      })
      const names = numbers.map((number) => `Candidate ${number}`)
      const file: Election = {
        title: 'Drawn',
        seats: Math.min(seats, candidates),
        candidates: names,
        ballots: ballotsOf(candidates, papers),
      }
      return { file, papers }
    })
