import type { ReadTx } from '../../platform/database/transaction.ts'
import { isUuid, type Scope } from '../../platform/ids.ts'

/** The group that a scope `group:…` names, while it exists; null for any other scope. */
export async function groupName(tx: ReadTx, scope: Scope): Promise<string | null> {
  return (await groupOf(tx, scope))?.name ?? null
}

/** The last part of the address of the group that a scope names; null for any other scope. */
export async function groupSlug(tx: ReadTx, scope: Scope): Promise<string | null> {
  return (await groupOf(tx, scope))?.slug ?? null
}

async function groupOf(tx: ReadTx, scope: Scope) {
  const id = scope.startsWith('group:') ? scope.slice('group:'.length) : ''
  if (!isUuid(id)) return undefined
  return await tx
    .selectFrom('groups.group')
    .select(['name', 'slug'])
    .where('id', '=', id)
    .where('ended_on', 'is', null)
    .executeTakeFirst()
}
