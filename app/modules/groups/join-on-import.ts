import { sql } from 'kysely'
import { type ImportFollower, nameKey } from '../people/index.ts'

/**
 * Has people who come in from a file join the group that their row names. Who has ever belonged to it is left alone: a file
 * does not undo that somebody left. Names are compared folded; a local group goes before another kind of the same name.
 */
export const joinOnImport: ImportFollower = {
  async merge(tx, _mandate, work) {
    const { rows: named } = await sql<{ name: string }>`
      select distinct group_name as name from people.import_member
      where import = ${work.import} and group_name is not null`.execute(tx)
    if (named.length === 0) return { unknownGroups: [] }
    const groups = await tx
      .selectFrom('groups.group')
      .select(['id', 'kind', 'name_key'])
      .where('ended_on', 'is', null)
      .execute()
    const byKey = new Map<string, string>()
    for (const group of groups) {
      if (group.kind === 'local' || !byKey.has(group.name_key)) byKey.set(group.name_key, group.id)
    }
    const found = named.flatMap(({ name }) => {
      const id = byKey.get(nameKey(name))
      return id === undefined ? [] : [{ name, id }]
    })
    await sql`
      insert into groups.membership (group_id, person, since)
      select distinct g.id, m.person, ${work.now.toISOString().slice(0, 10)}::date
      from people.import_member m
      join jsonb_to_recordset(${JSON.stringify(found)}::jsonb) as g (name text, id uuid) on g.name = m.group_name
      where m.import = ${work.import}
        and not exists (select from groups.membership b where b.person = m.person and b.group_id = g.id)
      on conflict do nothing`.execute(tx)
    const known = new Set(found.map(({ name }) => name))
    return { unknownGroups: named.map(({ name }) => name).filter((name) => !known.has(name)) }
  },
}
