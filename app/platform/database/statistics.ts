import { sql } from 'kysely'
import type { WriteTx } from './transaction.ts'

/**
 * Has the planner look at tables anew, in this transaction, after so many rows came in that what it knew of them is
 * wrong: a plan made for an empty table can take hours on a full one.
 */
export async function takeStatistics(tx: WriteTx, ...tables: readonly string[]): Promise<void> {
  await sql`select platform.take_statistics(${[...tables]}::text[])`.execute(tx)
}
