import type { Frame } from '../../../platform/web/visit.ts'
import { Page } from '../../../ui/document.tsx'
import { EmptyState } from '../../../ui/parts/empty-state.tsx'
import { History } from '../../../ui/parts/history.tsx'
import { PageHeading } from '../../../ui/parts/page-heading.tsx'
import type { LookedAt } from '../home.ts'

/** Who has looked at a person's record, and why: shown to that person. */
export function SeenByPage({ frame, seen }: { frame: Frame; seen: readonly LookedAt[] }) {
  return (
    <Page {...frame} title="Who has looked at your record" breadcrumbs={[{ href: '/me', text: 'Your page' }]}>
      <PageHeading
        title="Who has looked at your record"
        lede="Every reading by an office is kept, with its reason. Only you see this page."
      />
      {seen.length === 0 ? (
        <EmptyState title="Nobody has yet." />
      ) : (
        <History
          items={seen.map(({ at, who, reason, article }) => ({
            at,
            title: who,
            body: (
              <p>{`${reason[0]?.toUpperCase()}${reason.slice(1)}${article ? `, under article ${article}` : ''}.`}</p>
            ),
          }))}
        />
      )}
    </Page>
  )
}
