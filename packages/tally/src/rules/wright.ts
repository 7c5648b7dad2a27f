import { explainSinceLastStart } from '../follow/in-words.ts'
import { ok } from '../result.ts'
import { extremes } from '../stv/books.ts'
import { passWholePile } from '../stv/moves.ts'
import { CountingTable } from '../stv/table.ts'
import type { Rule } from './rule.ts'

/**
 * The Wright system: after each exclusion the count starts anew, as if the excluded had never stood, with a quota from
 * the papers that still name somebody. Values are cut to nine decimals.
 */
export const wright: Rule = {
  name: 'wright',
  title: 'Wright STV',
  citation:
    'J. Wright and A. van der Craats, Submission 51 to the Joint Standing Committee on Electoral Matters, Canberra 2007',
  version: '1',
  fills: 'many',
  equalPreferences: 'end-the-paper',
  constraints: true,
  explain: explainSinceLastStart,
  count(contest) {
    const table = new CountingTable(contest, 9)
    let quota = startAnew(table)
    if (table.stages.length === 0) table.begin('first-preferences', [])
    electThoseWithQuota(table, quota)
    table.end({ quota: table.figure(quota) })
    while (table.vacancies > 0 && !table.onlyLastVacancies) {
      const surpluses = table.elected.filter((candidate) => table.votesOf(candidate) > quota)
      if (surpluses.length > 0 && table.doomed.size === 0) transferLargestSurplus(table, surpluses, quota)
      else quota = excludeLowestAndStartAnew(table)
      electThoseWithQuota(table, quota)
      table.end({ quota: table.figure(quota) })
    }
    while (table.vacancies > 0 && table.electable.length > 0) {
      const most = extremes(table.electable, table.votes, 'most')
      const next = table.settleTie(most, 'election', undefined, table.stages.length)
      table.declare(next, 'elected', 'is left with no more candidates than seats')
    }
    return ok(table.outcome(table.figure(quota)))
  },
}

/** Sorts all papers among those not excluded; gives the quota: papers in play ÷ (seats + 1), fraction dropped, plus one. */
const startAnew = (table: CountingTable): bigint => {
  table.restart()
  table.sortFirstPreferences()
  const inPlay = BigInt(table.contest.ballots.papers) - table.nonTransferable / table.one
  return (inPlay / BigInt(table.contest.seats + 1) + 1n) * table.one
}

const electThoseWithQuota = (table: CountingTable, quota: bigint): void => {
  for (;;) {
    const reached = table.electable.filter((candidate) => table.votesOf(candidate) >= quota)
    if (reached.length === 0 || table.vacancies === 0) return
    const next = table.settleTie(extremes(reached, table.votes, 'most'), 'election')
    table.elect(next, `has reached the quota of ${table.figure(quota)}`)
  }
}

const transferLargestSurplus = (table: CountingTable, surpluses: readonly number[], quota: bigint): void => {
  const from = table.settleTie(extremes(surpluses, table.votes, 'most'), 'surplus')
  const votes = table.votesOf(from)
  const surplus = votes - quota
  table.begin('surplus', [from])
  table.reason(from, 'surplus', `passes on a surplus of ${table.figure(surplus)}`)
  passWholePile(table, from, quota, (value) => (value * surplus) / votes)
}

const excludeLowestAndStartAnew = (table: CountingTable): bigint => {
  const out = table.settleTie(extremes(table.excludable, table.votes, 'fewest'), 'exclusion')
  table.begin('exclusion', [out])
  table.exclude(out, `has the fewest votes, ${table.figure(table.votesOf(out))}; the count starts anew`)
  return startAnew(table)
}
