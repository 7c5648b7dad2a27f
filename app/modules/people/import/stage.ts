import { sql } from 'kysely'
import { z } from 'zod'
import { err, ok } from '../../../platform/result.ts'
import { verb } from '../../../platform/verb.ts'
import { SILENCE_MS } from './begin.ts'
import type { StagedRow } from './row.ts'
import { findImport, ImportId } from './state.ts'

export interface RowProblem {
  readonly line: number
  readonly kind: 'rejected' | 'noted'
  readonly reason: string
}

/** Another worker is at this import, or has been: whoever meets this leaves it. */
export type StagingProblem = { readonly kind: 'elsewhere' }

const Trusted = {
  rows: z.custom<readonly StagedRow[]>(Array.isArray),
  problems: z.custom<readonly RowProblem[]>(Array.isArray),
}

/** Puts the next rows of a file beside the people, for matching. Safe to stop at any moment and to take up again. */
export const stageRows = verb({
  name: 'people.stage-rows',
  power: 'people.import',
  operator: true,
  trace: 'none',
  input: z.object({ import: ImportId, after: z.number(), through: z.number(), ...Trusted }),
  async act({ tx, input, now, chance }) {
    const found = await findImport(tx, input.import, 'lock')
    if (found?.state !== 'checking' || found.stagedThrough !== input.after)
      return err<StagingProblem>({ kind: 'elsewhere' })
    if (input.rows.length > 0) {
      const packed = input.rows.map((row) => pack(chance.id(), row)).join(ROW)
      await sql`
        insert into people.import_row
        select ${input.import}::uuid, a[1]::int, a[2]::uuid, a[3], a[4], a[5], coalesce(a[6], ''), a[7], a[8], a[9], a[10],
          a[11], a[12], a[13], a[14], a[15], a[16]::jsonb, a[17]::date, a[18]::date, a[19]
        from (select string_to_array(r, ${CELL}, '') as a from string_to_table(${packed}, ${ROW}) as r offset 0) rows`.execute(
        tx,
      )
    }
    if (input.problems.length > 0) {
      await tx
        .insertInto('people.import_problem')
        .values(input.problems.map((problem) => ({ import: input.import, ...problem })))
        .onConflict((same) => same.doNothing())
        .execute()
    }
    await tx
      .updateTable('people.import')
      .set({
        staged_through: input.through,
        staged_rows: found.stagedRows + input.rows.length,
        working_until: new Date(now.getTime() + SILENCE_MS),
      })
      .where('id', '=', input.import)
      .execute()
    return ok()
  },
})

/** Begins to stage anew where the unlogged rows went with a crash of the database; says from which line to go on. */
export const openStaging = verb({
  name: 'people.open-staging',
  power: 'people.import',
  operator: true,
  trace: 'none',
  input: z.object({ import: ImportId }),
  async act({ tx, input, now }) {
    const found = await findImport(tx, input.import, 'lock')
    if (found?.state !== 'checking') return err<StagingProblem>({ kind: 'elsewhere' })
    const { count } = await tx
      .selectFrom('people.import_row')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('import', '=', input.import)
      .executeTakeFirstOrThrow()
    const whole = count === found.stagedRows
    if (!whole) {
      await tx.deleteFrom('people.import_row').where('import', '=', input.import).execute()
      await tx.deleteFrom('people.import_problem').where('import', '=', input.import).execute()
    }
    await tx
      .updateTable('people.import')
      .set({
        working_until: new Date(now.getTime() + SILENCE_MS),
        ...(whole ? {} : { staged_through: 0, staged_rows: 0 }),
      })
      .where('id', '=', input.import)
      .execute()
    return ok({ through: whole ? found.stagedThrough : 0, reading: found.reading })
  },
})

/** All rows of the file are staged. */
export const closeStaging = verb({
  name: 'people.close-staging',
  power: 'people.import',
  operator: true,
  trace: 'none',
  input: z.object({ import: ImportId }),
  async act({ tx, input }) {
    const { numUpdatedRows } = await tx
      .updateTable('people.import')
      .set({ state: 'staged' })
      .where('id', '=', input.import)
      .where('state', '=', 'checking')
      .executeTakeFirst()
    return numUpdatedRows === 1n ? ok() : err<StagingProblem>({ kind: 'elsewhere' })
  },
})

/** Rows travel as one text: an array literal of a quarter of a million cells costs the client more than the server's own insert. */
const CELL = '\u001f'
const ROW = '\u001e'

function pack(id: string, row: StagedRow): string {
  const more = row.moreIds.length > 0 ? JSON.stringify(row.moreIds) : ''
  return [
    row.line,
    id,
    row.name,
    row.given,
    row.family,
    row.nameKey,
    row.pronouns,
    row.email,
    row.emailKey,
    row.phone,
    row.phoneKey,
    row.postcode,
    row.place,
    row.extSource,
    row.extId,
    more,
    row.joined,
    row.paidUntil,
    row.group,
  ].join(CELL)
}
