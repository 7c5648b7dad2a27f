import { describe, expect, it } from 'vitest'
import { unitsOf } from '../decimal.ts'
import { caseElection, caseSuite, casesIn, counted, hasCases } from '../testing/cases.ts'
import { csvSheet } from '../testing/reference-sheets.ts'

const compare = (name: string, rules: string, sheetName: string) => {
  const sheet = csvSheet('stv-sheets', `${name}.${sheetName}.csv`)
  const record = counted(caseElection('stv-sheets', `${name}.blt`), { rules, ties: { kind: 'order', order: [] } })
  const ours = record.stages.map((stage) => ({
    totals: record.candidates.map(({ number }) => unitsOf(stage.totals[number] ?? '0', 2)),
    spent: unitsOf(stage.nonTransferable, 2),
  }))
  const theirs = sheet.totals.map((totals, stage) => ({
    totals: totals.map((figure) => unitsOf(figure || '0', 2)),
    spent: unitsOf(sheet.nonTransferable[stage] ?? '0', 2),
  }))
  return { sheet, record, ours, theirs, elected: [...record.elected].sort((a, b) => a - b) }
}

describe.skipIf(!hasCases)(caseSuite('ERS97, against OpenSTV’s sheets'), () => {
  it.each(casesIn('stv-sheets', '.ERS97STV.csv'))('%s', (name) => {
    const { sheet, record, ours, theirs, elected } = compare(name, 'ers97', 'ERS97STV')
    expect(elected).toEqual(sheet.elected)
    expect(record.quota).toBe(sheet.quota)
    expect(ours).toEqual(theirs)
  })
})

describe.skipIf(!hasCases)(caseSuite('Northern Ireland, against OpenSTV’s sheets'), () => {
  it.each(casesIn('stv-sheets', '.NIrelandSTV.csv'))('%s', (name) => {
    const { sheet, record, ours, theirs, elected } = compare(name, 'ni', 'NIrelandSTV')
    expect(elected).toEqual(sheet.elected)
    expect(record.quota).toBe(sheet.quota)
    expect(ours).toEqual(theirs.slice(0, ours.length))
  })
})
