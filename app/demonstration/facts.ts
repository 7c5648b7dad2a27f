import { z } from 'zod'
import { holdersOf } from '../modules/constitution/index.ts'
import type { PersonId, Scope } from '../platform/ids.ts'
import { query } from '../platform/query.ts'
import { ok } from '../platform/result.ts'
import { verb } from '../platform/verb.ts'

/** As whom a visitor may look around. */
export const TOUR_ROLES = ['member', 'group-secretary', 'membership-secretary', 'returning-officer'] as const
export type TourRole = (typeof TOUR_ROLES)[number]

const FACT = 'demonstration'
const Tour = z.record(z.enum(TOUR_ROLES), z.string())

/** Says that everybody here is invented, and who of them a visitor may be. */
export const markDemonstration = verb({
  name: 'demonstration.mark',
  operator: true,
  input: z.object({ tour: Tour, board: z.string() }),
  async act({ tx, input, record }) {
    await tx
      .insertInto('platform.fact')
      .values({ name: FACT, value: JSON.stringify(input) })
      .execute()
    record({ summary: 'Filled this house with a demonstration: everybody in it is invented' })
    return ok()
  },
})

/** Who a visitor of a demonstration may be; null in a house where real people live. */
export const demonstrationTour = query<Record<string, never>, Readonly<Record<TourRole, PersonId>> | null>({
  name: 'demonstration.tour',
  right: 'public.read',
  async read({ tx }) {
    const row = await tx.selectFrom('platform.fact').select('value').where('name', '=', FACT).executeTakeFirst()
    if (!row) return null
    const { tour } = z.object({ tour: Tour }).parse(row.value)
    return tour as Record<TourRole, PersonId>
  },
})

/** The people just brought in, by the number that their list gave them and by their mailbox. */
export const voterIds = query<
  Record<string, never>,
  { readonly byExternalId: ReadonlyMap<string, PersonId>; readonly byEmail: ReadonlyMap<string, PersonId> }
>({
  name: 'demonstration.voter-ids',
  operator: true,
  async read({ tx }) {
    const ids = await tx.selectFrom('people.external_id').select(['external_id', 'person']).execute()
    const mailboxes = await tx
      .selectFrom('people.email')
      .select(['address_key', 'person'])
      .where('address_key', 'not like', 'person%')
      .execute()
    return {
      byExternalId: new Map(ids.map((row) => [row.external_id, row.person as PersonId])),
      byEmail: new Map(mailboxes.map((row) => [row.address_key, row.person as PersonId])),
    }
  },
})

/** The scope of the group that bears a name. */
export const groupScope = query<{ name: string }, Scope>({
  name: 'demonstration.group-scope',
  right: 'public.read',
  async read({ tx, input }) {
    const row = await tx
      .selectFrom('groups.group')
      .select('id')
      .where('name', '=', input.name)
      .executeTakeFirstOrThrow()
    return `group:${row.id}` as Scope
  },
})

/** Who holds an office in a place now. */
export const holdersNow = query<{ office: string; scope: Scope }, readonly PersonId[]>({
  name: 'demonstration.holders',
  operator: true,
  read: async ({ tx, input, now }) => (await holdersOf(tx, input.office, input.scope, now)).map(({ person }) => person),
})
