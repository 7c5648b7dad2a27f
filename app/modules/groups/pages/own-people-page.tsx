import type { Frame } from '../../../platform/web/visit.ts'
import { Page } from '../../../ui/document.tsx'
import { formatNumber } from '../../../ui/format.ts'
import { EmptyState } from '../../../ui/parts/empty-state.tsx'
import { PageHeading } from '../../../ui/parts/page-heading.tsx'
import { Table } from '../../../ui/parts/table.tsx'
import { Tag } from '../../../ui/parts/tag.tsx'
import { STANDING_TAGS } from '../../people/index.ts'
import type { OwnPeople } from '../own-people.ts'

/** A group's own people, for its officers. */
export function OwnPeoplePage({ frame, group, people }: { frame: Frame } & OwnPeople) {
  return (
    <Page
      {...frame}
      title={`People of ${group.name}`}
      width="wide"
      breadcrumbs={[
        { href: '/groups', text: 'Groups' },
        { href: `/groups/${group.slug}`, text: group.name },
      ]}
    >
      <PageHeading
        title={`People of ${group.name}`}
        lede="Your own members, and how to reach them, for as long as your term lasts. That you look is kept, and they can see it."
      />
      {people.length === 0 ? (
        <EmptyState title="Nobody belongs to this group yet." />
      ) : (
        <Table
          caption={people.length === 1 ? '1 person' : `${formatNumber(people.length)} people`}
          layout="stacked"
          rows={people}
          columns={[
            { head: 'Name', cell: (one) => one.name },
            { head: 'E-mail', cell: (one) => one.email ?? 'None' },
            { head: 'Phone', cell: (one) => one.phone ?? 'None' },
            { head: 'Standing', cell: (one) => <Tag {...STANDING_TAGS[one.standing]} /> },
          ]}
        />
      )}
    </Page>
  )
}
