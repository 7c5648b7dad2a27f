import { describe, expect, it } from 'vitest'
import type { CountRecord } from '../record.ts'
import { caseElection, caseSuite, casesIn, caseText, counted, hasCases } from '../testing/cases.ts'
import { csvSheet, type DumpLine, droopDump, type Sheet } from '../testing/reference-sheets.ts'

const totalsOf = (record: CountRecord): number[][] =>
  record.stages.map((stage) => record.candidates.map(({ number }) => Number(stage.totals[number] ?? 0)))

const sheetTotals = (sheet: Sheet): number[][] =>
  sheet.totals.map((totals) => totals.map((figure) => Number(figure || 0)))

const sorted = (numbers: readonly number[]): number[] => [...numbers].sort((a, b) => a - b)

const expectClose = (ours: number[][], theirs: number[][], tolerance: number): void => {
  ours.forEach((totals, stage) => {
    totals.forEach((votes, i) => {
      const difference = Math.abs(votes - (theirs[stage]?.[i] ?? Number.NaN))
      expect(
        difference,
        `stage ${stage + 1}, candidate ${i + 1}: ${votes} and ${theirs[stage]?.[i]}`,
      ).toBeLessThanOrEqual(tolerance)
    })
  })
}

describe.skipIf(!hasCases)(caseSuite('New Zealand STV, against OpenSTV’s sheets'), () => {
  it.each(casesIn('stv-sheets', '.MeekNZSTV.csv'))('%s', (name) => {
    const sheet = csvSheet('stv-sheets', `${name}.MeekNZSTV.csv`)
    const record = counted(caseElection('stv-sheets', `${name}.blt`), { rules: 'meek-nz' })
    expect(sorted(record.elected)).toEqual(sheet.elected)
    // The calculator lets two candidates without a vote go at once, clause 13 one by one, and pseudo-random numbers
    // turn round with every iteration: docs/decisions/012.
    if (name !== 'tideman-A07') expectClose(totalsOf(record), sheetTotals(sheet), 0)
  })
})

/** Where OpenSTV excludes one candidate more with those who have no votes. */
const EXCLUDES_ONE_MORE = ['tideman-A04', 'tideman-A07', 'tideman-A13']
/** Where a tie decides who is elected: the Droop program and we agree, OpenSTV looks back to earlier rounds. */
const DECIDED_BY_TIE = 'tideman-A04'

describe.skipIf(!hasCases)(caseSuite('Meek, against OpenSTV’s sheets'), () => {
  it.each(casesIn('stv-sheets', '.MeekSTV.csv'))('%s', (name) => {
    const sheet = csvSheet('stv-sheets', `${name}.MeekSTV.csv`)
    const record = counted(caseElection('stv-sheets', `${name}.blt`), {
      rules: 'meek',
      ties: { kind: 'order', order: [] },
      options: { stages: 'iterations', batch: true },
    })
    if (name !== DECIDED_BY_TIE) expect(sorted(record.elected)).toEqual(sheet.elected)
    // OpenSTV settles ties by earlier rounds, which Algorithm 123 does not know; its figures have six decimals.
    const tie = EXCLUDES_ONE_MORE.includes(name)
      ? 1
      : Math.min(...record.ties.map((one) => one.stage - 1), sheet.totals.length)
    expectClose(totalsOf(record).slice(0, tie), sheetTotals(sheet), 0.003)
  })
})

describe.skipIf(!hasCases)(caseSuite('Warren, against OpenSTV’s sheets'), () => {
  it.each(casesIn('stv-sheets', '.WarrenSTV.csv'))('%s', (name) => {
    const sheet = csvSheet('stv-sheets', `${name}.WarrenSTV.csv`)
    const record = counted(caseElection('stv-sheets', `${name}.blt`), {
      rules: 'warren',
      ties: { kind: 'order', order: [] },
    })
    expect(sorted(record.elected)).toEqual(name === DECIDED_BY_TIE ? [1, 9] : sheet.elected)
  })
})

const DUMP =
  /-(meek-o9-guarded-p18-g9-d18|meek-o10-rational-d12|meek-prf-o6-fixed-p9-d9|warren-o9-guarded-p18-g9-d18|warren-o10-rational-d12)$/

