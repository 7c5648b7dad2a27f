import type { Frame } from '../../../platform/web/visit.ts'
import { Page } from '../../../ui/document.tsx'
import { formatNumber } from '../../../ui/format.ts'
import { Button, ButtonGroup } from '../../../ui/forms/button.tsx'
import { Form } from '../../../ui/forms/form.tsx'
import { PageHeading } from '../../../ui/parts/page-heading.tsx'
import { SummaryList, type SummaryRow } from '../../../ui/parts/summary-list.tsx'
import { Table } from '../../../ui/parts/table.tsx'
import { FIELD_WORDS } from '../import/columns.ts'
import type { ProblemLine } from '../import/report.ts'
import type { ImportRecord } from '../import/state.ts'
import type { ImportEvidence } from '../rules.ts'

type ImportProps = {
  frame: Frame
  record: ImportRecord
  problems: readonly ProblemLine[]
  evidence: ImportEvidence
}

/** How an import stands: on its way, to be decided, or done. */
export function ImportPage({ frame, record, problems, evidence }: ImportProps) {
  const { title, lede } = HEADINGS[record.state](record)
  const counted = record.state === 'checked' || record.state === 'done'
  return (
    <Page
      {...frame}
      title={title}
      breadcrumbs={[
        { href: '/people', text: 'People' },
        { href: '/people/import', text: 'Bring people in' },
      ]}
    >
      <PageHeading title={title} caption={record.fileName} lede={lede} />
      {counted && <SummaryList rows={[...countRows(record), ...evidenceRow(record, evidence)]} />}
      {record.state === 'checked' && <Decide id={record.id} />}
      {counted && problems.length > 0 && <Problems id={record.id} problems={problems} />}
    </Page>
  )
}

const rowsSoFar = ({ stagedRows }: ImportRecord): string =>
  stagedRows === 0 ? 'The first rows are being read.' : `${formatNumber(stagedRows)} rows read so far.`
const wait = 'This page looks again by itself; you can leave it and come back.'

const HEADINGS = {
  checking: (record: ImportRecord) => ({ title: 'The file is being read', lede: `${rowsSoFar(record)} ${wait}` }),
  staged: (record: ImportRecord) => ({
    title: 'The rows are being compared',
    lede: `${formatNumber(record.stagedRows)} rows, with the people who are known already. ${wait}`,
  }),
  checked: () => ({ title: 'What would happen', lede: 'Nothing has been changed yet.' }),
  merging: () => ({ title: 'The people are coming in', lede: `All of them come in together, or none. ${wait}` }),
  done: () => ({ title: 'The people are in', lede: 'You can bring the same file in again: it would change nothing.' }),
  dropped: () => ({ title: 'This list was dropped', lede: 'Nothing of it was brought in.' }),
  uploading: () => ({ title: 'The file is on its way', lede: wait }),
  waiting: () => ({ title: 'The columns are still to be said', lede: '' }),
}

function countRows({ state, counts }: ImportRecord): SummaryRow[] {
  const figure = (value = 0) => formatNumber(value)
  const done = state === 'done'
  return [
    { key: 'Rows in the file', value: figure(counts.rows) },
    { key: done ? 'People added' : 'People who would be added', value: figure(counts.added) },
    { key: 'Rows of people known already', value: figure(counts.known) },
    ...(done ? [{ key: 'Of them filled in', value: figure(counts.updated) }] : []),
    {
      key: 'Rows to be looked at',
      value: figure(counts.review),
      ...(done && counts.review ? { actions: [{ href: '/people/review', text: 'Look', of: 'at these rows' }] } : {}),
    },
    { key: 'Rows turned away', value: figure(counts.rejected) },
    { key: 'Rows with something left out', value: figure(counts.noted) },
  ]
}

/** Whether dates of membership in the file count: an import gives no standing that the constitution does not accept. */
function evidenceRow({ reading, state }: ImportRecord, evidence: ImportEvidence): SummaryRow[] {
  const dates = (['joined', 'paid-until'] as const).filter((field) => reading.fields.includes(field))
  if (dates.length === 0 || state === 'done') return []
  const accepted = dates.filter((field) => evidence.includes(field))
  const words = accepted.map((field) => FIELD_WORDS[field].toLowerCase()).join(' and ')
  const value = words
    ? `The constitution accepts ${words} as evidence, so these people get standing by it.`
    : 'The constitution accepts no dates of a list as evidence: these people come in as supporters.'
  return [{ key: 'Membership', value }]
}

function Decide({ id }: { id: string }) {
  return (
    <ButtonGroup>
      <Form action={`/people/import/${id}/go`}>
        <Button>Bring these people in</Button>
      </Form>
      <Form action={`/people/import/${id}/drop`}>
        <Button kind="secondary">Drop the list</Button>
      </Form>
    </ButtonGroup>
  )
}

const SHOWN = 50

function Problems({ id, problems }: { id: string; problems: readonly ProblemLine[] }) {
  return (
    <>
      <Table
        caption={
          problems.length > SHOWN
            ? `The first ${SHOWN} of ${formatNumber(problems.length)} rows with a problem`
            : 'Rows with a problem'
        }
        rows={problems.slice(0, SHOWN)}
        columns={[
          { head: 'Line', cell: ({ line }) => line },
          { head: 'What became of it', cell: ({ kind }) => OUTCOMES[kind] },
          { head: 'Why', cell: ({ reason }) => reason },
        ]}
      />
      <p>
        <a href={`/people/import/${id}/report.csv`}>All of them as a file</a>, to put right and bring in again.
      </p>
    </>
  )
}

const OUTCOMES = { rejected: 'Turned away', noted: 'Taken', review: 'To be looked at' } as const
