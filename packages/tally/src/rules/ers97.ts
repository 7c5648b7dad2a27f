import { ok } from '../result.ts'
import { extremes } from '../stv/books.ts'
import { byEarlierStage } from '../stv/earlier-stages.ts'
import { lowestTogether, passExcluded, passSurplusInLastBatch, waitingSurpluses } from '../stv/gregory.ts'
import { CountingTable } from '../stv/table.ts'
import type { OwnMethod } from '../ties.ts'
import type { Contest, Rule } from './rule.ts'

/** Hundredths of a vote; the quota may fall while nobody is elected. */
interface Count {
  readonly contest: Contest
  readonly table: CountingTable
  quota: bigint
}

/** The rules that British societies and unions count their elections by. */
export const ers97: Rule = {
  name: 'ers97',
  title: 'ERS97 STV',
  citation:
    'Newland and Britton, How to Conduct an Election by the Single Transferable Vote, 3rd edition 1997, section 5',
  version: '1',
  fills: 'many',
  equalPreferences: 'end-the-paper',
  constraints: true,
  count(contest) {
    const table = new CountingTable(contest, 2)
    const count: Count = { contest, table, quota: 0n }
    table.begin('first-preferences', [])
    table.sortFirstPreferences()
    calculateQuota(count)
    deemElected(count, '5.1.7')
    table.remember()
    table.end({ quota: table.figure(count.quota) })
    while (table.vacancies > 0 && !table.onlyLastVacancies) {
      if (nextStage(count) === 'complete') break
    }
    fillLastVacancies(count)
    return ok(table.outcome(table.figure(count.quota)))
  },
}

/** 5.1.6 and 5.4.8: valid votes not non-transferable ÷ (places + 1), rounded up to 0.01. */
const calculateQuota = (count: Count): void => {
  const { table, contest } = count
  const votes = BigInt(contest.ballots.papers) * table.one - table.nonTransferable
  const parts = BigInt(contest.seats + 1)
  count.quota = (votes + parts - 1n) / parts
}

/** 5.2: transfers the largest surplus, unless all of them are deferred; then excludes. */
const nextStage = (count: Count): 'goes on' | 'complete' => {
  const { table } = count
  const waiting = waitingSurpluses(table, count.quota)
  const lowest = (tied: readonly number[]): number =>
    table.settleTie(tied, 'exclusion', byPoint(count, 'fewest', '5.2.5'))
  // 5.2.2 defers, and 5.2.5 excludes together, under one and the same condition.
  const out = table.doomed.size > 0 ? table.excludable : excludableTogether(count, waiting.total, lowest)
  if (out.length === 0 && waiting.candidates.length > 0) {
    transferSurplus(count, waiting.candidates)
    return 'goes on'
  }
  // 5.5.1: an exclusion that would leave no more than the places is not carried out.
  const remain = table.electable.filter((candidate) => !out.includes(candidate))
  if (remain.length <= table.vacancies) {
    for (const candidate of out)
      table.declare(candidate, 'excluded', 'is formally excluded; no papers are moved (5.5.1)')
    return 'complete'
  }
  exclude(count, out)
  return 'goes on'
}

const excludableTogether = (
  count: Count,
  waiting: bigint,
  lowest: (tied: readonly number[]) => number,
): readonly number[] => {
  const { table } = count
  if (!table.contest.places.isReserved) return lowestTogether(table, waiting, true, lowest)
  return waiting === 0n ? [lowest(extremes(table.excludable, table.votes, 'fewest'))] : []
}

/** 5.2.3 and 5.3. */
const transferSurplus = (count: Count, candidates: readonly number[]): void => {
  const { table, quota } = count
  const from = table.settleTie(extremes(candidates, table.votes, 'most'), 'surplus', byPoint(count, 'most', '5.2.3'))
  table.begin('surplus', [from])
  table.reason(from, 'surplus', `passes on a surplus of ${table.figure(table.votesOf(from) - quota)} (5.3)`)
  passSurplusInLastBatch(table, from, quota)
  deemElected(count, '5.3.13')
  table.remember()
  table.end({ quota: table.figure(count.quota) })
}

/** 5.4. */
const exclude = (count: Count, out: readonly number[]): void => {
  const { table } = count
  table.begin('exclusion', out)
  for (const candidate of out) {
    table.exclude(candidate, `is among the lowest with ${table.figure(table.votesOf(candidate))} (5.2.5)`)
  }
  const afterBatch = (): 'go on' | 'stop' => {
    if (table.elected.length === 0) calculateQuota(count)
    deemElected(count, '5.4.9')
    table.remember()
    // 5.5.2
    return table.vacancies === 0 ? 'stop' : 'go on'
  }
  passExcluded(table, out, false, afterBatch)
  table.end({ quota: table.figure(count.quota) })
}

/**
 * 5.1.7, 5.3.13 and 5.4.9: in descending order of votes, whoever has the quota, or the total active vote ÷ (places not
 * yet filled + 1).
 */
const deemElected = (count: Count, clause: string): void => {
  const { table, quota } = count
  while (table.vacancies > 0) {
    const needed = BigInt(table.vacancies + 1)
    const active = activeVote(count)
    const reached = table.electable.filter((candidate) => {
      const votes = table.votesOf(candidate)
      return votes > 0n && (votes >= quota || votes * needed >= active)
    })
    const next = firstOf(count, extremes(reached, table.votes, 'most'))
    if (next === undefined) return
    const why =
      table.votesOf(next) >= quota ? `the quota of ${table.figure(quota)}` : 'a sufficient share of the active vote'
    table.elect(next, `has reached ${why} (${clause})`)
  }
}

/** 5.6.2: where equals are more than the places, and were equal at every point, none of them is elected yet. */
const firstOf = (count: Count, tied: readonly number[]): number | undefined => {
  const { table } = count
  if (tied.length === 0) return undefined
  const own = byPoint(count, 'most', '5.6.2')
  if (tied.length > table.vacancies && own(tied).left.length > table.vacancies) return undefined
  return table.settleTie(tied, 'election', own)
}

/** 6.20: votes of continuing candidates and votes awaiting transfer. */
const activeVote = (count: Count): bigint => {
  const { table, quota, contest } = count
  let active = waitingSurpluses(table, quota).total
  for (const candidate of contest.standing) {
    if (table.status[candidate] !== 'elected') active += table.votesOf(candidate)
  }
  return active
}

/** Ties go back to the earliest point, after any batch, at which the candidates differed. */
const byPoint = (count: Count, fallsOn: 'most' | 'fewest', clause: string): OwnMethod =>
  byEarlierStage(count.table.history, 'earliest-first', fallsOn, clause, 'point')

/** 5.5.1. */
const fillLastVacancies = (count: Count): void => {
  const { table } = count
  while (table.vacancies > 0 && table.electable.length > 0) {
    const most = extremes(table.electable, table.votes, 'most')
    const next = table.settleTie(most, 'election', byPoint(count, 'most', '5.6.2'), table.stages.length)
    table.declare(next, 'elected', 'remains with no more candidates than places (5.5.1)')
  }
}
