import type { WebContext } from '../../../platform/web/visit.ts'
import { officesOf, whoseHouse } from '../queries.ts'
import { OfficesPage } from './offices.tsx'

export async function showOffices(c: WebContext): Promise<Response> {
  const { visit } = c.var
  const organisation = await visit.ask(whoseHouse, {})
  if (!organisation.ok) return visit.refuse(organisation.error)
  const offices = await visit.ask(officesOf, {})
  if (!offices.ok) return visit.refuse(offices.error)
  if (organisation.value === null) return visit.notFound()
  // Not kept: a term ends by itself, and no act says that the page is stale.
  return visit.show((frame) => OfficesPage({ frame, offices: offices.value }))
}
