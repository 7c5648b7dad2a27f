import { describe, expect, it } from 'vitest'
import { caseElection, caseSuite, casesIn, counted, hasCases } from '../testing/cases.ts'
import { csvSheet, droopDump } from '../testing/reference-sheets.ts'

const sorted = (numbers: readonly number[]): number[] => [...numbers].sort((a, b) => a - b)

describe.skipIf(!hasCases)(caseSuite('QPQ, against the Droop program'), () => {
  it.each(casesIn('droop/ref-dump', '-qpq-guarded-p9-g9-d9.txt'))('%s', (name) => {
    const lines = droopDump('droop', 'ref-dump', `${name}-qpq-guarded-p9-g9-d9.txt`)
    const record = counted(caseElection('droop', `${name}.blt`), { rules: 'qpq', ties: { kind: 'order', order: [] } })
    expect(sorted(record.elected)).toEqual(lines.at(-1)?.states.flatMap((state, i) => (state === 'E' ? [i + 1] : [])))
    // A round ends with `transfer`; those not hopeful in it keep an old quotient there.
    const rounds = lines.filter(({ action }) => action === 'transfer')
    rounds.forEach((round, i) => {
      const stage = record.stages[i]
      expect(Number(stage?.quota)).toBeCloseTo(Number(round.quota), 8)
      for (const [number, quotient] of Object.entries(stage?.totals ?? {})) {
        expect(Number(quotient)).toBeCloseTo(Number(round.votes[Number(number) - 1]), 8)
      }
    })
  })
})

describe.skipIf(!hasCases)(caseSuite('QPQ, against OpenSTV’s sheets'), () => {
  it.each(casesIn('stv-sheets', '.QPQ.csv'))('%s', (name) => {
    const sheet = csvSheet('stv-sheets', `${name}.QPQ.csv`)
    const record = counted(caseElection('stv-sheets', `${name}.blt`), {
      rules: 'qpq',
      ties: { kind: 'order', order: [] },
    })
    expect(sorted(record.elected)).toEqual(sheet.elected)
    record.stages.forEach((stage, i) => {
      for (const [number, quotient] of Object.entries(stage.totals)) {
        const theirs = Number(sheet.totals[i]?.[Number(number) - 1] || 0)
        // The sheet shows nothing for the elected, whose last quotient we keep.
        if (theirs !== 0) expect(Number(quotient)).toBeCloseTo(theirs, 8)
      }
    })
  })
})
