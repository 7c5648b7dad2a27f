import type { ReadTx } from '../../platform/database/transaction.ts'
import type { PersonId } from '../../platform/ids.ts'
import { query } from '../../platform/query.ts'
import { nameKey } from '../people/index.ts'
import type { GroupId } from './add-groups.ts'
import type { GroupKind } from './kinds.ts'

export interface ListedGroup {
  readonly id: GroupId
  readonly kind: GroupKind
  readonly name: string
  readonly slug: string
  readonly place: string | null
  readonly parent: { readonly name: string; readonly slug: string } | null
}

const listed = (tx: ReadTx) =>
  tx
    .selectFrom('groups.group as g')
    .leftJoin('groups.group as p', 'p.id', 'g.parent')
    .select(['g.id', 'g.kind', 'g.name', 'g.slug', 'g.place', 'p.name as parent_name', 'p.slug as parent_slug'])
    .where('g.ended_on', 'is', null)
    .orderBy('g.name_key')

type ListedRow = Awaited<ReturnType<ReturnType<typeof listed>['execute']>>[number]

const listedOf = (row: ListedRow): ListedGroup => ({
  id: row.id as GroupId,
  kind: row.kind as GroupKind,
  name: row.name,
  slug: row.slug,
  place: row.place,
  parent: row.parent_name && row.parent_slug ? { name: row.parent_name, slug: row.parent_slug } : null,
})

/** The groups of the list, for anyone. `find` is part of a name or place, or the beginning of a postcode. */
export const findGroups = query<{ find: string }, readonly ListedGroup[]>({
  name: 'groups.find',
  right: 'public.read',
  async read({ tx, input }) {
    const key = nameKey(input.find)
    const all = listed(tx)
    if (!key) return (await all.execute()).map(listedOf)
    const outward = input.find.toUpperCase().trim().split(/\s+/)[0] ?? ''
    const part = `%${key.replace(/[\\%_]/g, '\\$&')}%`
    const rows = await all
      .where((eb) =>
        eb.or([
          eb('g.name_key', 'like', part),
          eb('p.name_key', 'like', part),
          eb(eb.fn('lower', ['g.place']), 'like', part),
          eb(eb.fn('split_part', ['g.postcode', eb.val(' '), eb.lit(1)]), '=', outward),
        ]),
      )
      .execute()
    return rows.map(listedOf)
  },
})

export interface GroupShown extends ListedGroup {
  readonly about: string | null
  readonly postcode: string | null
  readonly beganOn: string
  /** Groups whose parent this is. */
  readonly children: readonly ListedGroup[]
  /** Since when the reader belongs to it; null where they do not. */
  readonly memberSince: string | null
}

/** One group's public page. Who belongs to it is not on it. */
export const groupAt = query<{ slug: string }, GroupShown | null>({
  name: 'groups.page',
  right: 'public.read',
  async read({ tx, input, mandate }) {
    const row = await listed(tx)
      .select(['g.about', 'g.postcode', 'g.began_on'])
      .where('g.slug', '=', input.slug)
      .executeTakeFirst()
    if (!row) return null
    const children = await listed(tx).where('g.parent', '=', row.id).execute()
    const { actor } = mandate
    const mine =
      actor.kind === 'person'
        ? await tx
            .selectFrom('groups.membership')
            .select('since')
            .where('group_id', '=', row.id)
            .where('person', '=', actor.person)
            .where('until', 'is', null)
            .executeTakeFirst()
        : undefined
    return {
      ...listedOf(row),
      about: row.about,
      postcode: row.postcode,
      beganOn: row.began_on as unknown as string,
      children: children.map(listedOf),
      memberSince: mine ? (mine.since as unknown as string) : null,
    }
  },
})

/** The groups that a person belongs to now, as far as the reader may know. */
export async function groupsOf(tx: ReadTx, person: PersonId): Promise<readonly ListedGroup[]> {
  const rows = await listed(tx)
    .innerJoin('groups.membership as m', 'm.group_id', 'g.id')
    .where('m.person', '=', person)
    .where('m.until', 'is', null)
    .execute()
  return rows.map(listedOf)
}

/** Whether the reader may enter groups in the list: asked before they are asked for a file. */
export const mayKeepList = query<Record<string, never>, true>({
  name: 'groups.may-keep-list',
  power: 'groups.manage',
  read: async () => true,
})
