import type { FileBytes } from '../../../platform/csv/file-bytes.ts'
import type { WriteTx } from '../../../platform/database/transaction.ts'
import type { Actor } from '../../../platform/mandate.ts'
import { query } from '../../../platform/query.ts'
import { unwrap } from '../../../platform/result.ts'
import type { Runner } from '../../../platform/runner.ts'
import type { ImportId } from './state.ts'

/** How much of a file is kept in one row, in bytes. */
const PART = 1 << 20

/** Keeps an uploaded file, so that any worker can read it. */
export async function keepFile(tx: WriteTx, id: ImportId, bytes: Buffer): Promise<void> {
  for (let part = 0; part * PART < bytes.length; part++) {
    await tx
      .insertInto('people.import_part')
      .values({ import: id, part, bytes: bytes.subarray(part * PART, (part + 1) * PART) })
      .execute()
  }
}

const partOfFile = query<{ import: ImportId; part: number }, Buffer | null>({
  name: 'people.part-of-file',
  power: 'people.import',
  async read({ tx, input }) {
    const row = await tx
      .selectFrom('people.import_part')
      .select('bytes')
      .where('import', '=', input.import)
      .where('part', '=', input.part)
      .executeTakeFirst()
    return row?.bytes ?? null
  },
})

/** An uploaded file, read part by part for whoever may import. */
export const storedFile = (runner: Runner, actor: Actor, id: ImportId): FileBytes =>
  async function* () {
    for (let part = 0; ; part++) {
      const bytes = unwrap(await runner.ask(partOfFile, actor, { import: id, part }))
      if (bytes === null) return
      yield bytes
    }
  }