/** The states in which the program reports something, each once. */
const states = (lines: DumpLine[]): number[][] =>
  lines.map((line) => line.votes.map((votes, i) => (line.states[i] === 'D' ? 0 : Number(votes))))

describe.skipIf(!hasCases)(caseSuite('Meek and Warren, against the Droop program'), () => {
  it.each(casesIn('droop/ref-dump', '.txt').filter((name) => DUMP.test(name)))('%s', (dump) => {
    const lines = droopDump('droop', 'ref-dump', `${dump}.txt`)
    const rules = dump.includes('prf') ? 'meek-prf' : dump.includes('warren') ? 'warren' : 'meek'
    const record = counted(caseElection('droop', `${dump.replace(DUMP, '')}.blt`), {
      rules,
      ties: { kind: 'order', order: [] },
      ...(rules === 'meek' && { options: { decimals: 18, omega: dump.includes('o10') ? 10 : 9 } }),
    })
    const last = lines.at(-1)
    expect(sorted(record.elected)).toEqual(last?.states.flatMap((state, i) => (state === 'E' ? [i + 1] : [])))
    const tolerance = rules === 'meek-prf' ? 0 : rules === 'meek' ? 1e-8 : 1e-5
    // Every state in which the program elects somebody by quota is the end of one of our stages.
    const reported = states(lines.filter((line) => line.action === 'elect')).slice(0, -1)
    for (const state of reported) {
      const near = totalsOf(record).some((totals) =>
        totals.every((votes, i) => state[i] === 0 || Math.abs(votes - (state[i] ?? 0)) <= tolerance),
      )
      expect(near, `${state} among ${JSON.stringify(totalsOf(record))}`).toBe(true)
    }
  })
})

interface Snapshot {
  readonly action: string
  readonly elected: string[]
  readonly votes: Record<string, string>
}

/** A report of the stv-rs program: what it did, and where everybody stood after it. */
const snapshots = (log: string): Snapshot[] =>
  log.split(/^Action: /m).map((block) => {
    const [action = ''] = block.split('\n')
    const lines = [...block.matchAll(/^\t(Elected|Hopeful): {2}(.+) \(([\d.]+)\)$/gm)]
    return {
      action,
      elected: lines.flatMap(([, state, name]) => (state === 'Elected' ? [name as string] : [])),
      votes: Object.fromEntries(lines.map(([, , name, votes]) => [name, votes])),
    }
  })

describe.skipIf(!hasCases)(caseSuite('Meek with equal preferences, against the stv-rs program'), () => {
  // Left out: rand_2x10 without `equalize`, where the program loses papers at a rank whose candidates are all excluded
  // (docs/decisions/013).
  it.each(casesIn('stv-rs/ref-meek', '.fixed9.log').filter((name) => name !== 'rand_2x10'))('%s', (report) => {
    const inEveryOrder = report.endsWith('.equalize')
    const file = caseElection('stv-rs', `${report.replace('.equalize', '')}.blt`)
    const record = counted(file, { rules: 'meek', options: { equal: inEveryOrder ? 'orders' : 'split' } })
    const theirs = snapshots(caseText('stv-rs', 'ref-meek', `${report}.fixed9.log`))
    const names = (numbers: readonly number[]): string[] => numbers.map((number) => file.candidates[number - 1] ?? '')
    expect(names(record.elected).sort()).toEqual(theirs.at(-1)?.elected.sort())
    const stages = record.stages.map((stage) =>
      Object.fromEntries(Object.entries(stage.totals).map(([number, votes]) => [names([Number(number)])[0], votes])),
    )
    const elections = theirs.filter(({ action }) => action.startsWith('Elect:'))
    expect(elections.length).toBeGreaterThan(0)
    for (const { votes } of elections) {
      const near = stages.some((totals) =>
        Object.entries(votes).every(
          ([name, figure]) => Math.abs(Number(figure) - Number(totals[name])) < (inEveryOrder ? 1e-4 : 1e-9),
        ),
      )
      expect(near, `${JSON.stringify(votes)} among ${JSON.stringify(stages)}`).toBe(true)
    }
  })
})
