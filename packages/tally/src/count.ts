import { reservedPlaces } from './constraints/reserved-places.ts'
import { checkedInput, refused } from './count-input.ts'
import type { CountOptions, Election } from './election.ts'
import { writeBlt } from './formats/blt-write.ts'
import { writeRankingsCsv } from './formats/rankings-csv.ts'
import { countable } from './papers.ts'
import type { CountRecord, RecordCandidate, Tie } from './record.ts'
import { ok, type Result } from './result.ts'
import { ruleNamed, rules } from './rules/registry.ts'
import type { Contest, CountError, Options, Outcome, Rule } from './rules/rule.ts'
import { sha256 } from './sha256.ts'
import { openPlaces, type Places } from './stv/places.ts'
import { asOne, type Copies, copiesOf, neverExcluding, withCopies } from './stv/ron.ts'
import { createTies, type TieMethod } from './ties.ts'

export type { CountOptions, Election }

/** Counts an election. The same input gives the same record, byte for byte, wherever it is counted. */
export const count = (election: Election, how: CountOptions): Result<CountRecord, CountError> =>
  countIn(election, how, (standing, seats) =>
    how.constraints?.length ? reservedPlaces(how.constraints, standing, seats) : ok(openPlaces(seats)),
  )

/** Counts an election among places that somebody else looks after; `standing` are candidate indexes from 0. */
export const countIn = (
  election: Election,
  how: CountOptions,
  placesFor: (standing: readonly number[], seats: number) => Result<Places, CountError>,
): Result<CountRecord, CountError> => {
  const rule = ruleNamed(how.rules)
  if (!rule) return refused('unknown-rule', `There is no rule "${how.rules}"; there are ${listOfRules()}.`)
  const input = checkedInput(election, how, rule)
  if (!input.ok) return input
  const { seats, candidates, withdrawn, options } = input.value
  const standing = candidates.filter((candidate) => !candidate.withdrawn).map((candidate) => candidate.number - 1)
  const places = placesFor(standing, seats)
  if (!places.ok) return places

  const inputDigest = election.digest ?? sha256(election.scores ? writeRankingsCsv(election) : writeBlt(election))
  const ballots = countable(election.ballots, withdrawn, rule.equalPreferences)
  const ties = createTies(how.ties ?? tiesOf(election, inputDigest))
  const cast = election.ballots.papers
  const contest = { candidates, standing, seats, ballots, cast, ties, options, places: places.value }
  const undeclared = (election.undeclared ?? []).map((number) => number - 1)
  // A rule that fills one place without excluding anybody takes re-open nominations as it takes every candidate.
  const copies =
    how.ron === undefined || !rule.constraints ? undefined : copiesOf(how.ron - 1, candidates.length, seats)
  const outcome = rule.count({
    ...contest,
    ...(election.scores && { scores: election.scores }),
    undeclared,
    successors: new Map(),
    ...(copies && copied(contest, copies)),
  })
  if (!outcome.ok) return outcome
  const record = recordOf(
    rule,
    options,
    election,
    inputDigest,
    seats,
    candidates,
    ballots.papers,
    outcome.value,
    ties.settled,
  )
  return ok(copies ? asOne(record, candidates, copies) : record)
}

type Plain = Pick<Contest, 'candidates' | 'standing' | 'ballots' | 'places'>

/** The contest with the copies of re-open nominations in it. */
const copied = (contest: Plain, copies: Copies): Plain & Pick<Contest, 'successors'> => {
  const name = contest.candidates[copies.ron]?.name ?? ''
  const added = copies.all.slice(1)
  return {
    candidates: [...contest.candidates, ...added.map((copy) => ({ number: copy + 1, name }))],
    standing: [...contest.standing, ...added],
    ballots: withCopies(contest.ballots, copies),
    places: neverExcluding(contest.places, copies),
    successors: new Map(added.map((copy, i) => [copies.all[i] as number, copy])),
  }
}

const recordOf = (
  rule: Rule,
  options: Options,
  election: Election,
  inputDigest: string,
  seats: number,
  candidates: readonly RecordCandidate[],
  readable: number,
  outcome: Outcome,
  ties: readonly Tie[],
): CountRecord => {
  const { valid = readable, decimals, quota, elected, vacant, stages, constraints, notes, ...more } = outcome
  return {
    format: 'tally-record/1',
    rules: rule.name,
    ruleTitle: rule.title,
    ruleVersion: rule.version,
    citation: rule.citation,
    ...(rule.options && { options }),
    inputDigest,
    title: election.title,
    seats,
    candidates,
    ballots: { total: election.ballots.papers, valid },
    decimals,
    ...(quota !== undefined && { quota }),
    elected,
    ...(vacant && { vacant }),
    stages,
    ties,
    constraints: constraints ?? [],
    ...more,
    ...(notes?.length && { notes }),
  }
}

const tiesOf = (election: Election, inputDigest: string): TieMethod =>
  election.tieOrder ? { kind: 'order', order: election.tieOrder } : { kind: 'seed', seed: inputDigest }

const listOfRules = (): string => rules.map((rule) => rule.name).join(', ')
