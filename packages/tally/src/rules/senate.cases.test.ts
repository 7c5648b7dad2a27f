import { describe, expect, it } from 'vitest'
import type { CountRecord } from '../record.ts'
import { caseElection, caseJson, caseSuite, casesIn, counted, hasCases } from '../testing/cases.ts'

interface State {
  quota: number
  ballots: number
  elected: { candidate: number; order: number }[]
  official_dop: { aec_counts: string; votes: (number | null)[]; exhausted: number | null; lost_by_fraction: number }[]
}

describe.skipIf(!hasCases)(
  caseSuite('the Senate, against the distributions that the Electoral Commission printed'),
  () => {
    it.each(casesIn('au-senate', '.blt.gz'))('%s', (name) => {
      const expected = caseJson<State>('au-senate', `${name}.expected.json`)
      const record = counted(caseElection('au-senate', `${name}.blt.gz`), { rules: 'senate' })
      expect(record.quota).toBe(String(expected.quota))
      expect(record.ballots.valid).toBe(expected.ballots)
      expect(record.elected).toEqual(expected.elected.sort((a, b) => a.order - b.order).map((one) => one.candidate))
      expect(figures(record)).toEqual(
        expected.official_dop.map(({ votes, exhausted, lost_by_fraction }) => ({
          votes: votes.map((number) => number ?? 0),
          exhausted: exhausted ?? 0,
          lost: lost_by_fraction,
        })),
      )
    })

    it.each(casesIn('au-senate', '.blt.gz'))('%s elects the same candidates with bulk exclusion', (name) => {
      const file = caseElection('au-senate', `${name}.blt.gz`)
      const [one, bulk] = [counted(file, { rules: 'senate' }), counted(file, { rules: 'senate-bulk' })]
      expect(bulk.elected).toEqual(one.elected)
      expect(bulk.stages.length).toBeLessThanOrEqual(one.stages.length)
    })
  },
)

const figures = (record: CountRecord): { votes: number[]; exhausted: number; lost: number }[] =>
  record.stages.map((stage) => ({
    votes: record.candidates.map(({ number }) => Number(stage.totals[number] ?? 0)),
    exhausted: Number(stage.nonTransferable) - Number(stage.lossByFraction),
    lost: Number(stage.lossByFraction),
  }))
