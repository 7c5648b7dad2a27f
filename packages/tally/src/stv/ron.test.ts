import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ballotsOf, type Ranking } from '../ballots.ts'
import type { Election } from '../count.ts'
import { unitsOf } from '../decimal.ts'
import { counted } from '../testing/cases.ts'
import { elections } from '../testing/elections.ts'

const RULES = ['scottish', 'ers97', 'ni', 'wigm', 'meek', 'meek-nz', 'warren', 'qpq', 'senate']

const election = (seats: number, papers: [Ranking, number][]): Election => ({
  title: 'Convenor',
  seats,
  candidates: ['Aisha', 'Ben', 'Re-open nominations'],
  ballots: ballotsOf(
    3,
    papers.map(([ranking, papers]) => ({ ranking, papers })),
  ),
})

describe.each(RULES)('re-open nominations under %s', (rules) => {
  it('win a single seat with more than half, and the seat reopens', () => {
    const record = counted(
      election(1, [
        [[3], 60],
        [[1], 30],
        [[2], 10],
      ]),
      { rules, ron: 3 },
    )
    expect(record).toMatchObject({ elected: [], reopened: 1 })
  })

  it('are not excluded while candidates are: those excluded first may yet decide', () => {
    const record = counted(
      election(1, [
        [[1], 45],
        [[2, 3], 30],
        [[3], 25],
      ]),
      { rules, ron: 3 },
    )
    expect(record).toMatchObject({ elected: [], reopened: 1 })
  })

  it('lose to a candidate whom more prefer', () => {
    const record = counted(
      election(1, [
        [[1], 45],
        [[2, 1], 30],
        [[3], 25],
      ]),
      { rules, ron: 3 },
    )
    expect(record.elected).toEqual([1])
    expect(record.reopened).toBeUndefined()
  })

  it('take as many seats as they have quotas', () => {
    const record = counted(
      election(2, [
        [[3], 80],
        [[1], 15],
        [[2], 5],
      ]),
      { rules, ron: 3 },
    )
    expect(record).toMatchObject({ elected: [], reopened: 2 })
    expect(record.candidates.map((candidate) => candidate.ron)).toEqual([undefined, undefined, true])
    for (const stage of record.stages)
      expect(Object.keys(stage.totals).every((number) => Number(number) <= 3)).toBe(true)
  })
})

describe('re-open nominations in any election', () => {
  it('take seats or leave them to candidates, and votes are conserved', () => {
    fc.assert(
      fc.property(elections(), fc.constantFrom(...RULES.filter((rules) => rules !== 'qpq')), ({ file }, rules) => {
        const record = counted(file, { rules, ron: 1 })
        expect(record.elected).not.toContain(1)
        expect(record.elected.length + (record.vacant ?? 0) + (record.reopened ?? 0)).toBe(record.seats)
        for (const stage of record.stages) {
          let all = unitsOf(stage.nonTransferable, record.decimals)
          for (const votes of Object.values(stage.totals)) all += unitsOf(votes, record.decimals)
          expect(all).toBe(BigInt(record.ballots.valid) * 10n ** BigInt(record.decimals))
        }
      }),
      { numRuns: 150 },
    )
  })
})
