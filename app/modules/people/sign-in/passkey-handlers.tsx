import type { Context } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import type { WebContext } from '../../../platform/web/visit.ts'
import type { SignInDesk } from './desk.ts'
import { safeNext } from './handlers.ts'
import { PasskeysPage } from './passkeys-page.tsx'

const COOKIE = 'gs_challenge'
const MINUTES = 5

type Handler = (c: WebContext) => Promise<Response>

const plain = (text: unknown): string =>
  typeof text === 'string' ? text.replaceAll('\0', '').replace(/\s+/g, ' ').trim().slice(0, 60) : ''

/** The challenge travels in a sealed cookie: the answer must be to the one that we set, and soon. */
function keepChallenge(c: Context, desk: SignInDesk, challenge: string, now: Date): void {
  const sealed = desk.sealer.seal(challenge, new Date(now.getTime() + MINUTES * 60_000))
  setCookie(c, COOKIE, sealed, { path: '/', httpOnly: true, sameSite: 'Strict', maxAge: MINUTES * 60 })
}

function takeChallenge(c: Context, desk: SignInDesk, now: Date): string | null {
  const sealed = getCookie(c, COOKIE)
  setCookie(c, COOKIE, '', { path: '/', maxAge: 0 })
  return sealed ? desk.sealer.open(sealed, now) : null
}

const refuseAnswer = (c: WebContext): Response =>
  c.json({ message: 'That passkey was not accepted. Try again, or ask for a link by email.' }, 422)

export const showPasskeys =
  (desk: SignInDesk): Handler =>
  async (c) => {
    const { visit } = c.var
    if (!visit.person) return visit.goTo('/sign-in?next=/me/passkeys')
    const passkeys = await desk.passkeys.list(visit.person)
    return visit.show((frame) => PasskeysPage({ frame, passkeys }))
  }

export const removePasskey =
  (desk: SignInDesk): Handler =>
  async (c) => {
    const { visit } = c.var
    if (!visit.person) return visit.goTo('/sign-in')
    await desk.passkeys.remove(visit.person, (await visit.form()).text('id'))
    return visit.goTo('/me/passkeys', 'The passkey is removed. It can no longer sign you in.')
  }

export const offerRegistration =
  (desk: SignInDesk): Handler =>
  async (c) => {
    const { visit } = c.var
    if (!visit.person) return c.json({ message: 'Sign in first.' }, 403)
    const site = { origin: visit.origin, name: await visit.organisation() }
    const { challenge, options } = await desk.passkeys.registration(visit.person, await visit.viewerName(), site)
    keepChallenge(c, desk, challenge, visit.clock.now())
    return c.json(options)
  }

export const acceptRegistration =
  (desk: SignInDesk): Handler =>
  async (c) => {
    const { visit } = c.var
    const challenge = takeChallenge(c, desk, visit.clock.now())
    const body = (await c.req.json().catch(() => null)) as { response?: unknown; name?: unknown } | null
    if (!visit.person || !challenge || !body) return refuseAnswer(c)
    const name = plain(body.name) || 'My device'
    const today = visit.clock.now().toISOString().slice(0, 10)
    const site = { origin: visit.origin, name: await visit.organisation() }
    const added = await desk.passkeys.register(visit.person, { response: body.response, challenge, name, today }, site)
    return added.ok ? c.json({ next: '/me/passkeys' }) : refuseAnswer(c)
  }

export const offerChallenge =
  (desk: SignInDesk): Handler =>
  async (c) => {
    const { visit } = c.var
    const { challenge, options } = await desk.passkeys.challenge({ origin: visit.origin, name: '' })
    keepChallenge(c, desk, challenge, visit.clock.now())
    return c.json(options)
  }

export const acceptPasskey =
  (desk: SignInDesk): Handler =>
  async (c) => {
    const { visit } = c.var
    if (!desk.networkLimit.take(visit.network)) return c.json({ message: 'Wait ten minutes, then try again.' }, 429)
    const challenge = takeChallenge(c, desk, visit.clock.now())
    const body = (await c.req.json().catch(() => null)) as { response?: unknown; next?: unknown } | null
    if (!challenge || !body) return refuseAnswer(c)
    const person = await desk.passkeys.personOf(
      { response: body.response, challenge },
      { origin: visit.origin, name: '' },
    )
    if (!person.ok) return refuseAnswer(c)
    await desk.sessions.begin(c, person.value, 'passkey', visit.clock.now())
    return c.json({ next: safeNext(typeof body.next === 'string' ? body.next : undefined) })
  }
