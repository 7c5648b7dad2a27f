import { sql } from 'kysely'
import { z } from 'zod'
import { isUuid, type PersonId } from '../../platform/ids.ts'
import { query } from '../../platform/query.ts'
import { err, ok } from '../../platform/result.ts'
import { verb } from '../../platform/verb.ts'
import { mergeRows } from './import/merge.ts'
import type { ImportFollower } from './import/merge-import.ts'
import { findImport, type ImportId } from './import/state.ts'
import { importEvidenceOn } from './rules.ts'

export interface ReviewCandidate {
  readonly person: PersonId
  readonly name: string
  readonly place: string | null
  readonly postcode: string | null
}

/** A row of a file that may be somebody known, beside those whom it may be. */
export interface ReviewItem {
  readonly id: string
  readonly line: number
  readonly fileName: string
  readonly row: {
    readonly name: string
    readonly email: string | null
    readonly place: string | null
    readonly postcode: string | null
  }
  readonly candidates: readonly ReviewCandidate[]
}

export const REVIEWS_ON_A_PAGE = 20

/** What waits to be looked at, oldest first. */
export const reviewQueue = query<Record<string, never>, { items: readonly ReviewItem[]; open: number }>({
  name: 'people.review-queue',
  power: 'people.review',
  async read({ tx, shows }) {
    const { rows } = await sql<{
      id: string
      line: number
      file_name: string
      row: { name: string; email: string | null; place: string | null; postcode: string | null }
      open: number
      candidates: (ReviewCandidate & { id: PersonId })[]
    }>`
      select v.id, v.line, i.file_name, v.row, (count(*) over ())::int as open,
        (select coalesce(jsonb_agg(jsonb_build_object('person', p.id, 'name', p.name, 'place', p.place, 'postcode', p.postcode) order by p.name_key), '[]')
         from people.person p where p.id = any (v.candidates)) as candidates
      from people.review v join people.import i on i.id = v.import
      where v.decision is null order by v.asked_at, v.line, v.id limit ${REVIEWS_ON_A_PAGE}`.execute(tx)
    const seen = [...new Set(rows.flatMap(({ candidates }) => candidates.map(({ person }) => person)))]
    if (seen.length > 0) shows(seen, 'compared with a row of a list')
    const items = rows.map(({ id, line, file_name: fileName, row, candidates }) => ({
      id,
      line,
      fileName,
      row,
      candidates,
    }))
    return { items, open: rows[0]?.open ?? 0 }
  },
})

export type ReviewProblem = { readonly kind: 'decided-already' | 'not-a-candidate' }

/** The verb that says who a row is: one of the people it may be, a person of their own, or nobody to be taken. */
export function decideReviewVerb(followers: readonly ImportFollower[]) {
  return verb({
    name: 'people.decide-review',
    power: 'people.review',
    input: z.object({
      review: z.string().refine(isUuid, 'Not a row to look at'),
      /** The person it is, `new`, or `left-out`. */
      who: z.union([z.enum(['new', 'left-out']), z.string().refine(isUuid)], 'Choose who this is'),
    }),
    async act({ tx, input, mandate, now, chance, record }) {
      const item = await tx
        .selectFrom('people.review')
        .select(['id', 'import', 'line', 'row', 'candidates'])
        .where('id', '=', input.review)
        .where('decision', 'is', null)
        .forUpdate()
        .executeTakeFirst()
      if (!item) return err<ReviewProblem>({ kind: 'decided-already' })
      const isPerson = isUuid(input.who)
      if (isPerson && !item.candidates.includes(input.who)) return err<ReviewProblem>({ kind: 'not-a-candidate' })
      const person = isPerson ? input.who : input.who === 'new' ? chance.id() : null
      if (person !== null) {
        // The row is merged as an import of its own, so that there is one way in which rows become people.
        const of = chance.id() as ImportId
        const found = await findImport(tx, item.import as ImportId)
        await sql`
          insert into people.import_row
          select (jsonb_populate_record(null::people.import_row,
            ${JSON.stringify(item.row)}::jsonb || jsonb_build_object('import', ${of}::text, 'id', ${isPerson ? chance.id() : person}::text))).*`.execute(
          tx,
        )
        if (isPerson)
          await sql`insert into people.import_match (import, line, how, person) select import, line, 'email', ${input.who}::uuid from people.import_row where import = ${of}`.execute(
            tx,
          )
        const evidence = await importEvidenceOn(tx, now.toISOString().slice(0, 10))
        await mergeRows(tx, { id: of, now, evidence, source: `import:${found?.reading.system ?? 'file'}` })
        for (const follower of followers) await follower.merge(tx, mandate, { import: of, now, chance })
        for (const table of ['import_row', 'import_match', 'import_touched'] as const)
          await tx.deleteFrom(`people.${table}`).where('import', '=', of).execute()
      }
      await tx
        .updateTable('people.review')
        .set({ decision: isPerson ? 'same' : input.who, person, decided_at: now })
        .where('id', '=', item.id)
        .execute()
      record({ summary: 'Said who a row of a list is' })
      return ok()
    },
  })
}
