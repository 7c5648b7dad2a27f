import { ok } from '../result.ts'
import { extremes } from '../stv/books.ts'
import { byEarlierStage } from '../stv/earlier-stages.ts'
import { lowestTogether, passExcluded, passSurplusInLastBatch, waitingSurpluses } from '../stv/gregory.ts'
import { CountingTable } from '../stv/table.ts'
import type { OwnMethod } from '../ties.ts'
import type { Rule } from './rule.ts'

/** Local elections in Northern Ireland. */
export const ni: Rule = {
  name: 'ni',
  title: 'Northern Ireland STV',
  citation: 'Local Elections (Northern Ireland) Order 1985 (SI 1985/454), Schedule 2, rules 47 to 52',
  version: '1',
  fills: 'many',
  equalPreferences: 'end-the-paper',
  constraints: true,
  count(contest) {
    const table = new CountingTable(contest, 2)
    // Rule 48(1) and (2).
    const whole = BigInt(contest.ballots.papers) / BigInt(contest.seats + 1) + 1n
    const quota = whole * table.one
    table.begin('first-preferences', [])
    table.sortFirstPreferences()
    deemElected(table, quota)
    endStage(table)
    while (table.vacancies > 0) {
      if (isDecided(table, quota)) break
      nextStage(table, quota)
    }
    fillLastVacancies(table)
    return ok(table.outcome(table.figure(quota)))
  },
}

const endStage = (table: CountingTable): void => {
  table.remember()
  table.end()
}

/** Rule 48(3). */
const deemElected = (table: CountingTable, quota: bigint): void => {
  for (;;) {
    const reached = table.electable.filter((candidate) => table.votesOf(candidate) >= quota)
    if (reached.length === 0 || table.vacancies === 0) return
    const next = table.settleTie(extremes(reached, table.votes, 'most'), 'election', byStage(table, 'most', 'rule 48'))
    table.elect(next, `has reached the quota of ${table.figure(quota)} (rule 48)`)
  }
}

/** Rule 52: whether the last vacancies can be filled without another transfer. */
const isDecided = (table: CountingTable, quota: bigint): boolean => {
  if (table.onlyLastVacancies) return true
  if (table.vacancies > 1) return false
  const waiting = waitingSurpluses(table, quota).total
  const all = table.continuing.reduce((sum, candidate) => sum + table.votesOf(candidate), waiting)
  const ahead = table.electable.find(
    (candidate) => 2n * table.votesOf(candidate) >= all && table.votesOf(candidate) > 0n,
  )
  if (ahead === undefined) return false
  const equals = extremes(table.electable, table.votes, 'most')
  const chosen = table.settleTie(equals, 'election', byStage(table, 'most', 'rule 52(2)'), table.stages.length)
  table.declare(
    chosen,
    'elected',
    'has at least as many votes as all others with any surplus not transferred (rule 52(2))',
  )
  return true
}

const nextStage = (table: CountingTable, quota: bigint): void => {
  const waiting = waitingSurpluses(table, quota)
  const lowest = (tied: readonly number[]): number =>
    table.settleTie(tied, 'exclusion', byStage(table, 'fewest', 'rule 51(13)'))
  // Rule 49(10) lets surpluses wait, and rule 51(12) excludes together, under one and the same condition.
  const reserved = table.contest.places.isReserved
  const together =
    table.doomed.size > 0 ? table.excludable : reserved ? [] : lowestTogether(table, waiting.total, false, lowest)
  if (together.length === 0 && waiting.candidates.length > 0 && table.contest.seats > 1) {
    transferLargestSurplus(table, waiting.candidates, quota)
  } else {
    exclude(table, together.length > 0 ? together : [lowest(extremes(table.excludable, table.votes, 'fewest'))], quota)
  }
}

/** Rules 49 and 50. */
const transferLargestSurplus = (table: CountingTable, candidates: readonly number[], quota: bigint): void => {
  const from = table.settleTie(
    extremes(candidates, table.votes, 'most'),
    'surplus',
    byStage(table, 'most', 'rule 50(1)'),
  )
  table.begin('surplus', [from])
  table.reason(from, 'surplus', `passes on a surplus of ${table.figure(table.votesOf(from) - quota)} (rule 49)`)
  passSurplusInLastBatch(table, from, quota)
  deemElected(table, quota)
  endStage(table)
}

/** Rule 51; where no more remain than the vacancies, rule 52(1) and (3) spare the transfer. */
const exclude = (table: CountingTable, out: readonly number[], quota: bigint): void => {
  const remain = table.electable.filter((candidate) => !out.includes(candidate))
  if (remain.length <= table.vacancies) {
    for (const candidate of out)
      table.declare(candidate, 'excluded', 'has the fewest votes; no papers are moved (rule 52(3))')
    return
  }
  table.begin('exclusion', out)
  for (const candidate of out) {
    table.exclude(candidate, `is among the lowest with ${table.figure(table.votesOf(candidate))} (rule 51)`)
  }
  passExcluded(table, out, true, () => {
    deemElected(table, quota)
    return table.vacancies === 0 ? 'stop' : 'go on'
  })
  endStage(table)
}

const byStage = (table: CountingTable, fallsOn: 'most' | 'fewest', clause: string): OwnMethod =>
  byEarlierStage(table.history, 'earliest-first', fallsOn, clause)

/** Rule 52(1). */
const fillLastVacancies = (table: CountingTable): void => {
  while (table.vacancies > 0 && table.electable.length > 0) {
    const most = extremes(table.electable, table.votes, 'most')
    const next = table.settleTie(most, 'election', byStage(table, 'most', 'rule 52(1)'), table.stages.length)
    table.declare(next, 'elected', 'is elected to a last vacancy (rule 52(1))')
  }
}
