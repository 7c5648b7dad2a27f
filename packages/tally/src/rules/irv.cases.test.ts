import { describe, expect, it } from 'vitest'
import type { CountRecord } from '../record.ts'
import { caseElection, caseJson, caseSuite, casesIn, counted, hasCases } from '../testing/cases.ts'

const nameOf = (record: CountRecord, number: number): string => record.candidates[number - 1]?.name ?? ''

/** Totals of candidates who have any, by name. */
const totalsAt = (record: CountRecord, stage: number): Record<string, number> =>
  Object.fromEntries(
    Object.entries(record.stages[stage]?.totals ?? {})
      .filter(([, votes]) => votes !== '0')
      .map(([number, votes]) => [nameOf(record, Number(number)), Number(votes)]),
  )

describe.skipIf(!hasCases)(caseSuite('the alternative vote'), () => {
  it('elects the mayor of Burlington whom no pair prefers', () => {
    const expected = caseJson<{ official_winner: string; final_round_recomputed: Record<string, number> }>(
      'irv',
      'burlington-2009-mayor.expected.json',
    )
    const election = caseElection('irv', 'burlington-2009-mayor.blt')
    const record = counted(election, { rules: 'irv' })
    expect(nameOf(record, record.elected[0] ?? 0)).toBe(expected.official_winner)
    expect(totalsAt(record, record.stages.length - 1)).toEqual(expected.final_round_recomputed)
    const condorcet = counted(election, { rules: 'schulze' })
    expect(nameOf(condorcet, condorcet.elected[0] ?? 0)).toBe('Andy Montroll')
  })

  it('elects the mayor of Portland’s test file with the votes that RCTab reports', () => {
    const record = counted(caseElection('rctab', '2015_portland_mayor.blt'), { rules: 'irv' })
    expect(nameOf(record, record.elected[0] ?? 0)).toBe('Mavodones, Nicholas M. Jr.')
    expect(totalsAt(record, record.stages.length - 1)).toEqual({
      'Mavodones, Nicholas M. Jr.': 54,
      'Carmona, Ralph C.': 40,
    })
  })

  it.each(casesIn('condorcet/tideman', '.HIL'))(
    '%s: elects whom Condorcet PHP elects, where no lot was drawn',
    (name) => {
      const { expected } = caseJson<{ expected: { explicit: Record<string, { ranking: string }> } }>(
        'condorcet/tideman',
        `${name}.expected.json`,
      )
      const record = counted(caseElection('condorcet/tideman', `${name}.HIL`), { rules: 'irv' })
      const first = expected.explicit['Instant-runoff']?.ranking.split(' > ')[0]?.split(' = ') ?? []
      expect([record.ties.length > 0, ...first]).toContain(
        record.ties.length > 0 ? true : nameOf(record, record.elected[0] ?? 0),
      )
    },
  )
})
