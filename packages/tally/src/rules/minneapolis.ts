import { mulDiv } from '../decimal.ts'
import { ok } from '../result.ts'
import { extremes } from '../stv/books.ts'
import { passWholePile } from '../stv/moves.ts'
import { CountingTable } from '../stv/table.ts'
import type { Rule } from './rule.ts'

/** Weighted inclusive Gregory at four decimals; those who cannot win any more go together, undeclared write-ins first. */
export const minneapolis: Rule = {
  name: 'minneapolis',
  title: 'Minneapolis STV',
  citation:
    'Minneapolis Code of Ordinances, Title 8.5, Chapter 167, sections 167.20 and 167.70, with “mathematically impossible to be elected” as amended',
  version: '1',
  fills: 'many',
  equalPreferences: 'end-the-paper',
  constraints: false,
  count(contest) {
    const table = new CountingTable(contest, 4)
    const threshold = (BigInt(contest.ballots.papers) / BigInt(contest.seats + 1) + 1n) * table.one
    table.begin('first-preferences', [])
    table.sortFirstPreferences()
    table.end()
    while (!isComplete(table, threshold)) {
      const losers = cannotWin(table, threshold)
      const over = table.continuing.filter((candidate) => table.votesOf(candidate) > threshold)
      if (losers.length > 0) defeat(table, losers, '167.70(c)')
      else if (over.length > 0) transferLargestSurplus(table, over, threshold)
      else defeat(table, [lowest(table)], '167.70(e)')
    }
    finish(table, threshold)
    return ok(table.outcome(table.figure(threshold)))
  },
}

const reached = (table: CountingTable, threshold: bigint): number[] =>
  table.continuing.filter((candidate) => table.votesOf(candidate) >= threshold)

/** 167.70(a) and (f): as many have the threshold as there are seats, or no more continue than seats are left. */
const isComplete = (table: CountingTable, threshold: bigint): boolean =>
  table.onlyLastVacancies || reached(table, threshold).length >= table.vacancies

const finish = (table: CountingTable, threshold: bigint): void => {
  const declare = (candidates: readonly number[], why: string): void => {
    const order = [...candidates].sort((a, b) => (table.votesOf(a) < table.votesOf(b) ? 1 : -1))
    for (const candidate of order) table.declare(candidate, 'elected', why)
  }
  declare(reached(table, threshold), 'has reached the threshold (167.70(a))')
  if (table.vacancies > 0) declare(table.continuing, 'is elected to a seat left (167.70(f))')
}

/**
 * 167.20: those who, with all votes that could still come to them (from candidates with fewer or equal votes, surpluses
 * and undeclared write-ins), would not equal the next candidate above; and all with fewer votes than one of these.
 * Undeclared write-ins always. No more than leave enough for the seats.
 */
const cannotWin = (table: CountingTable, threshold: bigint): number[] => {
  const undeclared = table.continuing.filter((candidate) => table.contest.undeclared.includes(candidate))
  const declared = table.continuing.filter((candidate) => !undeclared.includes(candidate))
  if (declared.length < table.vacancies) return []
  const order = [...declared].sort((a, b) => (table.votesOf(a) < table.votesOf(b) ? -1 : 1))
  const surplus = table.continuing.reduce((sum, candidate) => {
    const over = table.votesOf(candidate) - threshold
    return over > 0n ? sum + over : sum
  }, 0n)
  let most = undeclared.reduce((sum, candidate) => sum + table.votesOf(candidate), surplus)
  let howMany = 0
  for (let size = 1; size < order.length && order.length - size >= table.vacancies; size++) {
    most += table.votesOf(order[size - 1] as number)
    if (most < table.votesOf(order[size] as number)) howMany = size
  }
  return [...undeclared, ...order.slice(0, howMany)]
}

/** 167.70(d); surplus fraction and transfer value each cut to four decimals (167.20). Of equals, the lot decides. */
const transferLargestSurplus = (table: CountingTable, over: readonly number[], threshold: bigint): void => {
  const from = table.settleTie(extremes(over, table.votes, 'most'), 'surplus')
  const votes = table.votesOf(from)
  const fraction = mulDiv(votes - threshold, table.one, votes)
  table.begin('surplus', [from])
  table.elect(from, `has reached the threshold of ${table.figure(threshold)} with the largest surplus (167.70(d))`)
  passWholePile(table, from, threshold, (value) => mulDiv(value, fraction, table.one))
  table.end()
}

/** 167.70(e): of equals, the lot decides. */
const lowest = (table: CountingTable): number =>
  table.settleTie(extremes(table.continuing, table.votes, 'fewest'), 'exclusion')

const defeat = (table: CountingTable, out: readonly number[], clause: string): void => {
  const why = (candidate: number): string =>
    table.contest.undeclared.includes(candidate)
      ? `is an undeclared write-in (${clause})`
      : `with ${table.figure(table.votesOf(candidate))} ${out.length > 1 || clause.endsWith('(c)') ? 'cannot be elected any more' : 'is lowest'} (${clause})`
  table.begin('exclusion', out)
  for (const candidate of out) table.exclude(candidate, why(candidate))
  for (const candidate of out) passWholePile(table, candidate, 0n, (value) => value)
  table.end()
}
