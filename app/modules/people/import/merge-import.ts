import { sql } from 'kysely'
import { z } from 'zod'
import { takeStatistics } from '../../../platform/database/statistics.ts'
import type { WriteTx } from '../../../platform/database/transaction.ts'
import type { Chance } from '../../../platform/ids.ts'
import type { Mandate } from '../../../platform/mandate.ts'
import { err, ok } from '../../../platform/result.ts'
import { verb } from '../../../platform/verb.ts'
import { importEvidenceOn } from '../rules.ts'
import { IMPORT_JOB, SILENCE_MS } from './begin.ts'
import { countRows } from './check.ts'
import { matchRows } from './match.ts'
import { mergeRows } from './merge.ts'
import type { StagingProblem } from './stage.ts'
import { findImport, ImportId, type ImportRecord } from './state.ts'

/**
 * What another room does with rows that came in: groups have people join theirs. Called in the transaction of the merge.
 * It reads the view `people.import_member` (import, line, person, group_name).
 */
export interface ImportFollower {
  merge(
    tx: WriteTx,
    mandate: Mandate,
    work: { readonly import: ImportId; readonly now: Date; readonly chance: Chance },
  ): Promise<{
    /** Names in the column of groups that no group bears: the rows are taken, and the report says so. */
    readonly unknownGroups: readonly string[]
  }>
}

export type MergeProblem = StagingProblem | { readonly kind: 'not-staged' }

/** Has a dry run carried out, by the job that made it. */
export const goOnWithImport = verb({
  name: 'people.go-on-with-import',
  power: 'people.import',
  trace: 'none',
  input: z.object({ import: ImportId }),
  async act({ tx, input, now, enqueue }) {
    const { numUpdatedRows } = await tx
      .updateTable('people.import')
      .set({ state: 'merging', working_until: new Date(now.getTime() + SILENCE_MS) })
      .where('id', '=', input.import)
      .where('state', '=', 'checked')
      .executeTakeFirst()
    if (numUpdatedRows === 0n) return err<MergeProblem>({ kind: 'not-staged' })
    await enqueue(IMPORT_JOB, { import: input.import })
    return ok()
  },
})

/** The verb that merges a staged import, all of it or nothing, with what the rooms above do with its rows. */
export function mergeImportVerb(followers: readonly ImportFollower[]) {
  return verb({
    name: 'people.merge-import',
    power: 'people.import',
    operator: true,
    input: z.object({ import: ImportId }),
    async act({ tx, input, mandate, now, chance, record }) {
      const found = await findImport(tx, input.import, 'lock')
      if (!found) return err<MergeProblem>({ kind: 'elsewhere' })
      if (!['staged', 'checked', 'merging'].includes(found.state)) return err<MergeProblem>({ kind: 'not-staged' })
      // One merge at a time, so that two lists with the same people do not both add them; and matched once more, since
      // people may have changed after the dry run.
      await sql`select pg_advisory_xact_lock(hashtext('people.merge-import'))`.execute(tx)
      await matchRows(tx, input.import)
      const evidence = await importEvidenceOn(tx, now.toISOString().slice(0, 10))
      const source = `import:${found.reading.system}`
      const { added, updated } = await mergeRows(tx, { id: input.import, now, evidence, source })
      await askReview(tx, found, now)
      await takeStatistics(tx, 'people.person', 'people.email', 'people.external_id', 'people.evidence')
      for (const follower of followers) {
        const { unknownGroups } = await follower.merge(tx, mandate, { import: input.import, now, chance })
        await noteGroups(tx, input.import, unknownGroups)
      }
      const counts = { ...(await countRows(tx, input.import)), added, updated }
      await tx
        .updateTable('people.import')
        .set({ state: 'done', counts: JSON.stringify(counts), finished_at: now, working_until: null })
        .where('id', '=', input.import)
        .execute()
      record({
        summary: `Brought people in from a file: ${counts.rows} rows, ${added} people added, ${updated} filled in, ${counts.review} to be looked at, ${counts.rejected} turned away`,
        detail: { ...counts, evidence },
      })
      return ok(counts)
    },
  })
}

async function noteGroups(tx: WriteTx, id: ImportId, unknown: readonly string[]): Promise<void> {
  if (unknown.length === 0) return
  await sql`
    insert into people.import_problem (import, line, kind, reason)
    select import, line, 'noted', 'There is no group called “' || group_name || '”, so it was left out.'
    from people.import_member
    where import = ${id} and group_name in (select jsonb_array_elements_text(${JSON.stringify(unknown)}::jsonb))
    on conflict do nothing`.execute(tx)
}

/** Puts rows that may be somebody known in the queue, each once however often its file comes. */
async function askReview(tx: WriteTx, { id }: ImportRecord, now: Date): Promise<void> {
  await sql`
    insert into people.review (id, row_key, import, line, row, candidates, asked_at)
    select r.id, people.row_key(r),
      r.import, r.line, to_jsonb(r), coalesce(m.candidates, '{}'), ${now}
    from people.import_match m join people.import_row r on r.import = m.import and r.line = m.line
    where m.import = ${id} and m.how = 'review'
    on conflict do nothing`.execute(tx)
}

/** Throws away what was staged, and the file; an import that was not merged is dropped. What the import did, and the report of its problems, stay. */
export const clearStaging = verb({
  name: 'people.clear-staging',
  power: 'people.import',
  operator: true,
  trace: 'none',
  input: z.object({ import: ImportId }),
  async act({ tx, input }) {
    await tx.deleteFrom('people.import_row').where('import', '=', input.import).execute()
    await tx.deleteFrom('people.import_match').where('import', '=', input.import).execute()
    await tx.deleteFrom('people.import_part').where('import', '=', input.import).execute()
    await sql`delete from people.import_touched where import = ${input.import}`.execute(tx)
    await tx
      .updateTable('people.import')
      .set({ state: 'dropped' })
      .where('id', '=', input.import)
      .where('state', 'not in', ['done', 'dropped'])
      .execute()
    return ok()
  },
})
