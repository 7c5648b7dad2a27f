import type { Frame } from '../../../platform/web/visit.ts'
import { Page } from '../../../ui/document.tsx'
import { formatNumber } from '../../../ui/format.ts'
import { Button } from '../../../ui/forms/button.tsx'
import { FileUpload } from '../../../ui/forms/file-upload.tsx'
import { Form } from '../../../ui/forms/form.tsx'
import type { FormState } from '../../../ui/forms/form-state.ts'
import { Moment } from '../../../ui/parts/moment.tsx'
import { Table } from '../../../ui/parts/table.tsx'
import { Tag } from '../../../ui/parts/tag.tsx'
import type { ImportRecord } from '../import/state.ts'
import { STATE_WORDS } from './import-words.ts'

/** Where a list of people is handed in, and what became of those before it. */
export function UploadPage({
  frame,
  form,
  imports,
}: {
  frame: Frame
  form: FormState
  imports: readonly ImportRecord[]
}) {
  return (
    <Page
      {...frame}
      title="Bring people in"
      errors={form.errors.length > 0}
      breadcrumbs={[{ href: '/people', text: 'People' }]}
    >
      <Form form={form} files>
        <h1 class="govuk-heading-xl">Bring people in from a list</h1>
        <p class="govuk-body-l">
          Choose a file as another system or a spreadsheet gives it (CSV). You see what would happen before anything
          does.
        </p>
        <FileUpload
          form={form}
          name="file"
          label="File"
          hint="500 MB at most. Lists from Action Network, NationBuilder and CiviCRM are recognised; of others you say what each column is."
          accept=".csv,.txt,.tsv,text/csv,text/plain"
        />
        <Button>Look at the file</Button>
      </Form>
      {imports.length > 0 && (
        <Table
          caption="Lists before this one"
          layout="stacked"
          rows={imports}
          columns={[
            { head: 'File', cell: (one) => <a href={`/people/import/${one.id}`}>{one.fileName}</a> },
            { head: 'Begun', cell: (one) => <Moment at={one.begunAt} as="short" /> },
            { head: 'Rows', numeric: true, cell: (one) => formatNumber(one.counts.rows ?? one.stagedRows) },
            { head: 'State', cell: (one) => <Tag {...STATE_WORDS[one.state]} /> },
          ]}
        />
      )}
    </Page>
  )
}
