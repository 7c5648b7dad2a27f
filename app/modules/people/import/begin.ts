import { z } from 'zod'
import { err, ok } from '../../../platform/result.ts'
import { verb } from '../../../platform/verb.ts'
import { type ImportCounts, type ImportId, type ImportState, Reading, recordOf } from './state.ts'

export interface Begun {
  readonly id: ImportId
  readonly state: ImportState
  /** What the dry run came to, where it is done. */
  readonly counts: ImportCounts | null
  readonly resumed: boolean
}

/** How long a worker may be silent before another takes its work up. */
export const SILENCE_MS = 60_000

/**
 * Begins to bring a file in, or takes up the unfinished import of the very same file read in the same way. A dry run
 * changes nobody's record, so only the merge becomes an act.
 */
export const beginImport = verb({
  name: 'people.begin-import',
  power: 'people.import',
  operator: true,
  trace: 'none',
  input: z.object({
    fileName: z.string().min(1).max(200),
    digest: z.instanceof(Buffer),
    reading: Reading,
  }),
  async act({ tx, input, mandate, now, chance }) {
    const unfinished = await tx
      .selectFrom('people.import')
      .selectAll()
      .where('digest', '=', input.digest)
      .where('state', 'in', ['checking', 'staged', 'checked', 'merging'])
      .orderBy('begun_at', 'desc')
      .execute()
    const same = unfinished.map(recordOf).find((one) => sameReading(one.reading, input.reading))
    if (same)
      return ok<Begun>({
        id: same.id,
        state: same.state,
        counts: same.state === 'checked' || same.state === 'merging' ? (same.counts as ImportCounts) : null,
        resumed: true,
      })
    const id = chance.id() as ImportId
    await tx
      .insertInto('people.import')
      .values({
        id,
        file_name: input.fileName,
        digest: input.digest,
        reading: JSON.stringify(input.reading),
        state: 'checking',
        begun_by: mandate.actor.kind === 'person' ? mandate.actor.person : null,
        begun_at: now,
        working_until: new Date(now.getTime() + SILENCE_MS),
      })
      .execute()
    return ok<Begun>({ id, state: 'checking', counts: null, resumed: false })
  },
})

function sameReading(one: Reading, other: Reading): boolean {
  return (
    one.fields.join() === other.fields.join() &&
    one.dates === other.dates &&
    one.encoding === other.encoding &&
    one.delimiter === other.delimiter
  )
}

export type ColumnsProblem = { readonly kind: 'no-such-import' | 'already-read' }

/** Says what the columns mean, and has the dry run made. */
export const readColumns = verb({
  name: 'people.read-columns',
  power: 'people.import',
  trace: 'none',
  input: z.object({
    import: z.string() as unknown as z.ZodType<ImportId, string>,
    fields: Reading.shape.fields,
    dates: Reading.shape.dates,
  }),
  async act({ tx, input, now, enqueue }) {
    const row = await tx
      .selectFrom('people.import')
      .selectAll()
      .where('id', '=', input.import)
      .forUpdate()
      .executeTakeFirst()
    if (!row) return err<ColumnsProblem>({ kind: 'no-such-import' })
    if (row.state !== 'waiting') return err<ColumnsProblem>({ kind: 'already-read' })
    const reading = { ...recordOf(row).reading, fields: input.fields, dates: input.dates }
    await tx
      .updateTable('people.import')
      .set({ reading: JSON.stringify(reading), state: 'checking', working_until: new Date(now.getTime() + SILENCE_MS) })
      .where('id', '=', input.import)
      .execute()
    await enqueue(IMPORT_JOB, { import: input.import })
    return ok()
  },
})

/** The job that does what an import's state asks for. */
export const IMPORT_JOB = 'people.import'
