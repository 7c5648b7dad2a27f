import type { Frame } from '../../../platform/web/visit.ts'
import { Page } from '../../../ui/document.tsx'
import { formatNumber } from '../../../ui/format.ts'
import { ButtonGroup, ButtonLink } from '../../../ui/forms/button.tsx'
import { EmptyState } from '../../../ui/parts/empty-state.tsx'
import { PageHeading } from '../../../ui/parts/page-heading.tsx'
import { Pagination } from '../../../ui/parts/pagination.tsx'
import { SearchForm } from '../../../ui/parts/search-form.tsx'
import { Table } from '../../../ui/parts/table.tsx'
import { Tag } from '../../../ui/parts/tag.tsx'
import { type FoundPeople, PEOPLE_ON_A_PAGE } from '../find-people.ts'
import { STANDING_TAGS } from '../standing-words.ts'

/** The people of the organisation, for whoever keeps their records. */
export function PeoplePage({ frame, found, find }: { frame: Frame; found: FoundPeople; find: string }) {
  const { people, total, page } = found
  return (
    <Page {...frame} title="People" width="wide">
      <PageHeading title="People" lede="That you look at somebody’s record is kept, and they can see it." />
      <ButtonGroup>
        <ButtonLink href="/people/import">Bring people in from a list</ButtonLink>
        <ButtonLink href="/people/review" kind="secondary">
          Rows to be looked at
        </ButtonLink>
      </ButtonGroup>
      <SearchForm action="/people" label="Part of a name, a whole e-mail address, or a phone number" value={find} />
      {people.length === 0 ? (
        <EmptyState title={find ? 'Nobody was found.' : 'There is nobody here yet.'} />
      ) : (
        <Table
          caption={total === 1 ? '1 person' : `${formatNumber(total)} people`}
          layout="stacked"
          rows={people}
          columns={[
            { head: 'Name', cell: (one) => <a href={`/people/${one.person}`}>{one.name}</a> },
            { head: 'Town or city', cell: (one) => one.place ?? '' },
            { head: 'Postcode', cell: (one) => one.postcode ?? '' },
            { head: 'Standing', cell: (one) => <Tag {...STANDING_TAGS[one.standing]} /> },
          ]}
        />
      )}
      <Pagination
        page={page}
        pages={Math.ceil(total / PEOPLE_ON_A_PAGE)}
        href={(to) => `/people?${new URLSearchParams({ q: find, page: String(to) })}`}
      />
    </Page>
  )
}
