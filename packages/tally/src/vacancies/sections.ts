import type { Constraint } from '../constraints/constraint.ts'
import { reservedPlaces } from '../constraints/reserved-places.ts'
import { countIn } from '../count.ts'
import type { CountOptions, Election } from '../election.ts'
import type { CountRecord } from '../record.ts'
import { err, ok, type Result } from '../result.ts'
import type { CountError } from '../rules/rule.ts'
import type { Places } from '../stv/places.ts'

/** A place reserved across sections: candidates are named by section (from 0) and number in it (from 1). */
export interface SectionedConstraint extends Omit<Constraint, 'candidates'> {
  readonly candidates: readonly { readonly section: number; readonly candidate: number }[]
}

/**
 * Counts an election in sections (regions with seats of their own) under places reserved across the whole. The sections
 * are counted in the order given, which the organisation must fix beforehand: each is counted so that the sections still
 * to come can meet every constraint, whoever is elected in them. One record for each section.
 */
export const countSections = (
  sections: readonly Election[],
  constraints: readonly SectionedConstraint[],
  how: Omit<CountOptions, 'seats' | 'withdrawn' | 'constraints' | 'ron'>,
): Result<CountRecord[], CountError> => {
  const starts = sections.map((_, i) => sections.slice(0, i).reduce((sum, one) => sum + one.candidates.length, 0))
  const standing = sections.map((one, i) =>
    one.candidates.flatMap((_, c) => (one.withdrawn?.includes(c + 1) ? [] : [(starts[i] as number) + c])),
  )
  const whole = wholePlaces(sections, starts, standing, constraints)
  if (!whole.ok) return whole
  const records: CountRecord[] = []
  const elected: number[] = []
  for (const [i, section] of sections.entries()) {
    const start = starts[i] as number
    const later = standing.slice(i + 1).flat()
    const record = countIn(section, how, (_, seats) =>
      ok(sectionPlaces(whole.value, seats, start, [...elected], later)),
    )
    if (!record.ok) return record
    records.push(record.value)
    elected.push(...record.value.elected.map((number) => start + number - 1))
  }
  return ok(records)
}

/** All sections as one contest, in which each section's own seats are reserved for it. */
const wholePlaces = (
  sections: readonly Election[],
  starts: readonly number[],
  standing: readonly (readonly number[])[],
  constraints: readonly SectionedConstraint[],
): Result<Places, CountError> => {
  const stranger = constraints
    .flatMap((one) => one.candidates)
    .find(({ section, candidate }) => !sections[section]?.candidates[candidate - 1])
  if (stranger) {
    const message = `There is no candidate ${stranger.candidate} in section ${stranger.section + 1}.`
    return err({ kind: 'bad-input', message })
  }
  const seats = sections.map((section) => section.seats)
  const ownSeats: Constraint[] = sections.map((section, i) => ({
    category: 'Section',
    group: section.title || `section ${i + 1}`,
    min: section.seats,
    max: section.seats,
    candidates: (standing[i] as readonly number[]).map((candidate) => candidate + 1),
  }))
  const across = constraints.map((one) => ({
    ...one,
    candidates: one.candidates.map(({ section, candidate }) => (starts[section] as number) + candidate),
  }))
  return reservedPlaces(
    [...ownSeats, ...across],
    standing.flat(),
    seats.reduce((sum, n) => sum + n, 0),
  )
}

/** The whole as one section sees it: those elected before are fixed, those of later sections are open. */
const sectionPlaces = (
  whole: Places,
  seats: number,
  start: number,
  electedBefore: readonly number[],
  later: readonly number[],
): Places => ({
  isReserved: true,
  fillable: seats,
  ...(whole.vacancyReason && { vacancyReason: whole.vacancyReason }),
  findings(elected, continuing) {
    const toWhole = (candidate: number): number => start + candidate
    const found = whole.findings([...electedBefore, ...elected.map(toWhole)], [...continuing.map(toWhole), ...later])
    const ours = (all: ReadonlyMap<number, string>): Map<number, string> =>
      new Map(continuing.flatMap((c) => (all.has(start + c) ? [[c, all.get(start + c) as string] as const] : [])))
    return { doomed: ours(found.doomed), guarded: ours(found.guarded) }
  },
})
