import { mulDiv } from '../decimal.ts'
import { ok } from '../result.ts'
import { extremes } from '../stv/books.ts'
import { passWholePile } from '../stv/moves.ts'
import { CountingTable } from '../stv/table.ts'
import type { Contest, Rule } from './rule.ts'

/** How votes make a threshold, in units of the table. */
export type Threshold = (contest: Contest, one: bigint) => bigint

/** Votes ÷ (seats + 1) + 1, any fraction disregarded: section 10059(a)(2). */
const wholeThreshold: Threshold = (contest, one) =>
  (BigInt(contest.ballots.papers) / BigInt(contest.seats + 1) + 1n) * one

/** The rule with another threshold: only to show that all else agrees with a program that takes another. */
export const cferWith = (
  about: Pick<Rule, 'name' | 'title'>,
  batch: boolean,
  threshold: Threshold = wholeThreshold,
): Rule => ({
  ...about,
  citation:
    'Californians for Electoral Reform, proposed Elections Code of California, section 10059 (choice voting), draft v4c of 2011',
  version: '1',
  fills: 'many',
  equalPreferences: 'end-the-paper',
  constraints: false,
  count(contest) {
    const table = new CountingTable(contest, 5)
    const needed = threshold(contest, table.one)
    table.begin('first-preferences', [])
    table.sortFirstPreferences()
    if (table.continuing.length > contest.seats) electReached(table, needed)
    table.end()
    while (!isComplete(table)) {
      const losers = batch ? defeatSet(table, needed) : []
      const surpluses = table.elected.filter((candidate) => table.votesOf(candidate) > needed)
      if (losers.length > 0) defeat(table, losers, needed, '10059(k)')
      else if (surpluses.length > 0) transferSurpluses(table, surpluses, needed)
      else defeat(table, [lowest(table)], needed, '10059(h)')
    }
    if (table.vacancies > 0) electRemaining(table)
    return ok(table.outcome(table.figure(needed)))
  },
})

/** Sections 10059(c), (e) and (i)(1). */
const isComplete = (table: CountingTable): boolean => table.vacancies === 0 || table.onlyLastVacancies

const byVotes = (table: CountingTable, candidates: readonly number[]): number[] =>
  [...candidates].sort((a, b) => {
    const [x, y] = [table.votesOf(a), table.votesOf(b)]
    return x < y ? 1 : x > y ? -1 : a - b
  })

/** Section 10059(d); all of them at once, so that no lot is needed for their order. */
const electReached = (table: CountingTable, needed: bigint): void => {
  const reached = table.continuing.filter((candidate) => table.votesOf(candidate) >= needed)
  for (const candidate of byVotes(table, reached)) {
    table.elect(candidate, `has reached the threshold of ${table.figure(needed)} (section 10059(d))`)
  }
}

const electRemaining = (table: CountingTable): void => {
  for (const candidate of byVotes(table, table.continuing)) {
    table.declare(candidate, 'elected', 'is elected to a seat left (section 10059(c) or (i)(1))')
  }
}

/** Section 10059(g): every surplus there is, at value × surplus ÷ votes, cut to five decimals. */
const transferSurpluses = (table: CountingTable, surpluses: readonly number[], needed: bigint): void => {
  surpluses.forEach((from, i) => {
    const votes = table.votesOf(from)
    const surplus = votes - needed
    table.begin('surplus', [from])
    table.reason(from, 'surplus', `surplus of ${table.figure(surplus)} is transferred (section 10059(g))`)
    passWholePile(table, from, needed, (value) => mulDiv(surplus, value, votes))
    if (i === surpluses.length - 1) electReached(table, needed)
    table.end()
  })
}

/** Section 10059(h): of equals, the lot decides (10057(b)). */
const lowest = (table: CountingTable): number =>
  table.settleTie(extremes(table.continuing, table.votes, 'fewest'), 'exclusion')

/** Section 10059(i): where that completes the count, no papers are moved. */
const defeat = (table: CountingTable, out: readonly number[], needed: bigint, clause: string): void => {
  if (table.continuing.length - out.length <= table.vacancies) {
    for (const candidate of out) {
      table.declare(candidate, 'excluded', `is lowest, which completes the count (section ${clause} and (i)(1))`)
    }
    return
  }
  table.begin('exclusion', out)
  for (const candidate of out) {
    table.exclude(candidate, `is lowest with ${table.figure(table.votesOf(candidate))} (section ${clause})`)
  }
  for (const candidate of out) passWholePile(table, candidate, 0n, (value) => value)
  electReached(table, needed)
  table.end()
}

/** Section 10059(k): the largest set of lowest candidates who may go together. */
const defeatSet = (table: CountingTable, needed: bigint): number[] => {
  const order = byVotes(table, table.continuing).reverse()
  const votes = order.map((candidate) => table.votesOf(candidate))
  const surplus = table.elected.reduce((sum, candidate) => {
    const over = table.votesOf(candidate) - needed
    return over > 0n ? sum + over : sum
  }, 0n)
  const room = needed - (votes.at(-1) as bigint)
  let largest = 0
  let sum = 0n
  for (let size = 1; size < order.length && order.length - size >= table.vacancies; size++) {
    const highest = votes[size - 1] as bigint
    sum += highest
    const orderIsSafe =
      table.vacancies === 1 ||
      order.length - size === table.vacancies ||
      sum + surplus < room ||
      (surplus === 0n && sum - highest < room)
    if (sum + surplus < (votes[size] as bigint) && orderIsSafe) largest = size
  }
  return order.slice(0, largest)
}

export const cfer: Rule = cferWith({ name: 'cfer', title: 'CfER STV (one defeat at a time)' }, false)

export const cferBatch: Rule = cferWith({ name: 'cfer-batch', title: 'CfER STV (defeats together)' }, true)
