import { unit } from '../decimal.ts'
import { ok } from '../result.ts'
import { extremes } from '../stv/books.ts'
import { lowestTogether, waitingSurpluses } from '../stv/gregory.ts'
import { passWholePile } from '../stv/moves.ts'
import { CountingTable } from '../stv/table.ts'
import type { Contest, Rule } from './rule.ts'

/**
 * Weighted inclusive Gregory as the Proportional Representation Foundation wrote it down for reference. With its
 * options left alone it is that rule; with others it is a rule of one's own. Steps are cited by their letters there.
 */
export const wigm: Rule = {
  name: 'wigm',
  title: 'Weighted inclusive Gregory STV',
  citation: 'Proportional Representation Foundation, Reference WIGM Rule, steps A to D',
  version: '1',
  fills: 'many',
  equalPreferences: 'end-the-paper',
  constraints: true,
  options: {
    decimals: {
      about: 'decimal places of every product and quotient',
      kind: 'number',
      byDefault: 4,
      values: places(18),
    },
    quota: {
      about: 'votes ÷ (seats + 1) and the smallest unit more, the next whole number above that, or votes ÷ seats',
      kind: 'string',
      values: ['droop', 'droop-whole', 'hare'],
      byDefault: 'droop',
    },
    batch: {
      about: 'exclude together those who cannot be saved by any transfer (B.2)',
      kind: 'boolean',
      byDefault: false,
    },
  },
  count(contest) {
    const table = new CountingTable(contest, contest.options.decimals as number)
    const quota = quotaOf(contest)
    table.begin('first-preferences', [])
    table.sortFirstPreferences()
    electWinners(table, quota)
    table.end()
    while (!isComplete(table)) {
      const losers = contest.options.batch && !contest.places.isReserved ? sureLosers(table, quota) : []
      const surpluses = waitingSurpluses(table, quota).candidates
      if (losers.length > 0) exclude(table, losers, quota, 'B.2')
      else if (surpluses.length > 0 && table.doomed.size === 0) transferHighSurplus(table, surpluses, quota)
      else exclude(table, [lowest(table, table.excludable)], quota, 'B.4')
    }
    // C. Finish.
    while (table.vacancies > 0 && table.electable.length > 0) {
      const next = table.settleTie(
        extremes(table.electable, table.votes, 'most'),
        'election',
        undefined,
        table.stages.length,
      )
      table.declare(next, 'elected', 'is elected to a seat left (C)')
    }
    return ok(table.outcome(table.figure(quota)))
  },
}

function places(most: number): number[] {
  return Array.from({ length: most + 1 }, (_, i) => i)
}

/** A.1. */
const quotaOf = (contest: Contest): bigint => {
  const one = unit(contest.options.decimals as number)
  const votes = BigInt(contest.ballots.papers) * one
  const seats = BigInt(contest.seats)
  switch (contest.options.quota) {
    case 'hare':
      return votes / seats
    case 'droop-whole':
      return (votes / one / (seats + 1n) + 1n) * one
    default:
      return votes / (seats + 1n) + 1n
  }
}

/** D.3. */
const isComplete = (table: CountingTable): boolean => table.vacancies === 0 || table.onlyLastVacancies

/** B.1. */
const electWinners = (table: CountingTable, quota: bigint): void => {
  for (;;) {
    const reached = table.electable.filter((candidate) => table.votesOf(candidate) >= quota)
    if (reached.length === 0 || table.vacancies === 0) return
    const next = table.settleTie(extremes(reached, table.votes, 'most'), 'election')
    table.elect(next, `has reached the quota of ${table.figure(quota)} (B.1)`)
  }
}

const lowest = (table: CountingTable, candidates: readonly number[]): number =>
  table.settleTie(extremes(candidates, table.votes, 'fewest'), 'exclusion')

/** B.2. */
const sureLosers = (table: CountingTable, quota: bigint): number[] =>
  lowestTogether(table, waitingSurpluses(table, quota).total, false, (tied) => tied[0] as number)

/** B.3, each product and quotient cut (D.4). A surplus of nothing moves nothing and makes no stage. */
const transferHighSurplus = (table: CountingTable, surpluses: readonly number[], quota: bigint): void => {
  const from = table.settleTie(extremes(surpluses, table.votes, 'most'), 'surplus')
  const votes = table.votesOf(from)
  const surplus = votes - quota
  table.begin('surplus', [from])
  table.reason(from, 'surplus', `passes on a surplus of ${table.figure(surplus)} (B.3)`)
  passWholePile(table, from, quota, (value) => (((value * surplus) / table.one) * table.one) / votes)
  electWinners(table, quota)
  table.end()
}

/** B.2 and B.4: where that completes the count, no papers are moved. */
const exclude = (table: CountingTable, out: readonly number[], quota: bigint, clause: string): void => {
  const remain = table.electable.filter((candidate) => !out.includes(candidate))
  if (remain.length <= table.vacancies) {
    for (const candidate of out)
      table.declare(candidate, 'excluded', `is lowest, which completes the count (${clause})`)
    return
  }
  table.begin('exclusion', out)
  for (const candidate of out) {
    table.exclude(candidate, `is lowest with ${table.figure(table.votesOf(candidate))} (${clause})`)
  }
  for (const candidate of out) passWholePile(table, candidate, 0n, (value) => value)
  electWinners(table, quota)
  table.end()
}
