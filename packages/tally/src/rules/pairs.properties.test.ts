import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CountRecord } from '../record.ts'
import { counted } from '../testing/cases.ts'
import { type DrawnWeak, electionOf, weakOrders } from '../testing/weak-orders.ts'

const CONDORCET = [
  'schulze',
  'schulze-margins',
  'ranked-pairs',
  'ranked-pairs-margins',
  'minimax',
  'minimax-margins',
  'copeland',
  'kemeny',
]
const SMITH = CONDORCET.filter((rules) => !rules.startsWith('minimax'))
/** Rules whose ranking never needs a lot. */
const NEUTRAL = [...CONDORCET.filter((rules) => rules !== 'kemeny'), 'borda']

const all = <T>(property: fc.IProperty<T>, numRuns = 150): void => fc.assert(property, { numRuns })

const numbersIn = (record: CountRecord): number[] => record.candidates.map((candidate) => candidate.number)

/** Papers that prefer a to b, one paper after the other. */
const naive = ({ papers }: DrawnWeak, a: number, b: number): number => {
  const rank = (ranking: number[][], candidate: number): number => {
    const at = ranking.findIndex((level) => level.includes(candidate))
    return at < 0 ? Number.POSITIVE_INFINITY : at
  }
  return papers.reduce((sum, paper) => sum + (rank(paper.ranking, a) < rank(paper.ranking, b) ? paper.papers : 0), 0)
}

const beats = (drawn: DrawnWeak, a: number, b: number): boolean => naive(drawn, a, b) > naive(drawn, b, a)

/** The smallest set of candidates who beat everyone outside it. */
const smithSet = (drawn: DrawnWeak, numbers: readonly number[]): Set<number> => {
  const reach = (from: number): Set<number> => {
    const reached = new Set([from])
    for (const one of reached)
      for (const other of numbers) if (other !== one && !beats(drawn, one, other)) reached.add(other)
    return reached
  }
  return numbers.map(reach).reduce((smallest, next) => (next.size < smallest.size ? next : smallest))
}

describe('pairs', () => {
  it('hold what the papers say, one by one', () => {
    all(
      fc.property(weakOrders(), (drawn) => {
        const record = counted(drawn.file, { rules: 'schulze' })
        for (const a of numbersIn(record)) {
          for (const b of numbersIn(record)) {
            expect(record.pairwise?.[a - 1]?.[b - 1]).toBe(a === b ? 0 : naive(drawn, a, b))
          }
        }
      }),
    )
  })

  it('of two candidates together never exceed the papers, and fall short by those that rank them level', () => {
    all(
      fc.property(weakOrders(), (drawn) => {
        const { pairwise = [], ballots } = counted(drawn.file, { rules: 'minimax' })
        pairwise.forEach((row, a) => {
          row.forEach((papers, b) => {
            expect(papers + (pairwise[b]?.[a] ?? 0)).toBeLessThanOrEqual(a === b ? 0 : ballots.valid)
          })
        })
      }),
    )
  })
})

describe.each(CONDORCET)('%s', (rules) => {
  it('elects the candidate who beats each of the others, where there is one', () => {
    all(
      fc.property(weakOrders(), (drawn) => {
        const record = counted(drawn.file, { rules })
        const winner = numbersIn(record).find((a) => numbersIn(record).every((b) => a === b || beats(drawn, a, b)))
        if (winner !== undefined) {
          expect(record.elected).toEqual([winner])
          expect(record.ties.filter((tie) => tie.purpose === 'election')).toEqual([])
        }
      }),
    )
  })

  it('says the same of a record counted twice', () => {
    all(
      fc.property(weakOrders(), (drawn) => {
        expect(counted(drawn.file, { rules })).toEqual(counted(drawn.file, { rules }))
      }),
      30,
    )
  })
})

describe.each(SMITH)('%s', (rules) => {
  it('elects from the smallest set that beats everyone outside it', () => {
    all(
      fc.property(weakOrders(), (drawn) => {
        const record = counted(drawn.file, { rules })
        expect([...smithSet(drawn, numbersIn(record))]).toContain(record.elected[0])
      }),
    )
  })
})

