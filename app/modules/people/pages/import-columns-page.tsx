import type { Frame } from '../../../platform/web/visit.ts'
import { Page } from '../../../ui/document.tsx'
import { Button } from '../../../ui/forms/button.tsx'
import { Form } from '../../../ui/forms/form.tsx'
import type { FormState } from '../../../ui/forms/form-state.ts'
import { Radios } from '../../../ui/forms/radios.tsx'
import { Select } from '../../../ui/forms/select.tsx'
import { FIELD_WORDS, type Field } from '../import/columns.ts'
import type { ImportRecord } from '../import/state.ts'
import { SYSTEM_WORDS } from './import-words.ts'

type ColumnsProps = { frame: Frame; form: FormState; record: ImportRecord; sample: readonly (readonly string[])[] }

/** What each column of the file is: as recognised, for the user to put right. */
export function ColumnsPage({ frame, form, record, sample }: ColumnsProps) {
  const { headings, fields, system } = record.reading
  return (
    <Page
      {...frame}
      title="What the columns are"
      errors={form.errors.length > 0}
      breadcrumbs={[
        { href: '/people', text: 'People' },
        { href: '/people/import', text: 'Bring people in' },
      ]}
    >
      <Form form={form} action={`/people/import/${record.id}/columns`}>
        <h1 class="govuk-heading-xl">What the columns are</h1>
        <p class="govuk-body-l">
          {record.fileName}. {SYSTEM_WORDS[system]} Columns that are left out are not read.
        </p>
        {headings.map((heading, at) => (
          <Select
            key={at}
            form={form}
            name={`column-${at}`}
            label={heading || `Column ${at + 1}, without a heading`}
            hint={examples(sample, at)}
            options={optionsFor(fields[at] ?? 'ignore')}
          />
        ))}
        <Radios
          form={form}
          name="dates"
          label="How dates with slashes are written"
          choices={[
            { value: 'day-first', text: 'Day first: 31/12/2026' },
            { value: 'month-first', text: 'Month first: 12/31/2026' },
          ]}
        />
        <Button>See what would happen</Button>
      </Form>
    </Page>
  )
}

function examples(sample: readonly (readonly string[])[], at: number): string | undefined {
  const found = sample.map((row) => row[at]?.trim()).filter(Boolean)
  return found.length > 0 ? `For example: ${found.map((text) => text?.slice(0, 60)).join(' · ')}` : undefined
}

const IDS = {
  'id:action-network': 'Id in Action Network',
  'id:nationbuilder': 'Id in NationBuilder',
  'id:nationbuilder-external': 'External id in NationBuilder',
  'id:civicrm': 'External identifier in CiviCRM',
  'id:civicrm-contact': 'Contact id in CiviCRM',
  'id:file': 'Membership number, or another id of your own',
} as const

function optionsFor(recognised: Field): { value: string; text: string }[] {
  const { ignore, id, ...plain } = FIELD_WORDS
  const ids: Record<string, string> = { ...IDS }
  if (recognised.startsWith('id:')) ids[recognised] ??= `${id}: ${recognised.slice(3)}`
  return Object.entries({ ignore, ...plain, ...ids }).map(([value, text]) => ({ value, text }))
}
