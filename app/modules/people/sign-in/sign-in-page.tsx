import type { Frame } from '../../../platform/web/visit.ts'
import { Page } from '../../../ui/document.tsx'
import { Button } from '../../../ui/forms/button.tsx'
import { Form } from '../../../ui/forms/form.tsx'
import type { FormState } from '../../../ui/forms/form-state.ts'
import { TextInput } from '../../../ui/forms/text-input.tsx'

/** Asks for a mailbox; where the browser has passkeys, an island adds a button for them. */
export function SignInPage({ frame, form, next }: { frame: Frame; form: FormState; next: string }) {
  return (
    <Page {...frame} title="Sign in" errors={form.errors.length > 0} scripts={[frame.island('passkey')]}>
      <Form form={form} hidden={{ next }}>
        <TextInput
          form={form}
          heading
          name="email"
          type="email"
          autocomplete="username webauthn"
          spellcheck={false}
          label="What is your email address?"
          hint="We send you a link that signs you in. There is no password to remember."
        />
        <Button>Send me a link</Button>
      </Form>
      <div data-passkey="sign-in" data-next={next} hidden>
        <h2>Or use a passkey</h2>
        <p>If you have set one up: your fingerprint, face or PIN signs you in.</p>
        <button type="button" class="govuk-button govuk-button--secondary">
          Sign in with a passkey
        </button>
        <p role="status" />
      </div>
      <p>
        No email, or no letter comes? <a href="/help">Here is what to do</a>.
      </p>
    </Page>
  )
}

export function LinkSentPage({ frame, email }: { frame: Frame; email: string }) {
  return (
    <Page {...frame} title="Look in your mailbox">
      <h1 class="govuk-heading-xl">Look in your mailbox</h1>
      <p class="gs-lede">
        If <strong>{email}</strong> is an address that we know, a letter with a link is on its way. It should come
        within a minute.
      </p>
      <p>The link works once, for 15 minutes, and on any device.</p>
      <p>
        Nothing there? Look in the spam folder, check the spelling above, or <a href="/sign-in">ask again</a>. If it
        still does not come, <a href="/help">we can help you in other ways</a>.
      </p>
      {frame.outbox && (
        <p>
          This copy of the program is not connected to the post: its letters lie in the <a href="/outbox">outbox</a> on
          this machine.
        </p>
      )}
    </Page>
  )
}
