import type { Frame } from '../../../platform/web/visit.ts'
import { Page } from '../../../ui/document.tsx'
import { Button } from '../../../ui/forms/button.tsx'
import { FileUpload } from '../../../ui/forms/file-upload.tsx'
import { Form } from '../../../ui/forms/form.tsx'
import type { FormState } from '../../../ui/forms/form-state.ts'
import { Table } from '../../../ui/parts/table.tsx'
import type { GroupsFileDone } from '../import-groups-file.ts'

type ImportProps = { frame: Frame; form: FormState; done?: GroupsFileDone | undefined }

/** Where a list of groups is handed in, and what became of it. */
export function ImportGroupsPage({ frame, form, done }: ImportProps) {
  const problems = done ? [...done.rejected, ...done.noted].sort((a, b) => a.line - b.line) : []
  return (
    <Page
      {...frame}
      title={done ? 'The groups are in the list' : 'Enter groups from a list'}
      errors={form.errors.length > 0}
      breadcrumbs={[{ href: '/groups', text: 'Groups' }]}
    >
      {done && (
        <>
          <h1 class="govuk-heading-xl">The groups are in the list</h1>
          <p class="govuk-body-l">
            {done.added} entered, {done.known} known already,{' '}
            {done.rejected.length === 1 ? '1 row' : `${done.rejected.length} rows`} turned away.
          </p>
          {problems.length > 0 && (
            <Table
              caption="Rows with a problem"
              rows={problems}
              columns={[
                { head: 'Line', cell: ({ line }) => line },
                { head: 'Why', cell: ({ reason }) => reason },
              ]}
            />
          )}
        </>
      )}
      <Form form={form} files>
        {done ? (
          <h2 class="govuk-heading-l">Enter more</h2>
        ) : (
          <h1 class="govuk-heading-xl">Enter groups from a list</h1>
        )}
        <p>
          The file has a row for each group. Its columns are name, and where you have them kind (local, region, nation,
          network, workplace, action, committee), region, place, postcode and about. The same list twice changes
          nothing.
        </p>
        <FileUpload form={form} name="file" label="File" hint="CSV, 5 MB at most." accept=".csv,.txt,.tsv,text/csv" />
        <Button>Enter the groups</Button>
      </Form>
    </Page>
  )
}
