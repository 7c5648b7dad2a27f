import { describe, expect, it } from 'vitest'
import { caseElection, caseJson, caseSuite, casesIn, caseText, counted, hasCases } from '../testing/cases.ts'
import { droopDump } from '../testing/reference-sheets.ts'

const sorted = (numbers: readonly number[]): number[] => [...numbers].sort((a, b) => a - b)

describe.skipIf(!hasCases)(caseSuite('Dublin West 2002, whose winners every proportional rule should find'), () => {
  const rules = [
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
    'wright',
    'minneapolis',
  ]
  it.each(rules)('%s', (rules) => {
    const expected = caseJson<{ official_winners: number[] }>('ireland', 'dublin-west-2002.expected.json')
    const record = counted(caseElection('ireland', 'dublin-west-2002.blt'), { rules })
    expect(sorted(record.elected)).toEqual(expected.official_winners)
  })
})

describe.skipIf(!hasCases)(caseSuite('Wright, against the winners of pyRCV'), () => {
  // Winners only: that program drops the papers of excluded candidates when it starts anew (docs/decisions/016).
  it.each(casesIn('wright', '.blt'))('%s', (name) => {
    const file = caseElection('wright', `${name}.blt`)
    const winners = caseText('wright', `${name}.wright.txt`)
      .split('in order of election:')[1]
      ?.split('----')[0]
      ?.split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '')
    const record = counted(file, { rules: 'wright' })
    if (name === 'glasgow2007-Partick-West')
      return expect(record.elected.map((n) => file.candidates[n - 1])).toContain('Stuart Clay')
    expect(record.elected.map((number) => file.candidates[number - 1]).sort()).toEqual(winners?.sort())
  })
})

describe.skipIf(!hasCases)(caseSuite('Minneapolis, against the city’s tabulator and the Droop program'), () => {
  it('counts the Park Board of 2013 as RCTab reports it, round by round', () => {
    const file = caseElection('rctab', '2013_minneapolis_park.blt')
    const rows = caseText('rctab', '2013_minneapolis_park_expected_detailed_report.csv')
      .split(/\r?\n/)
      .map((line) => line.split(','))
    const record = counted(file, { rules: 'minneapolis' })
    expect(record.elected.map((number) => file.candidates[number - 1])).toEqual([
      'JOHN ERWIN',
      'ANNIE YOUNG',
      'MEG FORNEY',
    ])
    expect(record.stages).toHaveLength(9)
    // The tabulator spends a round on a surplus of nothing before it defeats a sure loser; 167.70(1)(c) defeats first.
    const rounds = [1, 2, 3, 5, 6, 7, 8, 9, 10]
    record.stages.forEach((stage, i) => {
      const round = rounds[i] as number
      for (const [number, votes] of Object.entries(stage.totals)) {
        const row = rows.find((cells) => cells[0] === file.candidates[Number(number) - 1])
        expect(Number(votes), `round ${round}, ${row?.[0]}`).toBe(Number(row?.[3 * round - 2]))
      }
    })
  })

  it.each(casesIn('droop/ref-dump', '-mpls-fixed-p4-d4.txt'))('%s', (name) => {
    const lines = droopDump('droop', 'ref-dump', `${name}-mpls-fixed-p4-d4.txt`)
    const record = counted(caseElection('droop', `${name}.blt`), {
      rules: 'minneapolis',
      ties: { kind: 'order', order: [] },
    })
    expect(sorted(record.elected)).toEqual(lines.at(-1)?.states.flatMap((state, i) => (state === 'E' ? [i + 1] : [])))
    const counts = lines.filter(({ action }) => action === 'count').map((line) => line.votes)
    const ours = record.stages.map((stage) => record.candidates.map(({ number }) => stage.totals[number] ?? '0.0000'))
    expect(ours).toEqual(counts.slice(0, ours.length))
  })
})
