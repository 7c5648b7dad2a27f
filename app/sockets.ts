import { foundOrganisation } from './modules/constitution/index.ts'
import { addPerson, standingOn, tidy } from './modules/people/index.ts'
import type { ReadTx } from './platform/database/transaction.ts'
import type { PersonId } from './platform/ids.ts'

// What lower rooms take from others without knowing them is joined here.

const dayOf = (at: Date): string => at.toISOString().slice(0, 10)

export async function isMemberInStanding(tx: ReadTx, person: PersonId, now: Date): Promise<boolean> {
  const { standing } = await standingOn(tx, person, dayOf(now))
  return standing === 'in_standing' || standing === 'in_grace'
}

/** Founding, with founders who are people of ours and members from that day on. */
export const foundHere = foundOrganisation({
  addFounder: (tx, mandate, founder, { now, chance }) =>
    addPerson(tx, mandate, {
      person: {
        name: { name: tidy(founder.name), given: null, family: null },
        emails: [founder.email],
        evidence: [
          { kind: 'joined', on: dayOf(now) },
          { kind: 'declared', on: dayOf(now) },
        ],
        source: 'founding',
      },
      now,
      chance,
    }),
})
