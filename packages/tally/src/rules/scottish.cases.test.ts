import { describe, expect, it } from 'vitest'
import { unitsOf } from '../decimal.ts'
import type { CountRecord } from '../record.ts'
import { caseElection, caseJson, caseSuite, casesIn, counted, hasCases } from '../testing/cases.ts'
import { csvSheet, droopDump } from '../testing/reference-sheets.ts'

interface Ward {
  quota: number
  ballots: number
  elected: { candidate: number; stage: number }[]
  official_stage_totals: number[][]
  peer_droop_stage_totals: number[][]
}

const stageTotals = (record: CountRecord): number[][] =>
  record.stages.map((stage) => record.candidates.map(({ number }) => Number(stage.totals[number] ?? '0')))

describe.skipIf(!hasCases)(caseSuite('Scottish wards, against the returning officers’ figures'), () => {
  it.each(casesIn('scottish', '.blt'))('%s', (ward) => {
    const expected = caseJson<Ward>('scottish', `${ward}.expected.json`)
    const record = counted(caseElection('scottish', `${ward}.blt`), { rules: 'scottish' })
    expect(record.quota).toBe(String(expected.quota))
    expect(record.ballots.valid).toBe(expected.ballots)
    expect(stageTotals(record)).toEqual(expected.peer_droop_stage_totals)
    expected.official_stage_totals.forEach((totals, s) => {
      totals.forEach((votes, c) => {
        expect(Math.abs(votes - (stageTotals(record)[s]?.[c] ?? 0))).toBeLessThanOrEqual(0.006)
      })
    })
    expect([...record.elected].sort((a, b) => a - b)).toEqual(
      expected.elected.map((one) => one.candidate).sort((a, b) => a - b),
    )
    for (const { candidate, stage } of expected.elected) {
      // One compiler noted a second candidate at the quota under the stage of the surplus: rule 48 says when it counts.
      const reached =
        expected.official_stage_totals.findIndex((totals) => (totals[candidate - 1] ?? 0) >= expected.quota) + 1
      expect(record.stages[(reached || stage) - 1]?.elected).toContain(candidate)
    }
  })
})

const SCOTLAND = '-scotland-fixed-p5-d5'

describe.skipIf(!hasCases)(caseSuite('Scottish STV, against the Droop program'), () => {
  it.each(casesIn('droop/ref-dump', `${SCOTLAND}.txt`))('%s', (name) => {
    const lines = droopDump('droop', 'ref-dump', `${name}${SCOTLAND}.txt`)
    const record = counted(caseElection('droop', `${name}.blt`), {
      rules: 'scottish',
      ties: { kind: 'order', order: [] },
    })
    const first = lines.find((line) => line.action === 'begin')
    const transfers = lines.filter((line) => line.action === 'transfer')
    const last = lines.at(-1)
    expect(`${record.quota}.00000`).toBe(first?.quota)
    expect(last?.states.flatMap((state, i) => (state === 'E' ? [i + 1] : []))).toEqual(
      [...record.elected].sort((a, b) => a - b),
    )
    // The Droop program writes a transfer of nothing for a candidate who is exactly at the quota.
    const moved = [
      first,
      ...transfers.filter((line, i) => line.votes.join() !== (transfers[i - 1] ?? first)?.votes.join()),
    ]
    expect(record.stages.map((stage) => record.candidates.map((c) => stage.totals[c.number] ?? '0.00000'))).toEqual(
      moved.map((line) => line?.votes),
    )
  })
})

describe.skipIf(!hasCases)(caseSuite('Scottish STV, against OpenSTV’s sheets'), () => {
  it.each(casesIn('stv-sheets', '.ScottishSTV.csv'))('%s', (name) => {
    const sheet = csvSheet('stv-sheets', `${name}.ScottishSTV.csv`)
    const record = counted(caseElection('stv-sheets', `${name}.blt`), {
      rules: 'scottish',
      ties: { kind: 'order', order: [] },
    })
    expect([...record.elected].sort((a, b) => a - b)).toEqual(sheet.elected)
    expect(`${record.quota}.00000`).toBe(sheet.quota)
    const ours = record.stages.map((stage) => ({
      totals: record.candidates.map(({ number }) => unitsOf(stage.totals[number] ?? '0', 5)),
      spent: unitsOf(stage.nonTransferable, 5),
    }))
    const theirs = sheet.totals.map((totals, stage) => ({
      totals: totals.map((figure) => unitsOf(figure || '0', 5)),
      spent: unitsOf(sheet.nonTransferable[stage] ?? '0', 5),
    }))
    expect(ours).toEqual(theirs)
  })
})

describe.skipIf(!hasCases)(caseSuite('Scottish STV at size'), () => {
  it('counts 100,000 papers for 24 candidates and 8 seats as the Droop program does', () => {
    const expected = caseJson<{ elected_set: number[]; peer_droop_stage_totals: number[][] }>(
      'large',
      'synth-pl-100k.expected.json',
    )
    const record = counted(caseElection('large', 'synth-pl-100k.blt.gz'), { rules: 'scottish' })
    expect([...record.elected].sort((a, b) => a - b)).toEqual(expected.elected_set)
    expect(stageTotals(record)).toEqual(expected.peer_droop_stage_totals)
  })
})
