import type { ReadTx, WriteTx } from '../../platform/database/transaction.ts'
import type { Mandate } from '../../platform/mandate.ts'

/** What an import may bring as evidence of membership: nothing, or the kinds of column that the constitution accepts. */
export type ImportEvidence = readonly ('joined' | 'paid-until')[]

export type PeopleRule =
  | { readonly name: 'people.grace-days'; readonly value: number }
  | { readonly name: 'people.import-evidence'; readonly value: ImportEvidence }

/**
 * Tells this room a rule of the constitution, from a date (`YYYY-MM-DD`) on. The constitution's room calls it when the
 * organisation is founded and when the article is amended; standing on earlier dates keeps the rule of its day.
 */
export async function adoptPeopleRule(
  tx: WriteTx,
  mandate: Mandate,
  { rule, from }: { rule: PeopleRule; from: string },
): Promise<void> {
  await tx
    .insertInto('people.rule')
    .values({ name: rule.name, value: JSON.stringify(rule.value), from_date: from, article: mandate.article })
    .onConflict((same) =>
      same.columns(['name', 'from_date']).doUpdateSet({ value: JSON.stringify(rule.value), article: mandate.article }),
    )
    .execute()
}

/** What an import may bring as evidence on a date: nothing until the constitution says so. */
export async function importEvidenceOn(tx: ReadTx, date: string): Promise<ImportEvidence> {
  const row = await tx
    .selectFrom('people.rule')
    .select('value')
    .where('name', '=', 'people.import-evidence')
    .where('from_date', '<=', date)
    .orderBy('from_date', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && Array.isArray(row.value) ? (row.value as unknown as ImportEvidence) : []
}
