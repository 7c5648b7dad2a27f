import type { Frame } from '../../../platform/web/visit.ts'
import { Page } from '../../../ui/document.tsx'
import { Button } from '../../../ui/forms/button.tsx'
import { Form } from '../../../ui/forms/form.tsx'
import type { FormState } from '../../../ui/forms/form-state.ts'
import { Radios } from '../../../ui/forms/radios.tsx'
import type { MailboxPerson } from './mailbox.ts'

/** One button, so that a mail scanner that opens every link spends nothing. A shared mailbox is asked who is reading. */
export function UseLinkPage({
  frame,
  people,
  form,
}: {
  frame: Frame
  people: readonly MailboxPerson[]
  form: FormState
}) {
  const [only] = people
  return (
    <Page {...frame} title="Sign in" errors={form.errors.length > 0}>
      <Form form={form}>
        {people.length === 1 ? (
          <>
            <h1 class="govuk-heading-xl">Welcome, {only?.name}</h1>
            <p class="gs-lede">Press the button to sign in on this device.</p>
          </>
        ) : (
          <Radios
            form={form}
            heading
            name="person"
            label="Who are you?"
            hint="More than one of our people use this mailbox."
            choices={people.map(({ person, name }) => ({ value: person, text: name }))}
          />
        )}
        <Button>Sign in</Button>
      </Form>
    </Page>
  )
}

const WHY = {
  used: 'This link has been used already. Each one works once.',
  expired: 'This link is more than 15 minutes old, so it has stopped working.',
  unknown: 'This is not a link of ours, or part of its address is missing.',
}

export function LinkOverPage({ frame, why }: { frame: Frame; why: keyof typeof WHY }) {
  return (
    <Page {...frame} title="This link no longer works">
      <h1 class="govuk-heading-xl">This link no longer works</h1>
      <p class="gs-lede">{WHY[why]}</p>
      {why === 'used' && (
        <p>
          If it was you just now, on this device, you are signed in: <a href="/me">go to your page</a>.
        </p>
      )}
      <p>
        <a class="govuk-button" href="/sign-in">
          Send me a new one
        </a>
      </p>
      <p>
        Or <a href="/help">get help another way</a>.
      </p>
    </Page>
  )
}
