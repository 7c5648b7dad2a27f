import { z } from 'zod'
import type { WriteTx } from '../../platform/database/transaction.ts'
import type { Branded } from '../../platform/ids.ts'
import { ok } from '../../platform/result.ts'
import { type Act, verb } from '../../platform/verb.ts'
import { nameKey, tidy } from '../people/index.ts'
import { GROUP_KINDS, type GroupKind } from './kinds.ts'

export type GroupId = Branded<'group'>

const words = (most: number) => z.string().transform(tidy).pipe(z.string().max(most))

export const NewGroup = z.object({
  /** Line of the file that it comes from, for the report. */
  line: z.int().optional(),
  kind: z.enum(GROUP_KINDS),
  name: words(120).pipe(z.string().min(1, 'Enter the name of the group')),
  /** Name of the region or nation that it belongs to, which may stand earlier in the same list. */
  parent: words(120).optional(),
  place: words(120).optional(),
  postcode: words(12).optional(),
  about: z.string().trim().max(2000).optional(),
})
export type NewGroup = z.output<typeof NewGroup>

export interface GroupsAdded {
  readonly added: number
  readonly known: number
  /** Groups that came in without the parent that their row names: there is none of that name. */
  readonly orphans: readonly { readonly line: number | undefined; readonly name: string; readonly parent: string }[]
}

/** Enters groups in the list. Those of one kind and name that are there already are left as they are. */
export const addGroups = verb({
  name: 'groups.add',
  power: 'groups.manage',
  operator: true,
  input: z.object({ groups: z.array(NewGroup).min(1).max(20_000) }),
  async act({ tx, input, now, chance, touch, record }) {
    const known = await readKnown(tx)
    const orphans: GroupsAdded['orphans'][number][] = []
    let added = 0
    // Regions before the groups in them, whatever order the file has.
    const ordered = [...input.groups].sort((one, other) => RANK[one.kind] - RANK[other.kind])
    for (const group of ordered) {
      if (known.find(group.kind, group.name)) continue
      const parent = group.parent ? known.parentNamed(group.parent) : null
      if (group.parent && !parent) orphans.push({ line: group.line, name: group.name, parent: group.parent })
      const id = await insert(tx, { group, parent, slug: known.freeSlug(group), now, chance })
      known.add({ id, kind: group.kind, key: nameKey(group.name) })
      added++
    }
    if (added > 0) touch('groups')
    record({ summary: `Entered ${added} ${added === 1 ? 'group' : 'groups'} in the list`, detail: { added } })
    return ok<GroupsAdded>({ added, known: input.groups.length - added, orphans })
  },
})

const RANK: Readonly<Record<GroupKind, number>> = {
  nation: 0,
  region: 1,
  local: 2,
  network: 2,
  workplace: 2,
  action: 2,
  committee: 2,
}

interface Entered {
  readonly id: GroupId
  readonly kind: GroupKind
  readonly key: string
}

async function readKnown(tx: WriteTx) {
  const rows = await tx.selectFrom('groups.group').select(['id', 'kind', 'name_key', 'slug']).execute()
  const entered: Entered[] = rows.map((row) => ({
    id: row.id as GroupId,
    kind: row.kind as GroupKind,
    key: row.name_key,
  }))
  const byName = new Map(entered.map((one) => [`${one.kind} ${one.key}`, one]))
  const slugs = new Set(rows.map(({ slug }) => slug))
  return {
    find: (kind: GroupKind, name: string) => byName.get(`${kind} ${nameKey(name)}`),
    /** The nearest level above that bears the name. */
    parentNamed(name: string): GroupId | null {
      const key = nameKey(name)
      for (const kind of ['region', 'nation', 'network', 'local'] as const) {
        const found = byName.get(`${kind} ${key}`)
        if (found) return found.id
      }
      return null
    },
    add: (one: Entered) => void byName.set(`${one.kind} ${one.key}`, one),
    freeSlug(group: NewGroup): string {
      const base = slugOf(group.name) || group.kind
      let slug = base
      for (let next = 2; slugs.has(slug); next++)
        slug = next === 2 && base !== group.kind ? `${base}-${group.kind}` : `${base}-${next}`
      slugs.add(slug)
      return slug
    },
  }
}

/** A name as an address has it: `Ynys Môn & Gwynedd` → `ynys-mon-gwynedd`. Empty where no letter of it is Latin. */
export function slugOf(name: string): string {
  return nameKey(name)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60)
    .replace(/-+$/, '')
}

async function insert(
  tx: WriteTx,
  {
    group,
    parent,
    slug,
    now,
    chance,
  }: { group: NewGroup; parent: GroupId | null; slug: string; now: Date; chance: Act<unknown>['chance'] },
): Promise<GroupId> {
  const id = chance.id() as GroupId
  await tx
    .insertInto('groups.group')
    .values({
      id,
      kind: group.kind,
      name: group.name,
      name_key: nameKey(group.name),
      slug,
      parent,
      place: group.place || null,
      postcode: group.postcode?.toUpperCase() || null,
      about: group.about || null,
      began_on: now.toISOString().slice(0, 10),
    })
    .execute()
  return id
}
