import type { Frame } from '../../../platform/web/visit.ts'
import { Page } from '../../../ui/document.tsx'
import { Button } from '../../../ui/forms/button.tsx'
import { Checkboxes } from '../../../ui/forms/checkboxes.tsx'
import { Form } from '../../../ui/forms/form.tsx'
import type { FormState } from '../../../ui/forms/form-state.ts'
import { Radios } from '../../../ui/forms/radios.tsx'
import { TextInput } from '../../../ui/forms/text-input.tsx'

/** Where a person puts their own record right. */
export function DetailsPage({ frame, form }: { frame: Frame; form: FormState }) {
  return (
    <Page
      {...frame}
      title="Your details"
      errors={form.errors.length > 0}
      breadcrumbs={[{ href: '/me', text: 'Your page' }]}
    >
      <Form form={form}>
        <h1 class="govuk-heading-xl">Your details</h1>
        <TextInput
          form={form}
          name="name"
          label="Name"
          hint="As you want to be called."
          autocomplete="name"
          spellcheck={false}
        />
        <TextInput form={form} name="pronouns" label="Pronouns" optional width={20} />
        <TextInput form={form} name="postcode" label="Postcode" optional width={10} autocomplete="postal-code" />
        <TextInput form={form} name="place" label="Town or city" optional width={20} autocomplete="address-level2" />
        <Radios
          form={form}
          name="reachBy"
          label="How do you want to hear from us?"
          choices={[
            { value: 'email', text: 'By e-mail' },
            { value: 'post', text: 'By post only', hint: 'Ballots and notices come as letters on paper.' },
            { value: 'phone', text: 'By phone' },
          ]}
        />
        <Checkboxes
          form={form}
          name="neverPhone"
          label="Phone calls"
          choices={[{ value: 'yes', text: 'Never phone me' }]}
        />
        <Button>Save</Button>
      </Form>
    </Page>
  )
}
