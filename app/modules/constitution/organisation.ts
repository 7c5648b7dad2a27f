import type { ReadTx } from '../../platform/database/transaction.ts'

export interface Organisation {
  readonly name: string
  readonly purpose: string
  readonly foundedAt: Date
  /** The last day of the interim offices, `YYYY-MM-DD`. */
  readonly interimEndsOn: string
}

/** The one organisation whose house this is; null before it is founded. */
export async function organisationOf(tx: ReadTx): Promise<Organisation | null> {
  const row = await tx.selectFrom('constitution.organisation').selectAll().executeTakeFirst()
  if (!row) return null
  return { name: row.name, purpose: row.purpose, foundedAt: row.founded_at, interimEndsOn: row.interim_ends_on }
}
