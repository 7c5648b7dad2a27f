import type { Frame } from '../../../platform/web/visit.ts'
import { Page } from '../../../ui/document.tsx'
import { formatDay } from '../../../ui/format.ts'
import { PageHeading } from '../../../ui/parts/page-heading.tsx'
import { SummaryList } from '../../../ui/parts/summary-list.tsx'
import { Table } from '../../../ui/parts/table.tsx'
import { Tag } from '../../../ui/parts/tag.tsx'
import type { EvidenceShown, PersonShown } from '../find-people.ts'
import { STANDING_TAGS } from '../standing-words.ts'
import { recordRows } from './home-page.tsx'

/** One person's record, for whoever keeps the records. */
export function PersonPage({ frame, shown }: { frame: Frame; shown: PersonShown }) {
  const { record, standing, evidence, ids } = shown
  return (
    <Page {...frame} title={record.name} breadcrumbs={[{ href: '/people', text: 'People' }]}>
      <PageHeading title={record.name} caption="Person" />
      <p>
        <Tag {...STANDING_TAGS[standing.standing]} />
      </p>
      <SummaryList
        rows={[...recordRows(record, 'other'), ...ids.map(({ source, id }) => ({ key: `Id in ${source}`, value: id }))]}
      />
      <h2 class="govuk-heading-l">What standing is computed from</h2>
      {evidence.length === 0 ? (
        <p>There is no evidence of a membership.</p>
      ) : (
        <Table caption="Evidence" captionHidden rows={evidence} columns={EVIDENCE_COLUMNS} />
      )}
    </Page>
  )
}

const day = (date: string): string => formatDay(new Date(`${date}T12:00:00Z`))

const KIND_WORDS: Readonly<Record<string, string>> = {
  joined: 'Joined',
  paid: 'Paid',
  declared: 'Declared',
  ended: 'Ended',
  suspended: 'Suspended',
  reinstated: 'Reinstated',
}

const EVIDENCE_COLUMNS = [
  {
    head: 'What',
    cell: (one: EvidenceShown) => `${KIND_WORDS[one.kind] ?? one.kind}${one.withdrawn ? ' (withdrawn)' : ''}`,
  },
  { head: 'From', cell: (one: EvidenceShown) => day(one.on) },
  { head: 'Until', cell: (one: EvidenceShown) => (one.until ? day(one.until) : '') },
  { head: 'Where it comes from', cell: (one: EvidenceShown) => one.source },
]
