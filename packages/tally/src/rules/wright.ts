import type { Ranking } from '../ballots.ts'
import { mulDiv } from '../decimal.ts'
import { explainByTransfers, readable } from '../follow/in-words.ts'
import type { CountRecord } from '../record.ts'
import { ok } from '../result.ts'
import { extremes } from '../stv/books.ts'
import { passWholePile } from '../stv/moves.ts'
import { CountingTable } from '../stv/table.ts'
import type { Rule } from './rule.ts'

/** One pass over all papers, from full value to the last surplus. */
interface Iteration {
  readonly table: CountingTable
  readonly quota: bigint
  /** Provisionally elected in this iteration, in order. */
  readonly elected: number[]
}

/**
 * The count starts anew after every exclusion, as if the excluded had never stood; the quota is that of the papers that
 * still name somebody. Values are cut to nine decimals.
 */
export const wright: Rule = {
  name: 'wright',
  title: 'Wright STV',
  citation:
    'Anthony van der Craats, submission 51 to the Inquiry into the conduct of the 2007 federal election (Australia, Joint Standing Committee on Electoral Matters), the Wright system',
  version: '1',
  fills: 'many',
  equalPreferences: 'end-the-paper',
  constraints: false,
  explain: (record, ranking) => explainLastIteration(record, ranking),
  count(contest) {
    const table = new CountingTable(contest, 9)
    table.begin('first-preferences', [])
    for (;;) {
      const iteration = distribute(table, contest.seats)
      if (iteration.elected.length < contest.seats) passSurpluses(iteration, contest.seats)
      const left = table.continuing
      if (iteration.elected.length >= contest.seats || left.length + iteration.elected.length <= contest.seats) {
        declare(iteration, contest.seats)
        return ok(table.outcome(table.figure(iteration.quota)))
      }
      const out = table.settleTie(extremes(left, table.votes, 'fewest'), 'exclusion')
      table.begin('iteration', [out])
      table.exclude(out, `has the fewest votes, ${table.figure(table.votesOf(out))}, and the count starts anew without`)
    }
  },
}

/** All papers at full value to their first preference for somebody not excluded; then the quota. */
const distribute = (table: CountingTable, seats: number): Iteration => {
  table.takeBack()
  table.sortFirstPreferences()
  const votes = table.continuing.reduce((sum, candidate) => sum + table.votesOf(candidate), 0n)
  table.nonTransferable = BigInt(table.contest.ballots.papers) * table.one - votes
  const quota = (votes / table.one / BigInt(seats + 1) + 1n) * table.one
  const iteration: Iteration = { table, quota, elected: [] }
  electReached(iteration, seats)
  table.end({ quota: table.figure(quota) })
  return iteration
}

const electReached = ({ table, quota, elected }: Iteration, seats: number): void => {
  while (elected.length < seats) {
    const reached = table.continuing.filter((candidate) => table.votesOf(candidate) >= quota)
    if (reached.length === 0) return
    const next = table.settleTie(extremes(reached, table.votes, 'most'), 'election')
    table.status[next] = 'elected'
    table.reason(next, 'elected', `is provisionally elected with ${table.figure(table.votesOf(next))}`)
    elected.push(next)
  }
}

/** Surplus ÷ votes of the candidate × value of the paper, the largest surplus first; none goes to the elected. */
const passSurpluses = (iteration: Iteration, seats: number): void => {
  const { table, quota, elected } = iteration
  while (elected.length < seats) {
    const waiting = elected.filter((candidate) => table.votesOf(candidate) > quota)
    if (waiting.length === 0) return
    const from = table.settleTie(extremes(waiting, table.votes, 'most'), 'surplus')
    const votes = table.votesOf(from)
    table.begin('surplus', [from])
    table.reason(from, 'surplus', `surplus of ${table.figure(votes - quota)} is transferred`)
    passWholePile(table, from, quota, (value) => mulDiv(votes - quota, value, votes))
    electReached(iteration, seats)
    table.end({ quota: table.figure(quota) })
  }
}

/** Who is provisionally elected when enough are, or when no more remain than seats, is elected. */
const declare = ({ table, elected }: Iteration, seats: number): void => {
  const stage = table.stages.length
  for (const candidate of elected) table.declare(candidate, 'elected', 'is elected')
  while (table.elected.length < seats && table.continuing.length > 0) {
    const next = table.settleTie(extremes(table.continuing, table.votes, 'most'), 'election', undefined, stage)
    table.declare(next, 'elected', 'remains with no more candidates than seats')
  }
}

/** Only the last iteration counts: the paper is followed through that one, those excluded before it left out. */
const explainLastIteration = (record: CountRecord, ranking: Ranking): string[] => {
  const start = record.stages.findLastIndex((stage) => stage.kind !== 'surplus')
  const excluded = new Set(record.stages.flatMap((stage) => stage.excluded))
  const preferences = readable(record, ranking).filter((number) => !excluded.has(number))
  const again = start > 0 ? [`The count starts anew after each exclusion, the last time at stage ${start + 1}.`] : []
  const first = record.stages[start]
  if (!first) return explainByTransfers(record, preferences)
  const last = { ...record, stages: [{ ...first, number: 1 }, ...record.stages.slice(start + 1)] }
  return [...again, ...explainByTransfers(last, preferences)]
}
