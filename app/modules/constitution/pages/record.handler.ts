import type { WebContext } from '../../../platform/web/visit.ts'
import { ACTS_ON_A_PAGE, publicRecord, whoseHouse } from '../queries.ts'
import { RecordPage } from './record.tsx'

export async function showRecord(c: WebContext): Promise<Response> {
  const { visit } = c.var
  const words = (c.req.query('q') ?? '').slice(0, 200)
  const asked = Number(c.req.query('page') ?? '1')
  const page = Number.isSafeInteger(asked) && asked >= 1 ? Math.min(asked, 100_000) : 1
  const organisation = await visit.ask(whoseHouse, {})
  const record = await visit.ask(publicRecord, { words, page })
  if (!record.ok) return visit.refuse(record.error)
  if (!organisation.ok || organisation.value === null) return visit.notFound()
  const pages = Math.max(1, Math.ceil(record.value.total / ACTS_ON_A_PAGE))
  return visit.show((frame) => RecordPage({ frame, record: record.value, words, page, pages }))
}
