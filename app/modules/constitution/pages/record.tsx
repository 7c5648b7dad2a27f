import type { Frame } from '../../../platform/web/visit.ts'
import { Page } from '../../../ui/document.tsx'
import { formatNumber } from '../../../ui/format.ts'
import { EmptyState } from '../../../ui/parts/empty-state.tsx'
import { Moment } from '../../../ui/parts/moment.tsx'
import { PageHeading } from '../../../ui/parts/page-heading.tsx'
import { Pagination } from '../../../ui/parts/pagination.tsx'
import { SearchForm } from '../../../ui/parts/search-form.tsx'
import { Table } from '../../../ui/parts/table.tsx'
import type { RecordPage as Found } from '../queries.ts'

export interface RecordPageProps {
  readonly frame: Frame
  readonly record: Found
  readonly words: string
  readonly page: number
  readonly pages: number
}

/** What was done, by which office, under which article. */
export function RecordPage({ frame, record, words, page, pages }: RecordPageProps) {
  const query = words === '' ? '' : `q=${encodeURIComponent(words)}&`
  return (
    <Page
      {...frame}
      title="The public record"
      width="wide"
      description="Every use of a power: when, which office, under which article."
    >
      <PageHeading
        title="The public record"
        lede="Every use of a power is entered here: when, which office, under which article, and what was done. What members do by right, such as voting, is not published."
      />
      <SearchForm action="/record" label="Search the record" value={words} />
      {record.acts.length === 0 ? (
        <EmptyState title={words === '' ? 'Nothing has been done yet' : 'Nothing in the record has all these words'}>
          {words !== '' && (
            <p>
              <a href="/record">See the whole record</a>
            </p>
          )}
        </EmptyState>
      ) : (
        <Table
          caption={`${formatNumber(record.total)} ${record.total === 1 ? 'entry' : 'entries'}, newest first`}
          layout="stacked"
          rows={record.acts}
          columns={[
            { head: 'When', cell: ({ at }) => <Moment at={at} /> },
            { head: 'What was done', names: true, cell: ({ summary }) => summary },
            { head: 'By', cell: ({ by }) => by },
            {
              head: 'Under article',
              cell: ({ article }) =>
                article === null ? 'None' : <a href={`/constitution#article-${article}`}>{article}</a>,
            },
          ]}
        />
      )}
      <Pagination page={page} pages={pages} href={(to) => `/record?${query}page=${to}`} label="Pages of the record" />
    </Page>
  )
}
