import { BallotBuilder, type Ballots, rankingAt } from '../ballots.ts'
import { count } from '../count.ts'
import { unit } from '../decimal.ts'
import type { CountOptions, Election } from '../election.ts'
import { readable } from '../follow/in-words.ts'
import { followTransfers, PLACES } from '../follow/transfers.ts'
import type { CountRecord } from '../record.ts'
import { err, type Result } from '../result.ts'
import { ruleNamed } from '../rules/registry.ts'
import type { CountError } from '../rules/rule.ts'

/** A paper in the countback stands for so much of a vote. */
const UNIT = unit(PLACES - 5)

/**
 * Fills a casual vacancy from the papers that elected the member who left, at the value they had with that member: a
 * contest for one seat among candidates who were not elected and still stand. Nobody who sits can lose a seat by it.
 * The record counts units of 0.00001 vote as papers.
 */
export const countback = (
  election: Election,
  record: CountRecord,
  vacating: number,
  how: Pick<CountOptions, 'rules' | 'ties' | 'options'> & { readonly notStanding?: readonly number[] },
): Result<CountRecord, CountError> => {
  if (!record.elected.includes(vacating)) {
    return err({ kind: 'bad-input', message: `Candidate ${vacating} was not elected, and leaves no seat.` })
  }
  const { ballots, hasPapers } = papersOf(election.ballots, record, vacating)
  if (!hasPapers) {
    return err({
      kind: 'bad-input',
      message: `Rule "${record.rules}" does not say which papers elected candidate ${vacating}.`,
    })
  }
  const before = record.candidates.filter((candidate) => candidate.withdrawn).map((candidate) => candidate.number)
  const withdrawn = [...new Set([...before, ...record.elected, ...(how.notStanding ?? [])])]
  return count(
    { title: election.title, seats: 1, candidates: election.candidates, ballots },
    {
      rules: how.rules,
      seats: 1,
      withdrawn,
      ...(how.ties && { ties: how.ties }),
      ...(how.options && { options: how.options }),
    },
  )
}

/** The papers that a candidate held in the end, each as many times as its value has units. */
const papersOf = (all: Ballots, record: CountRecord, number: number): { ballots: Ballots; hasPapers: boolean } => {
  const rule = ruleNamed(record.rules)
  const builder = new BallotBuilder(all.candidates)
  let hasPapers = false
  for (let i = 0; i < all.weights.length; i++) {
    const ranking = rankingAt(all, i)
    const kept = rule?.holdings
      ? rule.holdings(record, ranking)
      : followTransfers(record, readable(record, ranking)).kept
    const units = (kept.get(number) ?? 0n) / UNIT
    if (units === 0n) continue
    hasPapers = true
    builder.add(ranking, Number(units) * (all.weights[i] as number))
  }
  return { ballots: builder.build(), hasPapers }
}
