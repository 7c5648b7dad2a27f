import type { WebContext } from '../platform/web/visit.ts'
import { Page } from '../ui/document.tsx'

/** Where the source of what runs here is had, as section 13 of the AGPL asks. */
export function sourcePage(c: WebContext): Promise<Response> {
  return c.var.visit.showPublic([], (frame) => (
    <Page {...frame} title="The source of this program">
      <h1 class="govuk-heading-xl">The source of this program</h1>
      <p class="govuk-body-l">
        Groundswell is free software. You may run it, read it, change it and share it, under the GNU Affero General
        Public License, version 3 or later.
      </p>
      <p class="govuk-body">
        {frame.sourceUrl ? (
          <>
            The source of the very version that runs here is at{' '}
            <a class="govuk-link" href={frame.sourceUrl}>
              {frame.sourceUrl}
            </a>
            .
          </>
        ) : (
          <>
            Whoever runs this site must tell you where its source is, and has not yet done so. Operators: set{' '}
            <code>SOURCE_URL</code>.
          </>
        )}
      </p>
    </Page>
  ))
}
