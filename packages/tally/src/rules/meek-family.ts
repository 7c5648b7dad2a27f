import { err, ok, type Result } from '../result.ts'
import { extremes } from '../stv/books.ts'
import type { EqualPreferences } from '../stv/equal-papers.ts'
import { lowestTogether } from '../stv/gregory.ts'
import { KeepCount } from '../stv/keep-count.ts'
import type { Keeping } from '../stv/keeping.ts'
import type { Contest, CountError, Outcome } from './rule.ts'

/** What tells the rules of this family apart. */
export interface KeepRule {
  readonly decimals: number
  readonly keeping: Keeping
  readonly equal: EqualPreferences
  /** Surplus, in units, that is no longer worth another iteration. */
  readonly omega: bigint
  /** Exclude together those whom no surplus can save. */
  readonly batch: boolean
  /** Every iteration is a stage, not only what led to a decision. */
  readonly everyIteration: boolean
  /** Whether the papers of a last exclusion that completes the count still move. */
  readonly lastRecount: boolean
  /** Clauses for what is declared. */
  readonly clauses: {
    readonly elect: string
    readonly exclude: string
    readonly surplus: string
    readonly finish: string
  }
}

/** More iterations than this between two decisions: the count says that it does not converge. */
const MOST_ITERATIONS = 10_000

/**
 * Counts by keep values until the seats are filled: recount, elect whoever has the quota, lower keep values until the
 * surplus is spent or stands still, exclude the lowest.
 */
export const countByKeepValues = (contest: Contest, rule: KeepRule): Result<Outcome, CountError> => {
  const count = new KeepCount(contest, rule.decimals, rule.keeping, rule.equal)
  count.begin('first-preferences', [])
  count.recount()
  count.electThoseWithQuota(rule.clauses.elect)
  count.endStage()
  /** The surplus one iteration ago; none since somebody was elected or excluded. */
  let last: bigint | undefined
  while (count.vacancies > 0 && !count.onlyLastVacancies) {
    const out = toExclude(count, rule, last)
    if (out === 'nobody') {
      const iterated = iterate(count, rule)
      if (!iterated.ok) return iterated
      last = iterated.value
    } else {
      exclude(count, rule, out === 'lowest' ? [lowest(count)] : out)
      last = undefined
    }
  }
  count.electRemaining(rule.clauses.finish)
  return ok(count.outcome(count.figure(count.quota)))
}

/** Who has to go now; nobody where surpluses are still worth moving. */
const toExclude = (
  count: KeepCount,
  rule: KeepRule,
  last: bigint | undefined,
): readonly number[] | 'lowest' | 'nobody' => {
  if (count.doomed.size > 0) return count.excludable
  if (count.surplus <= rule.omega || (last !== undefined && count.surplus >= last)) return 'lowest'
  const reserved = count.contest.places.isReserved
  const batch = rule.batch && !reserved ? lowestTogether(count, count.surplus, false, (tied) => tied[0] as number) : []
  return batch.length > 0 ? batch : 'nobody'
}

/** The lowest; those whom the surplus left could bring level count as tied. */
const lowest = (count: KeepCount): number => {
  const [low] = extremes(count.excludable, count.votes, 'fewest')
  const level = count.votesOf(low as number) + count.surplus
  return count.settleTie(
    count.excludable.filter((candidate) => count.votesOf(candidate) <= level),
    'exclusion',
  )
}

/** A stage of iterations, to the next decision or one alone; gives the surplus before the last of them. */
const iterate = (count: KeepCount, rule: KeepRule): Result<bigint | undefined, CountError> => {
  const over = count.elected.filter((candidate) => count.votesOf(candidate) > count.quota)
  const before = count.elected.length
  count.begin('surplus', over)
  for (let i = 1; i <= MOST_ITERATIONS; i++) {
    const last = count.surplus
    count.updateKeepValues()
    count.recount()
    count.electThoseWithQuota(rule.clauses.elect)
    const isElected = count.elected.length > before
    const isDecided = isElected || count.onlyLastVacancies || toExclude(count, rule, last) !== 'nobody'
    if (!isDecided && !rule.everyIteration) continue
    for (const candidate of over) {
      const keep = count.figure(count.keep[candidate] as bigint)
      count.reason(candidate, 'surplus', `keeps ${keep} of each vote (${rule.clauses.surplus})`)
    }
    count.endStage()
    return ok(isElected ? undefined : last)
  }
  return notConverging(count)
}

const notConverging = (count: KeepCount): Result<never, CountError> =>
  err({
    kind: 'no-convergence',
    message:
      `The count does not converge: after ${MOST_ITERATIONS} iterations in stage ${count.stage} ` +
      `a surplus of ${count.figure(count.surplus)} is left.`,
  })

const exclude = (count: KeepCount, rule: KeepRule, out: readonly number[]): void => {
  const { clauses } = rule
  const remain = count.electable.filter((candidate) => !out.includes(candidate))
  if (!rule.lastRecount && remain.length <= count.vacancies) {
    for (const candidate of out) count.declare(candidate, 'excluded', `has the fewest votes (${clauses.exclude})`)
    return
  }
  count.begin('exclusion', out)
  for (const candidate of out) {
    count.exclude(candidate, `is lowest with ${count.figure(count.votesOf(candidate))} (${clauses.exclude})`)
  }
  count.recount()
  count.electThoseWithQuota(clauses.elect)
  count.endStage()
}
