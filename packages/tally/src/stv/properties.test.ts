import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ballotsOf } from '../ballots.ts'
import type { Constraint } from '../constraints/constraint.ts'
import { count, type Election } from '../count.ts'
import { unitsOf } from '../decimal.ts'
import type { CountRecord } from '../record.ts'
import { counted } from '../testing/cases.ts'
import { type Drawn, elections } from '../testing/elections.ts'

const MOVING_PAPERS = ['scottish', 'ers97', 'ni', 'wigm', 'senate', 'senate-bulk', 'wright', 'minneapolis']
const KEEPING = ['meek', 'meek-nz', 'meek-prf', 'warren']
const ALL = [...MOVING_PAPERS, ...KEEPING, 'qpq']

const sorted = (numbers: readonly number[]): number[] => [...numbers].sort((a, b) => a - b)

const allVotes = (record: CountRecord, stage: CountRecord['stages'][number]): bigint => {
  let units = unitsOf(stage.nonTransferable, record.decimals)
  for (const votes of Object.values(stage.totals)) units += unitsOf(votes, record.decimals)
  return units
}

/** The same election with its candidates renumbered, `order[i]` becoming number i + 1. */
const renumbered = ({ file, papers }: Drawn, order: readonly number[]): Election => {
  const newNumber = (number: number): number => order.indexOf(number) + 1
  return {
    ...file,
    candidates: order.map((number) => file.candidates[number - 1] ?? ''),
    ballots: ballotsOf(
      order.length,
      [...papers].reverse().map(({ ranking, papers }) => ({ ranking: ranking.map(newNumber), papers })),
    ),
  }
}

describe.each(ALL)('any election under %s', (rules) => {
  it('fills every seat for which there is a candidate, with different people who stand', () => {
    fc.assert(
      fc.property(elections(), fc.boolean(), ({ file }, oneWithdraws) => {
        const withdrawn = oneWithdraws ? [1] : []
        const record = counted(file, { rules, withdrawn })
        expect(new Set(record.elected).size).toBe(record.elected.length)
        expect(record.elected.length + (record.vacant ?? 0)).toBe(record.seats)
        expect(record.elected.length).toBe(Math.min(record.seats, file.candidates.length - withdrawn.length))
        for (const number of withdrawn) expect(record.elected).not.toContain(number)
      }),
      { numRuns: 60 },
    )
  })

  it('comes out the same from the same input, byte for byte, and is plain data', () => {
    fc.assert(
      fc.property(elections(), ({ file }) => {
        const record = counted(file, { rules })
        expect(JSON.stringify(counted(file, { rules }))).toBe(JSON.stringify(record))
        expect(JSON.parse(JSON.stringify(record))).toEqual(record)
      }),
      { numRuns: 20 },
    )
  })

  it('does not depend on the order of papers or of candidates, ties apart', () => {
    fc.assert(
      fc.property(elections(), fc.array(fc.nat(), { minLength: 7, maxLength: 7 }), (drawn, keys) => {
        const order = drawn.file.candidates
          .map((_, i) => i + 1)
          .sort((a, b) => (keys[a - 1] ?? 0) - (keys[b - 1] ?? 0) || a - b)
        const record = counted(drawn.file, { rules })
        const other = counted(renumbered(drawn, order), { rules })
        fc.pre(record.ties.every((tie) => tie.method !== 'lot' && tie.method !== 'rule'))
        expect(other.elected.map((number) => order[number - 1])).toEqual(record.elected)
      }),
      { numRuns: 100 },
    )
  })

  it('meets reserved places, or says that they conflict', () => {
    const reserved = fc.array(
      fc.record({
        groupOf: fc.array(fc.nat({ max: 2 }), { minLength: 7, maxLength: 7 }),
        bounds: fc.array(fc.tuple(fc.nat({ max: 1 }), fc.nat({ max: 2 })), { minLength: 3, maxLength: 3 }),
      }),
      { minLength: 1, maxLength: 2 },
    )
    fc.assert(
      fc.property(elections(), reserved, ({ file }, drawn) => {
        const constraints: Constraint[] = drawn.flatMap(({ groupOf, bounds }, category) =>
          bounds.map(([min, more], group) => ({
            category: `c${category}`,
            group: `g${group}`,
            min,
            max: min + more,
            candidates: file.candidates.flatMap((_, i) => (groupOf[i] === group ? [i + 1] : [])),
          })),
        )
        const record = count(file, { rules, constraints })
        if (!record.ok) {
          expect(record.error.kind).toBe('constraints-conflict')
          return
        }
        const vacant = record.value.vacant ?? 0
        for (const { min, max, candidates } of constraints) {
          const n = record.value.elected.filter((number) => candidates.includes(number)).length
          expect(n).toBeLessThanOrEqual(max as number)
          expect(n + vacant).toBeGreaterThanOrEqual(min)
        }
        if (vacant > 0) expect(record.value.constraints.some((note) => note.effect === 'vacant')).toBe(true)
      }),
      { numRuns: 100 },
    )
  })
})

