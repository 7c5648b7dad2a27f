import { z } from 'zod'
import type { ReadTx } from '../../../platform/database/transaction.ts'
import { type Branded, isUuid } from '../../../platform/ids.ts'
import { type Field, isField } from './columns.ts'

export type ImportId = Branded<'import'>
export const ImportId = z.string().refine(isUuid, 'Not an import') as unknown as z.ZodType<ImportId, string>

/** How a file is read, and what its columns mean. */
export const Reading = z.object({
  encoding: z.enum(['utf-8', 'utf-16le', 'utf-16be', 'windows-1252']),
  delimiter: z.enum([',', ';', '\t']),
  system: z.enum(['action-network', 'nationbuilder', 'civicrm', 'file']),
  headings: z.array(z.string().max(2000)).min(1).max(500),
  fields: z.array(z.string().refine(isField, 'Not a field') as unknown as z.ZodType<Field, string>).max(500),
  dates: z.enum(['day-first', 'month-first']),
})
export type Reading = z.output<typeof Reading>

export type ImportState = 'uploading' | 'waiting' | 'checking' | 'staged' | 'checked' | 'merging' | 'done' | 'dropped'

/** What an import does, or would do, in rows of its file. */
export interface ImportCounts {
  readonly rows: number
  /** New people. */
  readonly added: number
  /** Rows of people known already. */
  readonly known: number
  /** People known already of whom something new was learned; only after the merge. */
  readonly updated: number
  /** Rows that a person must look at. */
  readonly review: number
  readonly rejected: number
  /** Rows from which something was left out. */
  readonly noted: number
}

export interface ImportRecord {
  readonly id: ImportId
  readonly fileName: string
  readonly reading: Reading
  readonly state: ImportState
  readonly stagedThrough: number
  readonly stagedRows: number
  readonly counts: Partial<ImportCounts>
  readonly failure: string | null
  readonly begunAt: Date
  readonly finishedAt: Date | null
}

/** An import as it stands. With `lock`, null also when somebody else is at it in this moment. */
export async function findImport(tx: ReadTx, id: ImportId, lock?: 'lock'): Promise<ImportRecord | null> {
  const all = tx.selectFrom('people.import').selectAll().where('id', '=', id)
  const row = await (lock ? all.forUpdate().skipLocked() : all).executeTakeFirst()
  return row ? recordOf(row) : null
}

interface ImportRow {
  id: string
  file_name: string
  reading: unknown
  state: string
  staged_through: number
  staged_rows: number
  counts: unknown
  failure: string | null
  begun_at: Date
  finished_at: Date | null
}

export const recordOf = (row: ImportRow): ImportRecord => ({
  id: row.id as ImportId,
  fileName: row.file_name,
  reading: row.reading as Reading,
  state: row.state as ImportState,
  stagedThrough: row.staged_through,
  stagedRows: row.staged_rows,
  counts: row.counts as Partial<ImportCounts>,
  failure: row.failure,
  begunAt: row.begun_at,
  finishedAt: row.finished_at,
})
