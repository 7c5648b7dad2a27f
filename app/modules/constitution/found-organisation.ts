import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { WriteTx } from '../../platform/database/transaction.ts'
import { ORGANISATION, type PersonId } from '../../platform/ids.ts'
import { err, ok, type Result, unwrap } from '../../platform/result.ts'
import type { FieldError } from '../../platform/runner.ts'
import { type Act, verb } from '../../platform/verb.ts'
import { addPerson, adoptPeopleRule, nameFrom, type PeopleRule } from '../people/index.ts'
import { type Constitution, parseConstitution } from './constitution.ts'
import { spendFoundingToken } from './founding-token.ts'
import { constitutionFor, STARTING_POINTS } from './starting-points.ts'
import { addMonths, insertTerms, type Term } from './terms.ts'
import { valueIn } from './values.ts'
import { dateInWords, listInWords } from './words.ts'

function missing(context: z.RefinementCtx, message: string): never {
  context.addIssue(message)
  return z.NEVER
}

const Founder = z.object({
  name: z
    .string()
    .max(120, 'The name must be 120 characters or fewer')
    .transform((text, context) => nameFrom({ name: text }) ?? missing(context, 'Enter the name')),
  email: z.email('Enter an e-mail address, like name@example.org').max(254),
  offices: z.array(z.string()).default([]),
})

export const Founding = z.object({
  name: z
    .string()
    .trim()
    .min(2, 'Enter the name of your organisation')
    .max(120, 'The name must be 120 characters or fewer'),
  purpose: z
    .string()
    .trim()
    .min(10, 'Say in a sentence or two what your organisation is for')
    .max(2000, 'The purpose must be 2,000 characters or fewer'),
  constitution: z.enum(STARTING_POINTS, 'Choose a constitution to start from'),
  interimEndsOn: z.iso.date('Enter the date on which the first offices end'),
  founders: z.array(Founder).min(1, 'Name at least one founder').max(60),
})
export type Founding = z.output<typeof Founding>

/** Without these nobody could be brought in and no first election be held. */
const NEEDED_FROM_THE_FIRST_DAY = ['people.import', 'people.review', 'elections.run', 'elections.publish']

/**
 * Founds the organisation: its one row, version 1 of its constitution, its founders, and their interim offices.
 * Needs the token that the console printed, and works once. Rejected with the fields that are wrong.
 */
export const foundOrganisation = verb({
  name: 'organisation.found',
  founding: true,
  input: Founding,
  async act(work): Promise<Result<void, readonly FieldError[]>> {
    const { tx, input, now, chance } = work
    const text = constitutionFor(input.constitution, input)
    // The files are the program's own and tested: one that does not parse is a bug.
    const constitution = unwrap(parseConstitution(text))
    const problems = [...interimProblems(input.interimEndsOn, now), ...officeProblems(constitution, input.founders)]
    if (problems.length > 0) return err(problems)
    if (!(await insertOrganisation(work, text)))
      return err([{ field: '', message: 'The organisation has been founded already.' }])
    const terms: Term[] = []
    for (const founder of input.founders) {
      const person = await addFounder(work, founder)
      for (const office of founder.offices)
        terms.push({
          id: chance.id(),
          office,
          scope: ORGANISATION,
          person,
          beganAt: now,
          endsAt: endOf(input.interimEndsOn),
        })
    }
    await tellPeople(work, constitution)
    await insertTerms(tx, terms, 'founding', null)
    await spendFoundingToken(tx)
    work.record(entry(constitution, input, terms))
    work.touch('frame', 'constitution', 'offices', 'record')
    return ok()
  },
})

/** In standing until the first offices end, as the article on members says. */
function addFounder(
  { tx, mandate, input, now, chance }: Act<Founding>,
  founder: Founding['founders'][number],
): Promise<PersonId> {
  const person = {
    name: founder.name,
    emails: [founder.email],
    evidence: [{ kind: 'declared', on: dayOf(now), until: input.interimEndsOn, reason: 'founded the organisation' }],
    source: 'founding',
  } as const
  return addPerson(tx, mandate, { person, now, chance })
}

async function tellPeople({ tx, mandate, now }: Act<Founding>, constitution: Constitution): Promise<void> {
  for (const name of ['people.grace-days', 'people.import-evidence'] as const) {
    const rule = { name, value: valueIn(constitution, name) } as PeopleRule
    await adoptPeopleRule(tx, mandate, { rule, from: dayOf(now) })
  }
}

async function insertOrganisation({ tx, input, now }: Act<Founding>, text: string): Promise<boolean> {
  const written = await tx
    .insertInto('constitution.organisation')
    .values({ name: input.name, purpose: input.purpose, founded_at: now, interim_ends_on: input.interimEndsOn })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  if (written.numInsertedOrUpdatedRows === 0n) return false
  await adoptVersion(tx, { number: 1, text, adoptedAt: now, inForceFrom: now, how: 'founding', reference: null })
  return true
}

export interface VersionToAdopt {
  readonly number: number
  readonly text: string
  readonly adoptedAt: Date
  readonly inForceFrom: Date
  readonly how: 'founding' | 'decision'
  readonly reference: string | null
}

export async function adoptVersion(tx: WriteTx, version: VersionToAdopt): Promise<void> {
  await tx
    .insertInto('constitution.version')
    .values({
      number: version.number,
      text: version.text,
      sha256: createHash('sha256').update(version.text).digest(),
      adopted_at: version.adoptedAt,
      in_force_from: version.inForceFrom,
      how: version.how,
      reference: version.reference,
    })
    .execute()
}

function interimProblems(interimEndsOn: string, now: Date): FieldError[] {
  const latest = dayOf(addMonths(now, 12))
  const field = 'interimEndsOn'
  if (interimEndsOn <= dayOf(now)) return [{ field, message: 'The first offices must end on a later day than today' }]
  if (interimEndsOn <= latest) return []
  return [
    { field, message: `The first offices must end on or before ${dateInWords(latest)}: twelve months is the longest` },
  ]
}

function officeProblems(constitution: Constitution, founders: Founding['founders']): FieldError[] {
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

function entry(constitution: Constitution, input: Founding, terms: readonly Term[]) {
  const offices = [...new Set(terms.map(({ office }) => constitution.offices.get(office)?.rule.title ?? office))]
  return {
    summary: `${input.name} was founded. Interim offices, until ${dateInWords(input.interimEndsOn)} at the latest: ${listInWords(offices)}.`,
    detail: { constitution: input.constitution, founders: input.founders.length, interimEndsOn: input.interimEndsOn },
  }
}

const dayOf = (at: Date): string => at.toISOString().slice(0, 10)

/** The first moment after a day, `YYYY-MM-DD`. */
const endOf = (day: string): Date => new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000)
