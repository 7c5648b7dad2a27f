import { mulDiv } from '../decimal.ts'
import { ok } from '../result.ts'
import { extremes } from '../stv/books.ts'
import { byEarlierStage } from '../stv/earlier-stages.ts'
import { passWholePile } from '../stv/moves.ts'
import { CountingTable } from '../stv/table.ts'
import type { Rule } from './rule.ts'

/**
 * The rules for counting local government elections in Scotland. Every candidate's surplus is passed on from all of the
 * candidate's papers (weighted inclusive Gregory), at values cut to five decimals.
 */
export const scottish: Rule = {
  name: 'scottish',
  title: 'Scottish STV',
  citation: 'Scottish Local Government Elections Order 2011 (SSI 2011/399), Schedule 1, rules 46 to 53',
  version: '1',
  fills: 'many',
  equalPreferences: 'end-the-paper',
  constraints: true,
  count(contest) {
    const table = new CountingTable(contest, 5)
    // Rule 47: valid papers ÷ (seats + 1), plus one, any fraction dropped.
    const whole = BigInt(contest.ballots.papers) / BigInt(contest.seats + 1) + 1n
    const quota = whole * table.one
    table.begin('first-preferences', [])
    table.sortFirstPreferences()
    electThoseWithQuota(table, quota)
    endStage(table)
    while (table.vacancies > 0) {
      // Rule 53(1) and (2): the last vacancies are filled without another transfer.
      if (table.onlyLastVacancies) {
        fillLastVacancies(table)
        break
      }
      const surpluses = table.elected.filter((candidate) => table.votesOf(candidate) > quota)
      if (surpluses.length > 0) transferLargestSurplus(table, surpluses, quota)
      else excludeLowest(table)
      electThoseWithQuota(table, quota)
      endStage(table)
    }
    return ok(table.outcome(whole.toString()))
  },
}

const endStage = (table: CountingTable): void => {
  table.remember()
  table.end()
}

/** Rule 48. Of several at one stage, the order of election follows the votes, then the latest stage that differed. */
const electThoseWithQuota = (table: CountingTable, quota: bigint): void => {
  for (;;) {
    const reached = table.electable.filter((candidate) => table.votesOf(candidate) >= quota)
    if (reached.length === 0 || table.vacancies === 0) return
    const next = first(table, reached, 'election', 'rule 48')
    table.elect(next, `has reached the quota of ${table.figure(quota)} (rule 48)`)
  }
}

const first = (
  table: CountingTable,
  candidates: readonly number[],
  purpose: 'election' | 'surplus',
  clause: string,
  stage = table.stage,
): number =>
  table.settleTie(
    extremes(candidates, table.votes, 'most'),
    purpose,
    byEarlierStage(table.history, 'latest-first', 'most', clause),
    stage,
  )

/**
 * Rule 49: each paper goes on at surplus × value as received ÷ votes of the candidate, cut to five decimals. Rule 50:
 * the largest surplus first.
 */
const transferLargestSurplus = (table: CountingTable, surpluses: readonly number[], quota: bigint): void => {
  const from = first(table, surpluses, 'surplus', 'rule 50')
  const votes = table.votesOf(from)
  const surplus = votes - quota
  table.begin('surplus', [from])
  table.reason(from, 'surplus', `passes on a surplus of ${table.figure(surplus)} (rule 49)`)
  passWholePile(table, from, quota, (value) => mulDiv(surplus, value, votes))
}

/** Rule 51: the candidate with the fewest votes is excluded; papers go on at the value at which they were received. */
const excludeLowest = (table: CountingTable): void => {
  const out = table.settleTie(
    extremes(table.excludable, table.votes, 'fewest'),
    'exclusion',
    byEarlierStage(table.history, 'latest-first', 'fewest', 'rule 52'),
  )
  table.begin('exclusion', [out])
  table.exclude(out, `has the fewest votes, ${table.figure(table.votesOf(out))} (rule 51)`)
  passWholePile(table, out, 0n, (value) => value)
}

/** Rule 53: those who continue are no more than the vacancies. */
const fillLastVacancies = (table: CountingTable): void => {
  while (table.vacancies > 0 && table.electable.length > 0) {
    const next = first(table, table.electable, 'election', 'rule 48', table.stages.length)
    table.declare(next, 'elected', 'is elected to a last vacancy (rule 53)')
  }
}
