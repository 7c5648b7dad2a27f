import type { WebContext } from '../../../platform/web/visit.ts'
import { listResults, publishedFile, publishedResult } from '../publishing/queries.ts'
import { ResultPage } from './result.tsx'
import { ResultsIndexPage } from './results-index.tsx'

/** What a new or changed result makes stale. */
const LIST_TAGS = ['elections.results']

export async function showResults(c: WebContext): Promise<Response> {
  const { visit } = c.var
  const words = (c.req.query('q') ?? '').trim().slice(0, 200)
  const page = Number.parseInt(c.req.query('page') ?? '1', 10) || 1
  const list = await visit.ask(listResults, { words, page })
  if (!list.ok) return visit.refuse(list.error)
  const make = (frame: Parameters<typeof ResultsIndexPage>[0]['frame']) =>
    ResultsIndexPage({ frame, words, list: list.value })
  // Only the plain list is kept as bytes: there is no end to what people can search for.
  return c.req.url.includes('?') ? visit.show(make) : visit.showPublic(LIST_TAGS, make)
}

export async function showResult(c: WebContext): Promise<Response> {
  const { visit } = c.var
  const result = await visit.ask(publishedResult, { slug: c.req.param('slug') ?? '' })
  if (!result.ok) return visit.refuse(result.error)
  const found = result.value
  if (!found) return visit.notFound()
  return visit.showPublic([], (frame) => ResultPage({ frame, result: found, origin: visit.origin }))
}

export const showPapers = (c: WebContext): Promise<Response> => sendFile(c, 'papers', 'text/plain')
export const showRecord = (c: WebContext): Promise<Response> => sendFile(c, 'record', 'application/json')

async function sendFile(c: WebContext, which: 'papers' | 'record', type: string): Promise<Response> {
  const { visit } = c.var
  const file = await visit.ask(publishedFile, { slug: c.req.param('slug') ?? '', which })
  if (!file.ok) return visit.refuse(file.error)
  return file.value ? visit.sendPublic([], type, file.value) : visit.notFound()
}
