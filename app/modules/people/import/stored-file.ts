import { z } from 'zod'
import type { FileBytes } from '../../../platform/csv/file-bytes.ts'
import type { Actor } from '../../../platform/mandate.ts'
import { query } from '../../../platform/query.ts'
import { err, ok, unwrap } from '../../../platform/result.ts'
import type { Runner } from '../../../platform/runner.ts'
import { verb } from '../../../platform/verb.ts'
import { ImportId } from './state.ts'

/** How much of a file is kept in one row, in bytes. */
export const PART = 1 << 20

/** Keeps a part of an uploaded file, so that any worker can read it. */
export const keepPart = verb({
  name: 'people.keep-part-of-file',
  power: 'people.import',
  trace: 'none',
  input: z.object({ import: ImportId, part: z.int().min(0), bytes: z.instanceof(Buffer) }),
  async act({ tx, input }) {
    const waiting = await tx
      .selectFrom('people.import')
      .select('id')
      .where('id', '=', input.import)
      .where('state', '=', 'waiting')
      .executeTakeFirst()
    if (!waiting) return err({ kind: 'elsewhere' as const })
    await tx
      .insertInto('people.import_part')
      .values(input)
      .onConflict((same) => same.doNothing())
      .execute()
    return ok()
  },
})

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
