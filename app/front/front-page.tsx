import type { WebContext } from '../platform/web/visit.ts'
import { Page } from '../ui/document.tsx'

export function frontPage(c: WebContext): Promise<Response> {
  return c.var.visit.showPublic([], (frame) => (
    <Page {...frame} title="Groundswell">
      <h1 class="govuk-heading-xl">A house that its members run</h1>
    </Page>
  ))
}
