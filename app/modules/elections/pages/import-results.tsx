import { rules } from '@groundswell/tally'
import type { Frame } from '../../../platform/web/visit.ts'
import { Page } from '../../../ui/document.tsx'
import { Button } from '../../../ui/forms/button.tsx'
import { FileUpload } from '../../../ui/forms/file-upload.tsx'
import { Form } from '../../../ui/forms/form.tsx'
import type { FormState } from '../../../ui/forms/form-state.ts'
import { Select } from '../../../ui/forms/select.tsx'
import { TextInput } from '../../../ui/forms/text-input.tsx'

/** Where the returning officer publishes an election that was held elsewhere. */
export function ImportResultsPage({ frame, form }: { frame: Frame; form: FormState }) {
  return (
    <Page
      {...frame}
      title="Publish an election"
      errors={form.errors.length > 0}
      breadcrumbs={[{ href: '/elections', text: 'Elections' }]}
    >
      <Form form={form} files>
        <h1 class="govuk-heading-xl">Publish an election held elsewhere</h1>
        <p class="govuk-body-l">
          Choose its ballot files. We count them, and publish the result with every stage and the papers themselves.
        </p>
        <FileUpload
          form={form}
          name="files"
          label="Ballot files"
          hint="BLT files, 32 MB each at most. Several files become several elections."
          accept=".blt,.txt,.hil,text/plain"
          multiple
        />
        <Select
          form={form}
          name="rules"
          label="Counted by which rules"
          options={rules.map((rule) => ({ value: rule.name, text: rule.title }))}
        />
        <TextInput
          form={form}
          name="title"
          label="Title"
          optional
          hint="Leave it empty to use the title in the file."
        />
        <Button>Count and publish</Button>
      </Form>
    </Page>
  )
}