describe.each([...MOVING_PAPERS, ...KEEPING])('votes under %s', (rules) => {
  it('are conserved at every stage', () => {
    fc.assert(
      fc.property(elections(), ({ file }) => {
        const record = counted(file, { rules })
        const valid = BigInt(record.ballots.valid) * 10n ** BigInt(record.decimals)
        for (const stage of record.stages) {
          expect(allVotes(record, stage)).toBe(valid)
          const lost = unitsOf(stage.lossByFraction, record.decimals)
          expect(lost >= 0n && lost <= unitsOf(stage.nonTransferable, record.decimals)).toBe(true)
        }
      }),
      { numRuns: 100 },
    )
  })
})

// Not the Senate: dropping whole votes at every transfer can cost a small coalition its seat.
describe.each(['scottish', 'wigm', 'ers97', 'ni', 'meek', 'meek-nz', 'meek-prf', 'warren', 'qpq'])(
  'solid coalitions under %s',
  (rules) => {
    it('get a seat for each quota of their supporters', () => {
      const coalition = fc.record({
        drawn: elections({ most: 6, seats: 3 }),
        members: fc.integer({ min: 1, max: 3 }),
        quotas: fc.integer({ min: 1, max: 3 }),
      })
      fc.assert(
        fc.property(coalition, ({ drawn: { file, papers }, members, quotas }) => {
          const inside = file.candidates.map((_, i) => i + 1).slice(0, members)
          // Supporters rank all of the coalition first, in an order of their own; there are enough for so many quotas.
          const others = papers.map(({ ranking, papers }) => ({ ranking, papers }))
          const outsiders = others.reduce((sum, paper) => sum + paper.papers, 0)
          const needed = Math.min(quotas, file.seats)
          fc.pre(needed <= file.seats && file.seats + 1 - needed > 0)
          const supporters = Math.ceil((needed * (outsiders + file.seats + 1)) / (file.seats + 1 - needed)) + needed
          const solid = papers.map(({ ranking }, i) => ({
            ranking: [
              ...inside.slice(i % members),
              ...inside.slice(0, i % members),
              ...ranking.filter((n) => !inside.includes(n)),
            ],
            papers: Math.ceil(supporters / papers.length),
          }))
          const record = counted(
            { ...file, ballots: ballotsOf(file.candidates.length, [...others, ...solid]) },
            { rules },
          )
          const won = record.elected.filter((number) => inside.includes(number)).length
          expect(won).toBeGreaterThanOrEqual(Math.min(needed, members))
        }),
        { numRuns: 100 },
      )
    })
  },
)

describe('different arithmetics', () => {
  it('elect the same candidates, where no tie is near', () => {
    fc.assert(
      fc.property(elections(), ({ file }) => {
        const nine = counted(file, { rules: 'meek', options: { decimals: 9, omega: 6 } })
        const eighteen = counted(file, { rules: 'meek', options: { decimals: 18, omega: 6 } })
        fc.pre(nine.ties.length === 0 && eighteen.ties.length === 0)
        expect(sorted(nine.elected)).toEqual(sorted(eighteen.elected))
        const coarse = counted(file, { rules: 'wigm', options: { decimals: 9 } })
        const fine = counted(file, { rules: 'wigm', options: { decimals: 18 } })
        fc.pre(coarse.ties.length === 0 && fine.ties.length === 0)
        expect(sorted(coarse.elected)).toEqual(sorted(fine.elected))
      }),
      { numRuns: 150 },
    )
  })
})
