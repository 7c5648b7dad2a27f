import type { Frame } from '../../../platform/web/visit.ts'
import { Page } from '../../../ui/document.tsx'
import { formatDay } from '../../../ui/format.ts'
import { Button } from '../../../ui/forms/button.tsx'
import { ErrorSummary } from '../../../ui/forms/error-summary.tsx'
import { Form } from '../../../ui/forms/form.tsx'
import type { FormState } from '../../../ui/forms/form-state.ts'
import { TextInput } from '../../../ui/forms/text-input.tsx'
import { PageHeading } from '../../../ui/parts/page-heading.tsx'
import { SummaryList } from '../../../ui/parts/summary-list.tsx'
import { Table } from '../../../ui/parts/table.tsx'
import { Tag } from '../../../ui/parts/tag.tsx'
import type { EvidenceShown, PersonShown } from '../find-people.ts'
import type { PersonRecord } from '../record-of.ts'
import { STANDING_TAGS } from '../standing-words.ts'
import { recordRows } from './home-page.tsx'

/** One person's record, for whoever keeps the records. */
export function PersonPage({ frame, shown, form }: { frame: Frame; shown: PersonShown; form: FormState }) {
  const { record, standing, evidence, ids } = shown
  return (
    <Page
      {...frame}
      title={record.name}
      errors={form.errors.length > 0}
      breadcrumbs={[{ href: '/people', text: 'People' }]}
    >
      <ErrorSummary form={form} />
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
      <h2 class="govuk-heading-l">E-mail addresses</h2>
      <Addresses record={record} form={form} />
    </Page>
  )
}

function Addresses({ record, form }: { record: PersonRecord; form: FormState }) {
  return (
    <>
      {record.emails.length > 1 &&
        record.emails.map((email) => (
          <Form key={email} action={`/people/${record.person}/addresses/remove`} hidden={{ email }}>
            <Button kind="secondary">Take {email} off the record</Button>
          </Form>
        ))}
      <Form action={`/people/${record.person}/addresses`}>
        <TextInput
          form={form}
          name="email"
          type="email"
          spellcheck={false}
          label="New address"
          hint="Only once you are sure that it is they who ask: whoever reads this mailbox can sign in as them. Their other addresses are told."
        />
        <Button kind="secondary">Put it on the record</Button>
      </Form>
    </>
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
