import { browserSupportsWebAuthn, startAuthentication, startRegistration } from '@simplewebauthn/browser'

type Options = Parameters<typeof startAuthentication>[0]['optionsJSON'] &
  Parameters<typeof startRegistration>[0]['optionsJSON']

/** Shows the passkey button where the browser has passkeys, and speaks with the server when it is pressed. */
function wake(box: HTMLElement): void {
  const button = box.querySelector('button')
  const status = box.querySelector('[role=status]')
  if (!button || !status) return
  box.hidden = false
  button.addEventListener('click', async () => {
    button.disabled = true
    status.textContent = 'Look at your device…'
    try {
      const next = box.dataset.passkey === 'register' ? await register(box) : await signIn(box)
      location.assign(next)
    } catch (problem) {
      status.textContent =
        problem instanceof Told ? problem.message : 'That did not work. Nothing has changed; you can try again.'
      button.disabled = false
    }
  })
}

async function register(box: HTMLElement): Promise<string> {
  const optionsJSON = (await send('/me/passkeys/offer', {})) as Options
  const response = await startRegistration({ optionsJSON })
  const name = box.querySelector<HTMLInputElement>('input')?.value ?? ''
  return ((await send('/me/passkeys/add', { response, name })) as { next: string }).next
}

async function signIn(box: HTMLElement): Promise<string> {
  const optionsJSON = (await send('/sign-in/passkey/offer', {})) as Options
  const response = await startAuthentication({ optionsJSON })
  return ((await send('/sign-in/passkey', { response, next: box.dataset.next })) as { next: string }).next
}

class Told extends Error {}

async function send(address: string, body: object): Promise<unknown> {
  const answer = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  const value = (await answer.json()) as { message?: string }
  if (!answer.ok) throw new Told(value.message ?? '')
  return value
}

if (browserSupportsWebAuthn()) document.querySelectorAll<HTMLElement>('[data-passkey]').forEach(wake)
