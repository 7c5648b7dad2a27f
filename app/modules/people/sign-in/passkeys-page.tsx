import type { Passkey } from '../../../platform/auth/passkeys.ts'
import type { Frame } from '../../../platform/web/visit.ts'
import { Page } from '../../../ui/document.tsx'
import { Button } from '../../../ui/forms/button.tsx'
import { Form } from '../../../ui/forms/form.tsx'
import { PageHeading } from '../../../ui/parts/page-heading.tsx'

/** The devices that sign a person in without a letter. */
export function PasskeysPage({ frame, passkeys }: { frame: Frame; passkeys: readonly Passkey[] }) {
  return (
    <Page
      {...frame}
      title="Your passkeys"
      breadcrumbs={[{ href: '/me', text: 'Your page' }]}
      scripts={[frame.island('passkey')]}
    >
      <PageHeading
        title="Your passkeys"
        lede="A passkey signs you in with your device’s fingerprint, face or PIN, without waiting for a letter."
      />
      {passkeys.length === 0 ? (
        <p>You have none yet. The link by email always works as well.</p>
      ) : (
        <ul class="govuk-list">
          {passkeys.map((passkey) => (
            <li key={passkey.id}>
              <Form action="/me/passkeys/remove" hidden={{ id: passkey.id }}>
                <p>
                  <strong>{passkey.name}</strong>, added {passkey.addedOn}
                </p>
                <Button kind="secondary">
                  Remove<span class="govuk-visually-hidden"> {passkey.name}</span>
                </Button>
              </Form>
            </li>
          ))}
        </ul>
      )}
      <div data-passkey="register" hidden>
        <h2>Add this device</h2>
        <label class="govuk-label govuk-label--s" for="passkey-name">
          What do you call this device?
        </label>
        <input
          class="govuk-input govuk-input--width-20"
          id="passkey-name"
          type="text"
          maxLength={60}
          autocomplete="off"
        />
        <p>
          <button type="button" class="govuk-button">
            Add a passkey
          </button>
        </p>
        <p role="status" />
      </div>
      <noscript>
        <p>Adding a passkey needs script in your browser. The link by email does not.</p>
      </noscript>
    </Page>
  )
}
