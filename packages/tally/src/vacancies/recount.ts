import { count } from '../count.ts'
import type { CountOptions, Election } from '../election.ts'
import type { CountRecord } from '../record.ts'
import { err, ok, type Result } from '../result.ts'
import type { CountError } from '../rules/rule.ts'

export interface Vacancy {
  /** Members who have left their seats; candidate numbers. */
  readonly vacating: readonly number[]
  /** Members who keep theirs. */
  readonly sitting: readonly number[]
  /** Candidates who do not stand again. */
  readonly notStanding?: readonly number[]
}

export interface Filled {
  /** Who fills the vacancies, in order of election. */
  readonly successors: readonly number[]
  readonly record: CountRecord
}

/**
 * Fills vacancies by counting all papers anew without those who left. Sitting members are guarded like a reserved group:
 * none of them can be excluded, and nobody is elected who would leave one of them without a seat (ERS97, section 7.1).
 */
export const recount = (election: Election, how: CountOptions, vacancy: Vacancy): Result<Filled, CountError> => {
  const { sitting, vacating } = vacancy
  const both = sitting.find((number) => vacating.includes(number))
  if (both !== undefined) return err({ kind: 'bad-input', message: `Candidate ${both} cannot sit and have left.` })
  const keepTheirSeats = {
    category: 'Members',
    group: 'Sitting',
    min: sitting.length,
    candidates: sitting,
  }
  const record = count(election, {
    ...how,
    seats: sitting.length + vacating.length,
    withdrawn: [...(how.withdrawn ?? []), ...vacating, ...(vacancy.notStanding ?? [])],
    constraints: [...(how.constraints ?? []), ...(sitting.length > 0 ? [keepTheirSeats] : [])],
  })
  if (!record.ok) return record
  return ok({ successors: record.value.elected.filter((number) => !sitting.includes(number)), record: record.value })
}
