import type { ReadTx } from '../../platform/database/transaction.ts'
import { isUuid, type Scope } from '../../platform/ids.ts'

/** The group that a scope `group:…` names, while it exists; null for any other scope. */
export async function groupName(tx: ReadTx, scope: Scope): Promise<string | null> {
  const id = scope.startsWith('group:') ? scope.slice('group:'.length) : ''
  if (!isUuid(id)) return null
  const row = await tx
    .selectFrom('groups.group')
    .select('name')
    .where('id', '=', id)
    .where('ended_on', 'is', null)
    .executeTakeFirst()
  return row?.name ?? null
}
