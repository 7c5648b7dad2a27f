import { describe, expect, it } from 'vitest'
import { caseElection, caseSuite, casesIn, caseText, counted, hasCases } from '../testing/cases.ts'

/** The winners, and the first count of the log: quota, first preferences, and votes after each surplus. */
const logOf = (name: string) => {
  const log = caseText('wright', `${name}.wright.txt`)
  const first = log.split('== COUNT 2')[0] ?? ''
  const tables = first
    .split('****')
    .map((part) =>
      Object.fromEntries(Array.from(part.matchAll(/^ {4}[ *](.+): ([\d.]+)$/gm), ([, who, votes]) => [who, votes])),
    )
    .filter((table) => Object.keys(table).length > 0)
  return {
    quota: /Quota: ([\d.]+)/.exec(first)?.[1],
    tables: tables as Record<string, string>[],
    winners: (log.split('in order of election:')[1]?.split('----')[0] ?? '').trim().split(/\s*\n\s*/),
  }
}

describe.skipIf(!hasCases)(caseSuite('Wright, against pyRCV'), () => {
  it.each(casesIn('wright', '.blt'))('%s: the first count', (name) => {
    const log = logOf(name)
    const record = counted(caseElection('wright', `${name}.blt`), { rules: 'wright' })
    const shown = (stage: number): Record<string, string> =>
      Object.fromEntries(
        record.candidates.map((candidate) => [
          candidate.name,
          Number(record.stages[stage]?.totals[candidate.number]).toFixed(2),
        ]),
      )
    expect(Number(record.stages[0]?.quota).toFixed(2)).toBe(log.quota)
    const surpluses = record.stages.findIndex((stage, i) => i > 0 && stage.kind !== 'surplus') - 1
    expect(shown(0)).toEqual(log.tables[0])
    if (surpluses > 0) expect(shown(surpluses)).toEqual(log.tables.at(-1))
  })

  // Decision 022: that program loses the papers of an excluded candidate, which changes who is elected in one ward.
  it.each(casesIn('wright', '.blt').filter((name) => !name.includes('Partick')))('%s: who is elected', (name) => {
    const record = counted(caseElection('wright', `${name}.blt`), { rules: 'wright' })
    const elected = record.elected.map((number) => record.candidates[number - 1]?.name)
    expect(elected.sort()).toEqual(logOf(name).winners.sort())
  })
})
