import type { Ballots } from './ballots.ts'
import type { Constraint } from './constraints/constraint.ts'
import { reservedPlaces } from './constraints/reserved-places.ts'
import type { BallotFile } from './formats/blt-parse.ts'
import { writeBlt } from './formats/blt-write.ts'
import { countable } from './papers.ts'
import type { CountRecord, RecordCandidate } from './record.ts'
import { err, ok, type Result } from './result.ts'
import { ruleNamed, rules } from './rules/registry.ts'
import type { CountError, Options, Outcome, Rule } from './rules/rule.ts'
import { sha256 } from './sha256.ts'
import { openPlaces } from './stv/places.ts'
import { createTies, type TieMethod } from './ties.ts'

/** What is counted: a parsed file is one. Without a digest, that of the ballots written as BLT is taken. */
export type Election = Pick<BallotFile, 'title' | 'seats' | 'candidates' | 'ballots'> &
  Partial<Pick<BallotFile, 'withdrawn' | 'tieOrder' | 'undeclared' | 'digest'>>

export interface CountOptions {
  /** The rule's name: see `rules`. */
  readonly rules: string
  /** Instead of the number of seats in the file. */
  readonly seats?: number
  /** Candidate numbers, beside those withdrawn in the file. */
  readonly withdrawn?: readonly number[]
  /** Instead of the order in the file, or a lot with the input's digest as its seed. */
  readonly ties?: TieMethod
  /** Reserved places, for rules that take them. */
  readonly constraints?: readonly Constraint[]
  /** For rules that take options. */
  readonly options?: Options
}

/** Counts an election. The same input gives the same record, byte for byte, wherever it is counted. */
export const count = (election: Election, how: CountOptions): Result<CountRecord, CountError> => {
  const rule = ruleNamed(how.rules)
  if (!rule) return refused('unknown-rule', `There is no rule "${how.rules}"; there are ${listOfRules()}.`)
  const input = checked(election, how, rule)
  if (!input.ok) return input
  const { seats, candidates, withdrawn, options } = input.value

  const inputDigest = election.digest ?? sha256(writeBlt(election))
  const ballots = countable(election.ballots, withdrawn, rule.equalPreferences)
  const ties = createTies(how.ties ?? tiesOf(election, inputDigest))
  const standing = candidates.filter((candidate) => !candidate.withdrawn).map((candidate) => candidate.number - 1)
  const places = how.constraints?.length ? reservedPlaces(how.constraints, standing, seats) : ok(openPlaces(seats))
  if (!places.ok) return places
  const outcome = rule.count({
    candidates,
    standing,
    seats,
    ballots,
    cast: election.ballots.papers,
    ties,
    options,
    places: places.value,
    undeclared: (election.undeclared ?? []).map((number) => number - 1),
  })
  if (!outcome.ok) return outcome
  return ok(
    recordOf(rule, options, election.title, inputDigest, seats, candidates, election.ballots, ballots, {
      ...outcome.value,
      ties: ties.settled,
    }),
  )
}

const recordOf = (
  rule: Rule,
  options: Options,
  title: string,
  inputDigest: string,
  seats: number,
  candidates: readonly RecordCandidate[],
  given: Ballots,
  counted: Ballots,
  outcome: Outcome & Pick<CountRecord, 'ties'>,
): CountRecord => {
  const { valid, decimals, quota, elected, vacant, stages, ties, constraints, notes, ...more } = outcome
  return {
    format: 'tally-record/1',
    rules: rule.name,
    ruleTitle: rule.title,
    ruleVersion: rule.version,
    citation: rule.citation,
    ...(rule.options && { options }),
    inputDigest,
    title,
    seats,
    candidates,
    ballots: { total: given.papers, valid: valid ?? counted.papers },
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

interface Checked {
  readonly seats: number
  readonly candidates: RecordCandidate[]
  readonly withdrawn: ReadonlySet<number>
  readonly options: Options
}

const checked = (election: Election, how: CountOptions, rule: Rule): Result<Checked, CountError> => {
  // A ballot file has to name a number of seats; a rule for one place fills one, unless the caller asks for more.
  const seats = how.seats ?? (rule.fills === 'many' ? election.seats : 1)
  if (rule.fills !== 'many' && seats !== 1) {
    const filled = rule.fills === 'one' ? 'fills one place' : 'answers one question'
    return refused('bad-input', `Rule "${rule.name}" ${filled}, not ${seats}.`)
  }
  if (!Number.isSafeInteger(seats) || seats < 1) {
    return refused('bad-input', `The number of seats must be a whole number from 1, not ${seats}.`)
  }
  const known = election.candidates.length
  const withdrawn = new Set<number>()
  for (const number of [...(election.withdrawn ?? []), ...(how.withdrawn ?? [])]) {
    if (!isNumberOfCandidate(number, known)) {
      return refused('bad-input', `Candidate ${number} cannot be withdrawn: there are candidates 1 to ${known}.`)
    }
    withdrawn.add(number - 1)
  }
  const stranger = how.ties?.kind === 'order' && how.ties.order.find((number) => !isNumberOfCandidate(number, known))
  if (stranger !== undefined && stranger !== false) {
    return refused('bad-input', `The order for ties names ${stranger}: there are candidates 1 to ${known}.`)
  }
  if (how.constraints?.length && !rule.constraints) {
    return refused('bad-input', `Rule "${rule.name}" knows no reserved places.`)
  }
  const unknown = how.constraints
    ?.flatMap((one) => one.candidates)
    .find((number) => !isNumberOfCandidate(number, known))
  if (unknown !== undefined) {
    return refused('bad-input', `The constraints name candidate ${unknown}: there are candidates 1 to ${known}.`)
  }
  const options = optionsOf(rule, how.options ?? {})
  if (!options.ok) return options
  const candidates = election.candidates.map((name, i) => ({
    number: i + 1,
    name,
    ...(withdrawn.has(i) && { withdrawn: true as const }),
  }))
  return ok({ seats, candidates, withdrawn, options: options.value })
}

const isNumberOfCandidate = (number: number, known: number): boolean =>
  Number.isInteger(number) && number >= 1 && number <= known

const optionsOf = (rule: Rule, given: Options): Result<Options, CountError> => {
  const taken = rule.options ?? {}
  const options: Record<string, string | number | boolean> = {}
  for (const [name, value] of Object.entries(given)) {
    const option = taken[name]
    if (!option) {
      const known = Object.keys(taken)
      const what = known.length > 0 ? `takes ${known.join(', ')}` : 'fixes its own parameters'
      return refused('bad-option', `Rule "${rule.name}" ${what}, not "${name}".`)
    }
    if (typeof value !== option.kind || (option.values && !option.values.includes(value))) {
      const allowed = option.values ? `one of ${option.values.join(', ')}` : `a ${option.kind}`
      return refused('bad-option', `Option "${name}" of rule "${rule.name}" must be ${allowed}, not ${value}.`)
    }
    options[name] = value
  }
  for (const [name, option] of Object.entries(taken)) options[name] ??= option.byDefault
  return ok(options)
}

const tiesOf = (election: Election, inputDigest: string): TieMethod =>
  election.tieOrder ? { kind: 'order', order: election.tieOrder } : { kind: 'seed', seed: inputDigest }

const listOfRules = (): string => rules.map((rule) => rule.name).join(', ')

const refused = (kind: CountError['kind'], message: string): Result<never, CountError> => err({ kind, message })
