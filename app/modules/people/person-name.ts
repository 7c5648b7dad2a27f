import type { ReadTx } from '../../platform/database/transaction.ts'
import type { PersonId } from '../../platform/ids.ts'

/** The name a person goes by, or null where the reader may not see them (or there is nobody). */
export async function personName(tx: ReadTx, person: PersonId): Promise<string | null> {
  const row = await tx.selectFrom('people.person').select('name').where('id', '=', person).executeTakeFirst()
  return row?.name ?? null
}

/** The names of those whom the reader may see. */
export async function personNames(tx: ReadTx, people: readonly PersonId[]): Promise<ReadonlyMap<PersonId, string>> {
  if (people.length === 0) return new Map()
  const rows = await tx
    .selectFrom('people.person')
    .select(['id', 'name'])
    .where('id', 'in', [...people])
    .execute()
  return new Map(rows.map((row) => [row.id as PersonId, row.name]))
}
