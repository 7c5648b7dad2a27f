import type { FileBytes } from '../../../platform/csv/file-bytes.ts'
import { readCsv, textOf } from '../../../platform/csv/records.ts'
import type { Actor } from '../../../platform/mandate.ts'
import { unwrap } from '../../../platform/result.ts'
import type { Problem, Runner } from '../../../platform/runner.ts'
import { readRow, type StagedRow } from './row.ts'
import { closeStaging, openStaging, type RowProblem, stageRows } from './stage.ts'
import type { ImportId, Reading } from './state.ts'

/** Rows that are staged in one journey to the database. */
const BATCH = 500

export interface Staging {
  readonly runner: Runner
  readonly actor: Actor
  readonly import: ImportId
  readonly file: FileBytes
  /** Told how many lines are done, after each batch. */
  onProgress?(lines: number): void
}

/**
 * Stages a file. Takes up where an earlier run was stopped; false where another worker is at it.
 * Memory stays the same whatever the file's size: one batch is read while the one before is written.
 */
export async function stageFile(staging: Staging): Promise<boolean> {
  const { runner, actor } = staging
  const opened = await runner.run(openStaging, actor, { import: staging.import })
  if (isElsewhere(opened)) return false
  const { through, reading } = unwrap(opened)
  let after = through
  let writing: Promise<boolean> = Promise.resolve(true)
  for await (const batch of batches(staging.file, reading, through)) {
    if (!(await writing)) return false
    writing = stage(staging, after, batch)
    // Met when it is awaited; until then a rejection must not count as unhandled.
    writing.catch(() => undefined)
    after = batch.through
    staging.onProgress?.(after)
  }
  if (!(await writing)) return false
  return (await runner.run(closeStaging, actor, { import: staging.import })).ok
}

async function stage({ runner, actor, import: id }: Staging, after: number, batch: Batch): Promise<boolean> {
  const staged = await runner.run(stageRows, actor, { import: id, after, ...batch })
  if (isElsewhere(staged)) return false
  unwrap(staged)
  return true
}

interface Batch {
  readonly rows: StagedRow[]
  readonly problems: RowProblem[]
  /** The last line of the file that is in it. */
  through: number
}

/** The rows after a line, in batches. The first record is the heading. */
async function* batches(file: FileBytes, reading: Reading, after: number): AsyncGenerator<Batch> {
  let batch: Batch = { rows: [], problems: [], through: after }
  let heading = true
  for await (const records of readCsv(textOf(file, reading.encoding), reading.delimiter)) {
    for (const record of records) {
      if (heading) {
        heading = false
        continue
      }
      if (record.line <= after) continue
      const { line } = record
      const read =
        'cells' in record ? readRow(line, record.cells, reading) : { ok: false as const, error: record.unreadable }
      if (read.ok) {
        batch.rows.push(read.value.row)
        for (const reason of read.value.notes) batch.problems.push({ line, kind: 'noted', reason })
      } else batch.problems.push({ line, kind: 'rejected', reason: read.error })
      batch.through = line
      if (batch.rows.length >= BATCH || batch.problems.length >= BATCH) {
        yield batch
        batch = { rows: [], problems: [], through: line }
      }
    }
  }
  if (batch.through > after && batch.rows.length + batch.problems.length > 0) yield batch
}

/** Whether a verb was turned away because another worker is at the same import. */
export function isElsewhere(
  result: { ok: boolean; error?: Problem<{ kind: string }> } | Awaited<ReturnType<Runner['run']>>,
): boolean {
  if (result.ok) return false
  const problem = result.error as Problem<{ kind: string }>
  return problem.kind === 'rejected' && problem.problem.kind === 'elsewhere'
}
