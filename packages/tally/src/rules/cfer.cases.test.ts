import { describe, expect, it } from 'vitest'
import { openPlaces } from '../stv/places.ts'
import { caseElection, caseSuite, casesIn, counted, hasCases } from '../testing/cases.ts'
import { type DumpLine, droopDump } from '../testing/reference-sheets.ts'
import { createTies } from '../ties.ts'
import { cferWith, type Threshold } from './cfer.ts'
import type { Outcome } from './rule.ts'

/** What the Droop program takes: votes ÷ (seats + 1) and the smallest unit more. See decision 021. */
const droopThreshold: Threshold = (contest, one) =>
  (BigInt(contest.ballots.papers) * one) / BigInt(contest.seats + 1) + 1n

const electedIn = (lines: readonly DumpLine[]): number[] =>
  (lines.at(-1)?.states ?? []).flatMap((state, i) => (state === 'E' ? [i + 1] : []))

/** Totals after each step that moved votes. */
const movedIn = (lines: readonly DumpLine[]): string[][] => {
  const votes = lines.map((line) => line.votes)
  return votes.filter((totals, i) => i === 0 || totals.join() !== votes[i - 1]?.join())
}

const totalsOf = (outcome: Pick<Outcome, 'stages'>, candidates: number, zero: string): string[][] =>
  outcome.stages.map((stage) => Array.from({ length: candidates }, (_, i) => stage.totals[i + 1] ?? zero))

describe.skipIf(!hasCases)(caseSuite('CfER, against the Droop program'), () => {
  const cases = [
    ...casesIn('droop/ref-dump', '-cfer-fixed-p5-d5.txt').map((name) => [name, 'cfer', false] as const),
    ...casesIn('droop/ref-dump', '-cfer-batch-fixed-p5-d5.txt').map((name) => [name, 'cfer-batch', true] as const),
  ]

  it.each(cases)('%s: %s, every figure, at the threshold that program takes', (name, rules, batch) => {
    const lines = droopDump('droop', 'ref-dump', `${name}-${rules}-fixed-p5-d5.txt`)
    const { candidates, seats, ballots } = caseElection('droop', `${name}.blt`)
    const outcome = cferWith({ name: rules, title: rules }, batch, droopThreshold).count({
      candidates: candidates.map((words, i) => ({ number: i + 1, name: words })),
      standing: candidates.map((_, i) => i),
      seats,
      ballots,
      cast: ballots.papers,
      ties: createTies({ kind: 'order', order: [] }),
      options: {},
      places: openPlaces(seats),
      undeclared: [],
      successors: new Map(),
    })
    if (!outcome.ok) throw new Error(outcome.error.message)
    expect(totalsOf(outcome.value, candidates.length, '0.00000')).toEqual(movedIn(lines))
    expect([...outcome.value.elected].sort((a, b) => a - b)).toEqual(electedIn(lines))
  })

  // Vm-12 is made so that the two thresholds elect differently.
  it.each(cases.filter(([name]) => name !== 'SC-Vm-12'))('%s: %s, who is elected', (name, rules) => {
    const lines = droopDump('droop', 'ref-dump', `${name}-${rules}-fixed-p5-d5.txt`)
    const record = counted(caseElection('droop', `${name}.blt`), { rules, ties: { kind: 'order', order: [] } })
    expect([...record.elected].sort((a, b) => a - b)).toEqual(electedIn(lines))
  })
})
