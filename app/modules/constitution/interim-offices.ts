import { dayOf } from '../../platform/day.ts'
import type { FieldError } from '../../platform/runner.ts'
import type { Constitution } from './constitution.ts'
import type { Founding } from './founding.ts'
import { addMonths } from './terms.ts'
import { dateInWords, listInWords } from './words.ts'

/** Without these nobody could be brought in and no first election be held. */
const NEEDED_FROM_THE_FIRST_DAY = ['people.import', 'people.review', 'elections.run', 'elections.publish']

/** What is wrong with the day on which the interim offices are to end. */
export function interimProblems(interimEndsOn: string, now: Date): FieldError[] {
  const latest = latestInterimEnd(now)
  const field = 'interimEndsOn'
  if (interimEndsOn <= dayOf(now)) return [{ field, message: 'The first offices must end on a later day than today' }]
  if (interimEndsOn <= latest) return []
  return [
    { field, message: `The first offices must end on or before ${dateInWords(latest)}: twelve months is the longest` },
  ]
}

/** What is wrong with who is to hold which office. */
export function officeProblems(constitution: Constitution, founders: Founding['founders']): FieldError[] {
  const held = founders.flatMap((founder, index) => [...new Set(founder.offices)].map((office) => ({ office, index })))
  const unknown = held
    .filter(({ office }) => constitution.offices.get(office)?.rule.scope !== 'organisation')
    .map(({ office, index }) => ({
      field: `founders.${index}.offices`,
      message: `This constitution has no office called ${office}`,
    }))
  const crowded = [...constitution.offices.values()]
    .filter(({ rule }) => held.filter(({ office }) => office === rule.name).length > rule.seats)
    .map(({ rule }) => ({
      field: 'founders',
      message: `${rule.title}: there ${rule.seats === 1 ? 'is one place' : `are ${rule.seats} places`}, and more are named`,
    }))
  const missing = officesNeeded(constitution)
    .filter((offices) => !held.some(({ office }) => offices.includes(office)))
    .map((offices) => ({
      field: 'founders',
      message: `Somebody must be the ${listInWords(
        offices.map((office) => constitution.offices.get(office)?.rule.title.toLowerCase() ?? office),
        'or',
      )}`,
    }))
  return [...unknown, ...crowded, ...new Map(missing.map((problem) => [problem.message, problem])).values()]
}

/** For each power that the first day needs, the offices any one of which will do. */
export function officesNeeded(constitution: Constitution): string[][] {
  return NEEDED_FROM_THE_FIRST_DAY.map((power) =>
    (constitution.powers.get(power) ?? []).flatMap(({ rule }) => rule.holders),
  )
}

/** Twelve months from the founding, and no later. */
export const latestInterimEnd = (now: Date): string => dayOf(addMonths(now, 12))
