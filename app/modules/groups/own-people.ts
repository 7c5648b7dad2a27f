import { sql } from 'kysely'
import type { PersonId, Scope } from '../../platform/ids.ts'
import { query } from '../../platform/query.ts'
import type { Standing } from '../people/index.ts'

export interface OwnPerson {
  readonly person: PersonId
  readonly name: string
  readonly email: string | null
  readonly phone: string | null
  readonly standing: Standing
}

export interface OwnPeople {
  readonly group: { readonly name: string; readonly slug: string }
  readonly people: readonly OwnPerson[]
}

/**
 * A group's own people and how to reach them, for the officers whom the constitution names. The database shows no others,
 * whatever this statement asks. Who was shown is kept.
 */
export const ownPeople = query<{ slug: string }, OwnPeople | null>({
  name: 'groups.own-people',
  power: 'group.read-people',
  async scope(tx, { slug }) {
    const row = await tx
      .selectFrom('groups.group')
      .select('id')
      .where('slug', '=', slug)
      .where('ended_on', 'is', null)
      .executeTakeFirst()
    return row ? (`group:${row.id}` as Scope) : null
  },
  async read({ tx, input, now, mandate, shows }) {
    const group = await tx
      .selectFrom('groups.group')
      .select(['id', 'name', 'slug'])
      .where('slug', '=', input.slug)
      .executeTakeFirst()
    if (!group || mandate.scope !== `group:${group.id}`) return null
    const day = now.toISOString().slice(0, 10)
    const { rows } = await sql<OwnPerson>`
      select p.id as person, p.name, e.address as email, f.number as phone, coalesce(s.standing, 'never') as standing
      from groups.membership m
      join people.person p on p.id = m.person
      left join people.email e on e.person = p.id and e.preferred
      left join lateral (select number from people.phone where person = p.id order by added_at limit 1) f on true
      left join lateral (select standing from people.standings(${day}::date) where person = p.id) s on true
      where m.group_id = ${group.id} and m.until is null
      order by p.name_key, p.id`.execute(tx)
    shows(
      rows.map(({ person }) => person),
      `looked through the people of ${group.name}`,
    )
    return { group: { name: group.name, slug: group.slug }, people: rows }
  },
})
