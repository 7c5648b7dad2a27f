import { BallotBuilder, type Ballots } from '../ballots.ts'
import { ok } from '../result.ts'
import { extremes } from '../stv/books.ts'
import { passWholePile } from '../stv/moves.ts'
import { CountingTable } from '../stv/table.ts'
import type { Rule } from './rule.ts'

/** Two preferences; if no first preference wins outright, the second ones decide between the two who lead. */
export const supplementary: Rule = {
  name: 'supplementary',
  title: 'Supplementary vote',
  citation: 'Greater London Authority Act 1999, Schedule 2, Part I, paragraphs 3 and 4 (as before 26 October 2022)',
  version: '1',
  fills: 'one',
  equalPreferences: 'end-the-paper',
  constraints: false,
  count(contest) {
    const table = new CountingTable({ ...contest, ballots: twoPreferences(contest.ballots) }, 0)
    table.begin('first-preferences', [])
    table.sortFirstPreferences()
    const half = BigInt(contest.ballots.papers)
    const outright = table.continuing.find((candidate) => table.votesOf(candidate) * 2n > half)
    if (outright !== undefined) table.elect(outright, 'has more than half of the first preferences (paragraph 3)')
    table.end()
    if (outright === undefined && table.continuing.length > 0) runOff(table)
    const { quota: _, ...outcome } = table.outcome('')
    return ok(outcome)
  },
}

/** Paragraph 4(2) to (8). */
const runOff = (table: CountingTable): void => {
  const out = table.continuing.filter((candidate) => !leaders(table).includes(candidate))
  if (out.length > 0) {
    table.begin('exclusion', out)
    for (const candidate of out) table.exclude(candidate, 'is not among the two who lead (paragraph 4(2) to (4))')
    for (const candidate of out) passWholePile(table, candidate, 0n, (value) => value)
    table.end()
  }
  const most = extremes(table.continuing, table.votes, 'most')
  const elected = table.settleTie(most, 'election', undefined, table.stages.length)
  table.declare(elected, 'elected', 'has the most first and second preferences together (paragraph 4(7))')
}

/** Paragraph 4(2) and (3): the two with the most first preferences, and whoever equals the second of them. */
const leaders = (table: CountingTable): number[] => {
  const votes = table.continuing
    .map((candidate) => table.votesOf(candidate))
    .sort((a, b) => (a < b ? 1 : a > b ? -1 : 0))
  const needed = votes[Math.min(1, votes.length - 1)] as bigint
  return table.continuing.filter((candidate) => table.votesOf(candidate) >= needed)
}

/** The papers as the rule reads them: a first and a second preference. */
const twoPreferences = (ballots: Ballots): Ballots => {
  const builder = new BallotBuilder(ballots.candidates)
  for (let i = 0; i < ballots.weights.length; i++) {
    const from = ballots.starts[i] as number
    const to = Math.min(from + 2, ballots.starts[i + 1] as number)
    for (let at = from; at < to; at++) builder.push(ballots.ranking[at] as number)
    builder.close(ballots.weights[i] as number)
  }
  return builder.build()
}
