import { sql } from 'kysely'
import { z } from 'zod'
import type { WriteTx } from '../../../platform/database/transaction.ts'
import { err, ok } from '../../../platform/result.ts'
import { verb } from '../../../platform/verb.ts'
import { matchRows } from './match.ts'
import type { StagingProblem } from './stage.ts'
import { findImport, type ImportCounts, ImportId } from './state.ts'

/** Matches what is staged and counts what the import would do: the dry run. Nobody's record changes. */
export const checkImport = verb({
  name: 'people.check-import',
  power: 'people.import',
  operator: true,
  trace: 'none',
  input: z.object({ import: ImportId }),
  async act({ tx, input }) {
    const found = await findImport(tx, input.import, 'lock')
    if (found?.state !== 'staged') return err<StagingProblem>({ kind: 'elsewhere' })
    await matchRows(tx, input.import)
    const counts = await countRows(tx, input.import)
    await tx
      .updateTable('people.import')
      .set({ state: 'checked', counts: JSON.stringify(counts), working_until: null })
      .where('id', '=', input.import)
      .execute()
    return ok(counts)
  },
})

/** What matched rows come to. `updated` is known only once they are merged. */
export async function countRows(tx: WriteTx, id: ImportId): Promise<ImportCounts> {
  const { rows } = await sql<Omit<ImportCounts, 'added' | 'updated'> & { matched: number }>`
    select
      (select count(*)::int from people.import_row where import = ${id}) as rows,
      (select count(*)::int from people.import_match where import = ${id}) as matched,
      (select count(*)::int from people.import_match where import = ${id} and person is not null) as known,
      (select count(*)::int from people.import_match where import = ${id} and how = 'review') as review,
      (select count(distinct line)::int from people.import_problem where import = ${id} and kind = 'rejected') as rejected,
      (select count(distinct line)::int from people.import_problem where import = ${id} and kind = 'noted') as noted`.execute(
    tx,
  )
  const { matched, ...counted } = rows[0] as (typeof rows)[number]
  return { ...counted, rows: counted.rows + counted.rejected, added: counted.rows - matched, updated: 0 }
}
