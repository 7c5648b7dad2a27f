import { sql } from 'kysely'
import { z } from 'zod'
import type { WriteTx } from '../../platform/database/transaction.ts'
import { type Chance, isUuid, type PersonId } from '../../platform/ids.ts'
import { query } from '../../platform/query.ts'
import { err, ok } from '../../platform/result.ts'
import { type Act, verb } from '../../platform/verb.ts'
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
      if (isUuid(input.who) && !item.candidates.includes(input.who))
        return err<ReviewProblem>({ kind: 'not-a-candidate' })
      const person = await personOf(tx, item.row as ReviewedRow, input.who, chance)
      if (person) {
        const { import: from, row } = item
        await mergeReviewed(
          { tx, mandate, now, chance, followers },
          { from: from as ImportId, row: row as ReviewedRow, ...person },
        )
      }
      await tx
        .updateTable('people.review')
        .set({
          decision: person ? (person.isNew ? 'new' : 'same') : 'left-out',
          person: person?.id ?? null,
          decided_at: now,
        })
        .where('id', '=', item.id)
        .execute()
      record({ summary: 'Said who a row of a list is' })
      return ok()
    },
  })
}

type ReviewedRow = Readonly<Record<string, string | number | null>>

interface Reviewed {
  readonly id: string
  readonly isNew: boolean
}

/** Whom the row becomes. Had its id come in with somebody since, it is they: the other system knows its own people. */
async function personOf(tx: WriteTx, row: ReviewedRow, who: string, chance: Chance): Promise<Reviewed | null> {
  if (who === 'left-out') return null
  const since = await tx
    .selectFrom('people.external_id')
    .select('person')
    .where('source', '=', String(row.ext_source))
    .where('external_id', '=', String(row.ext_id))
    .executeTakeFirst()
  if (since) return { id: since.person, isNew: false }
  return who === 'new' ? { id: chance.id(), isNew: true } : { id: who, isNew: false }
}

type Merging = Pick<Act<unknown>, 'tx' | 'mandate' | 'now' | 'chance'> & {
  readonly followers: readonly ImportFollower[]
}

/** Merges the row as an import of its own, so that there is one way in which rows become people. */
async function mergeReviewed(
  { tx, mandate, now, chance, followers }: Merging,
  { from, row, id, isNew }: Reviewed & { from: ImportId; row: ReviewedRow },
): Promise<void> {
  const of = chance.id() as ImportId
  const staged = JSON.stringify({ ...row, import: of, id: isNew ? id : chance.id() })
  await sql`
    insert into people.import_row
    select (jsonb_populate_record(null::people.import_row, ${staged}::jsonb)).*`.execute(tx)
  if (!isNew) {
    const match = { import: of, line: Number(row.line), how: 'decided', person: id }
    await tx.insertInto('people.import_match').values(match).execute()
  }
  const found = await findImport(tx, from)
  const evidence = await importEvidenceOn(tx, now.toISOString().slice(0, 10))
  await mergeRows(tx, { id: of, now, evidence, source: `import:${found?.reading.system ?? 'file'}` })
  for (const follower of followers) await follower.merge(tx, mandate, { import: of, now, chance })
  for (const table of ['import_row', 'import_match', 'import_touched'] as const)
    await tx.deleteFrom(`people.${table}`).where('import', '=', of).execute()
}
