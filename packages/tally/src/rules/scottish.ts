import { mulDiv, unit } from '../decimal.ts'
import { ok } from '../result.ts'
import { byEarlierStage } from '../stv/earlier-stages.ts'
import { byValue } from '../stv/piles.ts'
import { CountingTable, extremes } from '../stv/table.ts'
import type { Contest, Rule } from './rule.ts'

const DECIMALS = 5
const ONE = unit(DECIMALS)

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
  constraints: false,
  count(contest) {
    const table = new CountingTable(contest, DECIMALS)
    const quota = quotaOf(contest)
    table.begin('first-preferences', [])
    table.sortFirstPreferences()
    electThoseWithQuota(table, quota)
    table.end()
    while (table.vacancies > 0) {
      // Rule 53(1) and (2): the last vacancies are filled without another transfer.
      if (table.continuing.length <= table.vacancies) {
        fillLastVacancies(table)
        break
      }
      const surpluses = table.elected.filter((candidate) => (table.votes[candidate] as bigint) > quota)
      if (surpluses.length > 0) transferLargestSurplus(table, surpluses, quota)
      else excludeLowest(table)
      electThoseWithQuota(table, quota)
      table.end()
    }
    return ok({
      decimals: DECIMALS,
      quota: (quota / ONE).toString(),
      elected: table.elected.map((candidate) => candidate + 1),
      vacant: Math.max(0, table.vacancies),
      stages: table.stages,
    })
  },
}

/** Rule 47: valid papers ÷ (seats + 1), plus one, any fraction dropped. */
const quotaOf = (contest: Contest): bigint => (BigInt(contest.ballots.papers) / BigInt(contest.seats + 1) + 1n) * ONE

/** Rule 48. Of several at one stage, the order of election follows the votes, then the latest stage that differed. */
const electThoseWithQuota = (table: CountingTable, quota: bigint): void => {
  let reached = table.continuing.filter((candidate) => (table.votes[candidate] as bigint) >= quota)
  while (reached.length > 0) {
    const next = first(table, reached, 'election')
    table.elect(next, `has reached the quota of ${quota / ONE} (rule 48)`)
    reached = reached.filter((candidate) => candidate !== next)
  }
}

const first = (
  table: CountingTable,
  candidates: readonly number[],
  purpose: 'election' | 'surplus',
  stage = table.stage,
): number =>
  table.contest.ties.settle(
    extremes(candidates, table.votes, 'most'),
    purpose,
    stage,
    byEarlierStage(table.history, 'latest-first', 'most', purpose === 'surplus' ? 'rule 50' : 'rule 48'),
  )

/**
 * Rule 49: each paper goes on at surplus × value as received ÷ votes of the candidate, cut to five decimals. Rule 50:
 * the largest surplus first.
 */
const transferLargestSurplus = (table: CountingTable, surpluses: readonly number[], quota: bigint): void => {
  const from = first(table, surpluses, 'surplus')
  const votes = table.votes[from] as bigint
  const surplus = votes - quota
  table.begin('surplus', [from])
  table.reason(from, 'surplus', `surplus of ${table.figure(surplus)} is transferred (rule 49)`)
  let moved = 0n
  for (const parcel of byValue(table.piles.take(from))) {
    moved += table.pass(from, table.sort(parcel), mulDiv(surplus, parcel.value, votes))
  }
  table.settle(from, moved, quota)
}

/** Rule 51: the candidate with the fewest votes is excluded; papers go on at the value at which they were received. */
const excludeLowest = (table: CountingTable): void => {
  const out = table.contest.ties.settle(
    extremes(table.continuing, table.votes, 'fewest'),
    'exclusion',
    table.stage,
    byEarlierStage(table.history, 'latest-first', 'fewest', 'rule 52'),
  )
  table.begin('exclusion', [out])
  table.exclude(out, `has the fewest votes, ${table.figure(table.votes[out] as bigint)} (rule 51)`)
  let moved = 0n
  for (const parcel of byValue(table.piles.take(out))) moved += table.pass(out, table.sort(parcel), parcel.value)
  table.settle(out, moved, 0n)
}

/** Rule 53: those who continue are no more than the vacancies. */
const fillLastVacancies = (table: CountingTable): void => {
  let left = table.continuing
  while (left.length > 0) {
    const next = first(table, left, 'election', table.stages.length)
    table.declareInLastStage(next, 'is elected to a last vacancy (rule 53)')
    left = left.filter((candidate) => candidate !== next)
  }
}
