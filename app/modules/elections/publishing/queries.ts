import type { CountRecord } from '@groundswell/tally'
import { sql } from 'kysely'
import { query } from '../../../platform/query.ts'

export interface ResultLine {
  readonly slug: string
  readonly title: string
  readonly rules: string
  readonly seats: number
  readonly candidates: number
  readonly papers: number
  readonly elected: readonly string[]
  readonly held: 'here' | 'elsewhere'
  readonly publishedAt: Date
}

export interface ResultList {
  readonly lines: readonly ResultLine[]
  readonly found: number
  readonly page: number
  readonly pages: number
}

const PAGE_SIZE = 25

/** Published results, newest first; with words, those whose title or candidates have all of them. */
export const listResults = query<{ words?: string | undefined; page?: number | undefined }, ResultList>({
  name: 'elections.list-results',
  right: 'public.read',
  async read({ tx, input }) {
    const words = (input.words ?? '').toLowerCase().split(/\s+/).filter(Boolean).slice(0, 8)
    let matching = tx.selectFrom('elections.result')
    for (const word of words) matching = matching.where('words', 'like', `%${word.replace(/[\\%_]/g, '\\$&')}%`)
    const { found } = await matching.select(({ fn }) => fn.countAll<number>().as('found')).executeTakeFirstOrThrow()
    const pages = Math.max(1, Math.ceil(found / PAGE_SIZE))
    const page = Math.min(Math.max(1, input.page ?? 1), pages)
    const rows = await matching
      .select(['slug', 'title', 'rules', 'seats', 'candidates', 'papers', 'elected', 'held', 'published_at'])
      .orderBy('published_at', 'desc')
      .orderBy('slug')
      .limit(PAGE_SIZE)
      .offset((page - 1) * PAGE_SIZE)
      .execute()
    const lines = rows.map(({ published_at, held, ...row }) => ({
      ...row,
      held: held as ResultLine['held'],
      publishedAt: published_at,
    }))
    return { lines, found, page, pages }
  },
})

export interface PublishedCount {
  readonly slug: string
  readonly title: string
  readonly held: 'here' | 'elsewhere'
  readonly publishedAt: Date
  readonly record: CountRecord
  /** False where too few papers were opened together for them to be public. */
  readonly papersPublic: boolean
}

/** One result with the whole record of its count; null where there is none at that address. */
export const publishedResult = query<{ slug: string }, PublishedCount | null>({
  name: 'elections.published-result',
  right: 'public.read',
  async read({ tx, input }) {
    const row = await tx
      .selectFrom('elections.result as result')
      .innerJoin('elections.result_papers as kept', 'kept.result', 'result.id')
      .select(['result.slug', 'result.title', 'result.held', 'result.published_at', 'kept.record'])
      .select((is) => is('kept.papers', 'is not', null).as('papers_public'))
      .where('result.slug', '=', input.slug)
      .executeTakeFirst()
    if (!row) return null
    return {
      slug: row.slug,
      title: row.title,
      held: row.held as PublishedCount['held'],
      publishedAt: row.published_at,
      record: JSON.parse(row.record) as CountRecord,
      papersPublic: Boolean(row.papers_public),
    }
  },
})

/** The ballot papers as counted, or the record of the count, as bytes for anyone to take away. */
export const publishedFile = query<{ slug: string; which: 'papers' | 'record' }, Uint8Array | null>({
  name: 'elections.published-file',
  right: 'public.read',
  async read({ tx, input }) {
    const column = input.which === 'papers' ? sql<Buffer>`kept.papers` : sql<Buffer>`convert_to(kept.record, 'UTF8')`
    const row = await tx
      .selectFrom('elections.result as result')
      .innerJoin('elections.result_papers as kept', 'kept.result', 'result.id')
      .select(column.as('bytes'))
      .where('result.slug', '=', input.slug)
      .executeTakeFirst()
    return row?.bytes ?? null
  },
})

/** Whether the actor may publish results: read before the form is offered, so that nobody types in vain. */
export const mayPublish = query<Record<string, never>, true>({
  name: 'elections.may-publish',
  power: 'elections.publish',
  read: async () => true,
})
