import type { CountOptions, Election } from './election.ts'
import type { RecordCandidate } from './record.ts'
import { err, ok, type Result } from './result.ts'
import type { CountError, Options, Rule } from './rules/rule.ts'

export interface CheckedInput {
  readonly seats: number
  readonly candidates: RecordCandidate[]
  readonly withdrawn: ReadonlySet<number>
  readonly options: Options
}

/** Checks all that the caller says against the election and the rule, and fills in what is left open. */
export const checkedInput = (election: Election, how: CountOptions, rule: Rule): Result<CheckedInput, CountError> => {
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
  if (how.ron !== undefined && !rule.constraints && rule.fills !== 'one') {
    return refused('bad-input', `Rule "${rule.name}" cannot re-open nominations by a candidate of its own.`)
  }
  if (how.ron !== undefined && (!isNumberOfCandidate(how.ron, known) || withdrawn.has(how.ron - 1))) {
    return refused(
      'bad-input',
      `Re-open nominations cannot be candidate ${how.ron}: it must be one of 1 to ${known} who stands.`,
    )
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

export const refused = (kind: CountError['kind'], message: string): Result<never, CountError> => err({ kind, message })
