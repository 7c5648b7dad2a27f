import { sql } from 'kysely'
import type { PersonId } from '../../platform/ids.ts'
import { query } from '../../platform/query.ts'
import { emailKey, phoneKey } from './contact-keys.ts'
import { nameKey } from './names.ts'
import { type PersonRecord, recordOf } from './record-of.ts'
import { type Standing, type StandingOn, standingOn } from './standing.ts'

export const PEOPLE_ON_A_PAGE = 25

export interface FoundPerson {
  readonly person: PersonId
  readonly name: string
  readonly place: string | null
  readonly postcode: string | null
  readonly standing: Standing
}

export interface FoundPeople {
  readonly people: readonly FoundPerson[]
  readonly total: number
  readonly page: number
}

/** People by part of their name, by a whole address, or by a phone number. Who was shown is kept. */
export const findPeople = query<{ find: string; page: number }, FoundPeople>({
  name: 'people.find',
  power: 'people.read',
  async read({ tx, input, now, shows }) {
    const { find } = input
    const key = `%${nameKey(find).replace(/[\\%_]/g, '\\$&')}%`
    const page = Math.max(1, Math.min(10_000, Math.trunc(input.page) || 1))
    const address = emailKey(find)
    const phone = phoneKey(find)
    const matching = find.includes('@')
      ? sql`p.id in (select person from people.email where address_key = ${address ?? ''})`
      : phone !== null && /\d{5}/.test(find)
        ? sql`p.id in (select person from people.phone where number_key = ${phone})`
        : sql`p.name_key like ${key}`
    const { rows } = await sql<FoundPerson & { total: number }>`
      select p.id as person, p.name, p.place, p.postcode, p.total, coalesce(s.standing, 'never') as standing
      from (
        select p.id, p.name, p.name_key, p.place, p.postcode, (count(*) over ())::int as total
        from people.person p where ${matching}
        order by p.name_key, p.id limit ${PEOPLE_ON_A_PAGE} offset ${(page - 1) * PEOPLE_ON_A_PAGE}
      ) p
      left join lateral (
        select standing from people.standings(${now.toISOString().slice(0, 10)}::date) where person = p.id
      ) s on true
      order by p.name_key, p.id`.execute(tx)
    const people = rows.map(({ total: _, ...one }) => one)
    if (people.length > 0)
      shows(
        people.map(({ person }) => person),
        find ? 'looked for people' : 'looked through the list of people',
      )
    return { people, total: rows[0]?.total ?? 0, page }
  },
})

export interface EvidenceShown {
  readonly kind: string
  readonly on: string
  readonly until: string | null
  readonly source: string
  readonly withdrawn: boolean
}

export interface PersonShown {
  readonly record: PersonRecord
  readonly standing: StandingOn
  readonly evidence: readonly EvidenceShown[]
  readonly ids: readonly { readonly source: string; readonly id: string }[]
}

/** One person's record, for whoever keeps the records. That it was looked at is kept. */
export const personShown = query<{ person: PersonId }, PersonShown | null>({
  name: 'people.person',
  power: 'people.read',
  async read({ tx, input, now, shows }) {
    const record = await recordOf(tx, input.person)
    if (!record) return null
    shows([input.person], 'opened the record')
    const evidence = await tx
      .selectFrom('people.evidence')
      .select(['kind', 'on_date', 'until', 'source', 'withdrawn_at'])
      .where('person', '=', input.person)
      .orderBy('on_date', 'desc')
      .orderBy('kind')
      .execute()
    const ids = await tx
      .selectFrom('people.external_id')
      .select(['source', 'external_id as id'])
      .where('person', '=', input.person)
      .where('source', '<>', 'row')
      .orderBy('source')
      .execute()
    return {
      record,
      ids,
      standing: await standingOn(tx, input.person, now.toISOString().slice(0, 10)),
      evidence: evidence.map(({ kind, on_date, until, source, withdrawn_at }) => ({
        kind,
        on: on_date as unknown as string,
        until: until as unknown as string | null,
        source,
        withdrawn: withdrawn_at !== null,
      })),
    }
  },
})
