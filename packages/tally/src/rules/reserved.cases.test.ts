import { describe, expect, it } from 'vitest'
import { parseCon } from '../formats/con.ts'
import { caseElection, caseJson, caseSuite, casesIn, caseText, counted, hasCases } from '../testing/cases.ts'

interface Expected {
  elected_constrained_in_order: number[]
  scottish_unconstrained_set: number[]
}

const sorted = (numbers: readonly number[]): number[] => [...numbers].sort((a, b) => a - b)

describe.skipIf(!hasCases)(
  caseSuite('reserved places in real ballots, against the University of Oslo’s counter'),
  () => {
    it.each(casesIn('constraints', '.expected.json'))('%s', (name) => {
      const expected = caseJson<Expected>('constraints', `${name}.expected.json`)
      const file = caseElection('constraints', `${name}.blt`)
      const constraints = parseCon(caseText('constraints', `${name}.con`), file.candidates.length)
      if (!constraints.ok) throw new Error(constraints.error.expected)
      expect(sorted(counted(file, { rules: 'scottish' }).elected)).toEqual(sorted(expected.scottish_unconstrained_set))
      for (const rules of [
        'scottish',
        'ers97',
        'ni',
        'wigm',
        'meek',
        'meek-nz',
        'meek-prf',
        'warren',
        'qpq',
        'senate',
      ]) {
        const record = counted(file, { rules, constraints: constraints.value })
        expect(record.elected).toHaveLength(record.seats)
        for (const { min, max, candidates } of constraints.value) {
          const n = record.elected.filter((number) => candidates.includes(number)).length
          expect(n).toBeGreaterThanOrEqual(min)
          expect(n).toBeLessThanOrEqual(max ?? record.seats)
        }
        if (rules === 'scottish') expect(sorted(record.elected)).toEqual(sorted(expected.elected_constrained_in_order))
      }
    })
  },
)
