import { dayOf, endOfDay } from '../../platform/day.ts'
import { ORGANISATION, type PersonId } from '../../platform/ids.ts'
import { err, ok, type Result, unwrap } from '../../platform/result.ts'
import type { FieldError } from '../../platform/runner.ts'
import { type Act, verb } from '../../platform/verb.ts'
import { addPerson, type Name, nameFrom } from '../people/index.ts'
import { adoptVersion, tellPeople } from './adopt-version.ts'
import { type Constitution, parseConstitution } from './constitution.ts'
import { Founding } from './founding.ts'
import { forgetDraft } from './founding-draft.ts'
import { spendFoundingToken } from './founding-token.ts'
import { interimProblems, officeProblems } from './interim-offices.ts'
import { constitutionFor } from './starting-points.ts'
import { insertTerms, type Term } from './terms.ts'
import { dateInWords, listInWords } from './words.ts'

/**
 * Founds the organisation: its one row, version 1 of its constitution, its founders, and their interim offices.
 * Needs the token that the console printed, and works once. Rejected with the fields that are wrong.
 */
export const foundOrganisation = verb({
  name: 'organisation.found',
  founding: true,
  input: Founding,
  async act(work): Promise<Result<void, readonly FieldError[]>> {
    const { tx, input, mandate, now, chance } = work
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
          endsAt: endOfDay(input.interimEndsOn),
        })
    }
    await tellPeople(tx, mandate, constitution, dayOf(now))
    await insertTerms(tx, terms, 'founding', null)
    await spendFoundingToken(tx)
    await forgetDraft(tx)
    work.record(entry(constitution, input, terms))
    work.touch('frame', 'constitution', 'offices', 'record')
    return ok()
  },
})

function wholeName(name: string): Name {
  const whole = nameFrom({ name })
  if (!whole) throw new Error('a founder without a name got past the schema')
  return whole
}

/** In standing until the first offices end, as the article on members says. */
function addFounder(
  { tx, mandate, input, now, chance }: Act<Founding>,
  founder: Founding['founders'][number],
): Promise<PersonId> {
  const person = {
    name: wholeName(founder.name),
    emails: [founder.email],
    evidence: [{ kind: 'declared', on: dayOf(now), until: input.interimEndsOn, reason: 'founded the organisation' }],
    source: 'founding',
  } as const
  return addPerson(tx, mandate, { person, now, chance })
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

function entry(constitution: Constitution, input: Founding, terms: readonly Term[]) {
  const offices = [...new Set(terms.map(({ office }) => constitution.offices.get(office)?.rule.title ?? office))]
  return {
    summary: `${input.name} was founded. Interim offices, until ${dateInWords(input.interimEndsOn)} at the latest: ${listInWords(offices)}.`,
    detail: { constitution: input.constitution, founders: input.founders.length, interimEndsOn: input.interimEndsOn },
  }
}
