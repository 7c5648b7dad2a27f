import { explainByKeepValues } from '../follow/in-words.ts'
import { holdingsByKeepValues } from '../follow/keep-values.ts'
import { ok } from '../result.ts'
import { extremes } from '../stv/books.ts'
import { KeepCount } from '../stv/keep-count.ts'
import type { OwnMethod } from '../ties.ts'
import { pseudoRandomNumbers } from './meek-nz-numbers.ts'
import type { Contest, Rule } from './rule.ts'

/** Clause 13: a total surplus below 0.0001 lets the lowest candidate go. */
const SMALL_SURPLUS = 100_000n

/** Local elections in New Zealand. Each iteration of the schedule's steps is a stage, as its results are published. */
export const meekNz: Rule = {
  name: 'meek-nz',
  title: 'New Zealand STV (Meek)',
  citation: 'Local Electoral Regulations 2001 (SR 2001/145, New Zealand), Schedule 1A',
  version: '1',
  fills: 'many',
  equalPreferences: 'end-the-paper',
  constraints: true,
  explain: explainByKeepValues('meek-up', () => 'split'),
  holdings: holdingsByKeepValues('meek-up', () => 'split'),
  count(contest) {
    const count = new KeepCount(contest, 9, 'meek-up')
    const tie = ownTieMethod(count, contest)
    count.begin('first-preferences', [])
    count.recount()
    count.electThoseWithQuota('clause 6')
    count.endStage()
    const keepsBefore = new Set<string>()
    while (count.vacancies > 0 && !count.onlyLastVacancies) {
      const keeps = count.keep.join()
      // Clause 23: iterations that repeat themselves cannot decide; the lowest goes.
      nextIteration(count, excluded(count, keepsBefore.has(keeps), tie))
      keepsBefore.add(keeps)
    }
    count.electRemaining('clause 3')
    return ok(count.outcome(count.figure(count.quota)))
  },
}

/** Clause 13: whoever is lowest by more than the total surplus, or lowest where that surplus is small. */
const excluded = (count: KeepCount, isStill: boolean, tie: OwnMethod): readonly number[] => {
  if (count.doomed.size > 0) return count.excludable
  const candidates = count.excludable
  const tied = extremes(candidates, count.votes, 'fewest')
  const [low] = tied
  if (low === undefined) return []
  const others = candidates.filter((candidate) => candidate !== low)
  const isBehind = others.every((other) => count.votesOf(low) + count.surplus < count.votesOf(other))
  if (!isBehind && count.surplus >= SMALL_SURPLUS && !isStill) return []
  return [count.settleTie(tied, 'exclusion', tie)]
}

/** Steps 2 and 3: exclusion, new keep values from the last votes and quota, and a recount. */
const nextIteration = (count: KeepCount, out: readonly number[]): void => {
  const over = count.elected.filter((candidate) => count.votesOf(candidate) > count.quota)
  count.begin(out.length > 0 ? 'exclusion' : 'surplus', out.length > 0 ? out : over)
  for (const candidate of out) {
    count.exclude(candidate, `has the fewest votes, ${count.figure(count.votesOf(candidate))} (clause 13)`)
  }
  count.updateKeepValues(over)
  for (const candidate of over) {
    const keep = count.figure(count.keep[candidate] as bigint)
    count.reason(candidate, 'surplus', `keeps ${keep} of each vote (clause 17)`)
  }
  count.recount()
  count.electThoseWithQuota('clause 12')
  count.endStage()
}

/** Clauses 19 and 40 to 48: ahead at the first difference, then pseudo-random numbers, from the high end in even iterations. */
const ownTieMethod = (count: KeepCount, contest: Contest): OwnMethod => {
  const numbers = pseudoRandomNumbers(contest.candidates.length, contest.seats, contest.ballots.papers)
  return (tied) => {
    let left = tied
    for (const votes of count.history) left = extremes(left, votes, 'fewest')
    if (left.length === 1) return { left, how: 'not ahead at the first difference (clause 40)' }
    const isEven = count.stages.length % 2 === 0
    const order = [...left].sort((a, b) => (numbers[a] as number) - (numbers[b] as number))
    const chosen = (isEven ? order.at(-1) : order[0]) as number
    const which = isEven ? 'highest' : 'lowest'
    return {
      left: [chosen],
      method: 'rule',
      how: `${which} pseudo-random number, ${numbers[chosen]} (clauses 41 to 48)`,
    }
  }
}