describe.each(NEUTRAL)('%s', (rules) => {
  it('ranks candidates alike however they are numbered', () => {
    const renumbered = weakOrders().chain((drawn) =>
      fc.record({
        drawn: fc.constant(drawn),
        order: fc.shuffledSubarray(
          drawn.file.candidates.map((_, i) => i + 1),
          { minLength: drawn.file.candidates.length },
        ),
      }),
    )
    all(
      fc.property(renumbered, ({ drawn, order }) => {
        const moved = electionOf(
          order.length,
          drawn.papers.map(({ ranking, papers }) => ({
            ranking: ranking.map((level) => level.map((number) => order[number - 1] ?? 0)),
            papers,
          })),
        )
        const before = counted(drawn.file, { rules }).ranking ?? []
        const after = counted(moved, { rules }).ranking ?? []
        const sorted = (levels: readonly (readonly number[])[]): number[][] => levels.map((level) => [...level].sort())
        expect(sorted(before.map((level) => level.map((number) => order[number - 1] ?? 0)))).toEqual(sorted(after))
      }),
    )
  })
})

describe('Schulze', () => {
  it('never elects the same candidate, alone, when every paper is turned round', () => {
    const complete = fc.integer({ min: 2, max: 6 }).chain((candidates) =>
      fc.array(
        fc.shuffledSubarray(
          Array.from({ length: candidates }, (_, i) => i + 1),
          { minLength: candidates },
        ),
        { minLength: 1, maxLength: 11 },
      ),
    )
    all(
      fc.property(complete, (orders) => {
        const candidates = orders[0]?.length ?? 0
        const of = (ranking: number[][]): CountRecord =>
          counted(
            electionOf(
              candidates,
              ranking.map((order) => ({ ranking: order })),
            ),
            { rules: 'schulze' },
          )
        const [first] = of(orders).ranking ?? []
        const [last] = of(orders.map((order) => [...order].reverse())).ranking ?? []
        if (first?.length === 1) expect(last).not.toEqual(first)
      }),
    )
  })

  it('shows paths no weaker than the pairs they are made of', () => {
    all(
      fc.property(weakOrders(), (drawn) => {
        const { pairwise = [], strongestPaths = [] } = counted(drawn.file, { rules: 'schulze' })
        pairwise.forEach((row, a) => {
          row.forEach((papers, b) => {
            if (papers > (pairwise[b]?.[a] ?? 0)) expect(strongestPaths[a]?.[b]).toBeGreaterThanOrEqual(papers)
          })
        })
      }),
    )
  })
})

describe('ranked pairs', () => {
  it('leaves out a majority only where stronger or equal ones lead the other way', () => {
    all(
      fc.property(weakOrders(), (drawn) => {
        const { majorities = [] } = counted(drawn.file, { rules: 'ranked-pairs' })
        for (const left of majorities.filter((majority) => !majority.stands)) {
          const noWeaker = majorities.filter(
            ({ votes, against }) => votes > left.votes || (votes === left.votes && against <= left.against),
          )
          const reached = new Set([left.loser])
          for (const one of reached) for (const { winner, loser } of noWeaker) if (winner === one) reached.add(loser)
          expect(reached.has(left.winner)).toBe(true)
        }
      }),
    )
  })
})

describe('Kemeny', () => {
  const permutations = (items: readonly number[]): number[][] =>
    items.length === 0
      ? [[]]
      : items.flatMap((first) => permutations(items.filter((one) => one !== first)).map((rest) => [first, ...rest]))

  it('finds the ranking that most preferences agree with, among all there are', () => {
    all(
      fc.property(weakOrders({ most: 5 }), (drawn) => {
        const { ranking = [], candidates } = counted(drawn.file, { rules: 'kemeny' })
        const agreeing = (order: readonly number[]): number =>
          order.reduce((sum, a, i) => sum + order.slice(i + 1).reduce((s, b) => s + naive(drawn, a, b), 0), 0)
        const best = Math.max(...permutations(candidates.map((candidate) => candidate.number)).map(agreeing))
        expect(agreeing(ranking.flat())).toBe(best)
      }),
      60,
    )
  })
})

describe('Borda', () => {
  it('gives out as many points for every paper', () => {
    all(
      fc.property(weakOrders(), (drawn) => {
        const record = counted(drawn.file, { rules: 'borda' })
        const n = record.candidates.length
        const points = Object.values(record.stages[0]?.totals ?? {}).reduce((sum, figure) => sum + Number(figure), 0)
        expect(points).toBe((record.ballots.valid * n * (n - 1)) / 2)
      }),
    )
  })
})
