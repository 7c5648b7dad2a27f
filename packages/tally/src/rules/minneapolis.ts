import { ok } from '../result.ts'
import { extremes } from '../stv/books.ts'
import { lowestTogether, waitingSurpluses } from '../stv/gregory.ts'
import { passWholePile } from '../stv/moves.ts'
import { CountingTable } from '../stv/table.ts'
import type { Contest, Rule } from './rule.ts'

/** Multiple-seat contests of the City of Minneapolis: weighted inclusive Gregory with sure losers defeated together. */
export const minneapolis: Rule = {
  name: 'minneapolis',
  title: 'Minneapolis STV',
  citation: 'Minneapolis Code of Ordinances, Title 8.5, chapter 167, sections 167.20 and 167.70',
  version: '1',
  fills: 'many',
  equalPreferences: 'end-the-paper',
  constraints: true,
  count(contest) {
    const table = new CountingTable(contest, 4)
    // 167.20: votes ÷ (seats + 1) + 1, any fraction disregarded.
    const whole = BigInt(contest.ballots.papers) / BigInt(contest.seats + 1) + 1n
    const threshold = whole * table.one
    const waiting: number[] = []
    table.begin('first-preferences', [])
    table.sortFirstPreferences()
    electThoseAtThreshold(table, threshold, waiting)
    table.end()
    while (table.vacancies > 0 && !table.onlyLastVacancies) nextRound(contest, table, threshold, waiting)
    while (table.vacancies > 0 && table.electable.length > 0) {
      const most = extremes(table.electable, table.votes, 'most')
      const next = table.settleTie(most, 'election', undefined, table.stages.length)
      table.declare(next, 'elected', 'continues with no more candidates than seats (167.70(1)(f))')
    }
    return ok(table.outcome(whole.toString()))
  },
}

/** 167.70(1)(a): those at the threshold; `waiting` are they whose surplus, be it nothing, is to be transferred. */
const electThoseAtThreshold = (table: CountingTable, threshold: bigint, waiting: number[]): void => {
  for (;;) {
    const reached = table.electable.filter((candidate) => table.votesOf(candidate) >= threshold)
    if (reached.length === 0 || table.vacancies === 0) return
    const next = table.settleTie(extremes(reached, table.votes, 'most'), 'election')
    table.elect(next, `has reached the threshold of ${table.figure(threshold)} (167.70(1)(a))`)
    waiting.push(next)
  }
}

const nextRound = (contest: Contest, table: CountingTable, threshold: bigint, waiting: number[]): void => {
  const writeIns = undeclared(contest).filter((candidate) => table.excludable.includes(candidate))
  const losers = contest.places.isReserved
    ? []
    : lowestTogether(table, waitingSurpluses(table, threshold).total, false, first)
  if (table.doomed.size > 0) defeat(table, table.excludable, threshold, waiting, 'cannot be elected')
  else if (writeIns.length > 0) defeat(table, writeIns, threshold, waiting, 'is undeclared')
  else if (losers.length > 0) defeat(table, losers, threshold, waiting, 'cannot be elected any more (167.70(1)(c))')
  else if (waiting.length > 0) transferLargestSurplus(table, threshold, waiting)
  else {
    const lowest = table.settleTie(extremes(table.excludable, table.votes, 'fewest'), 'exclusion')
    const why = 'has the fewest votes (167.70(1)(e))'
    // (f): where that leaves no more than the seats, the tabulation is complete and nothing moves.
    if (table.electable.length - 1 <= table.vacancies) table.declare(lowest, 'excluded', why)
    else defeat(table, [lowest], threshold, waiting, why)
  }
}

const first = (tied: readonly number[]): number => tied[0] as number

/** Undeclared write-ins: as the ballot file marks them, or as tabulators name them. */
const undeclared = (contest: Contest): readonly number[] =>
  contest.undeclared.length > 0
    ? contest.undeclared
    : contest.standing.filter((candidate) =>
        /^undeclared write-?ins?$/i.test(contest.candidates[candidate]?.name ?? ''),
      )

const defeat = (
  table: CountingTable,
  out: readonly number[],
  threshold: bigint,
  waiting: number[],
  why: string,
): void => {
  table.begin('exclusion', out)
  for (const candidate of out) table.exclude(candidate, why)
  for (const candidate of out) passWholePile(table, candidate, 0n, (value) => value)
  electThoseAtThreshold(table, threshold, waiting)
  table.end()
}

/** 167.70(1)(d), with the surplus fraction of 167.20 cut to four decimals, and the value again. */
const transferLargestSurplus = (table: CountingTable, threshold: bigint, waiting: number[]): void => {
  const from = table.settleTie(extremes(waiting, table.votes, 'most'), 'surplus')
  waiting.splice(waiting.indexOf(from), 1)
  const votes = table.votesOf(from)
  const surplus = votes - threshold
  const fraction = (surplus * table.one) / votes
  table.begin('surplus', [from])
  table.reason(from, 'surplus', `passes on a surplus of ${table.figure(surplus)} (167.70(1)(d))`)
  passWholePile(table, from, threshold, (value) => (value * fraction) / table.one)
  electThoseAtThreshold(table, threshold, waiting)
  table.end()
}
