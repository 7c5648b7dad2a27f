import type { WebContext } from '../../../platform/web/visit.ts'
import { emptyForm, type FormErrors } from '../../../ui/forms/form-state.ts'
import type { SignInDesk } from './desk.ts'
import { HelpPage } from './help-page.tsx'
import { mailboxKey, peopleOfMailbox } from './mailbox.ts'
import { requestLink } from './request-link.ts'
import { LinkSentPage, SignInPage } from './sign-in-page.tsx'
import { LinkOverPage, UseLinkPage } from './use-link-page.tsx'

type Handler = (c: WebContext) => Promise<Response>

export const showHelp: Handler = (c) => c.var.visit.showPublic([], (frame) => HelpPage({ frame }))

export const showSignIn: Handler = (c) =>
  c.var.visit.show((frame) => SignInPage({ frame, form: emptyForm, next: safeNext(c.req.query('next')) }))

/** Always the same answer, so that nobody learns here who is a member. */
export const postSignIn =
  (desk: SignInDesk): Handler =>
  async (c) => {
    const { visit } = c.var
    const form = await visit.form()
    const email = form.text('email')
    const next = safeNext(form.text('next'))
    const again = (errors: FormErrors, status: 422 | 429) =>
      visit.show((frame) => SignInPage({ frame, form: { values: form.values, errors }, next }), status)

    const key = mailboxKey.safeParse(email)
    if (!key.success) return again([{ field: 'email', message: key.error.issues[0]?.message ?? '' }], 422)
    if (!desk.networkLimit.take(visit.network) || !desk.mailboxLimit.take(key.data)) {
      return again([{ field: 'email', message: 'That is a lot of letters. Wait ten minutes, then ask again' }], 429)
    }
    const mark = await desk.links.make(key.data, visit.clock.now())
    const organisation = await visit.organisation()
    const asked = await visit.run(requestLink, { email, mark, organisation })
    if (!asked.ok && asked.error.kind === 'refused') return visit.refuse(asked.error.refusal)
    return visit.show((frame) => LinkSentPage({ frame, email }))
  }

/** Opening the link shows a page and spends nothing. */
export const showLink =
  (desk: SignInDesk): Handler =>
  async (c) => {
    const { visit } = c.var
    const state = await desk.links.look(c.req.param('token') ?? '', visit.clock.now())
    if (state.kind !== 'good') return visit.show((frame) => LinkOverPage({ frame, why: state.kind }), 410)
    const people = await visit.ask(peopleOfMailbox, { addressKey: state.addressKey })
    if (!people.ok) return visit.refuse(people.error)
    if (people.value.length === 0) return visit.show((frame) => LinkOverPage({ frame, why: 'unknown' }), 410)
    const page = await visit.show((frame) => UseLinkPage({ frame, people: people.value, form: emptyForm }))
    // Its reader is not signed in yet, but it names people already: no cache on the way keeps it.
    page.headers.set('cache-control', 'no-store')
    return page
  }

export const postLink =
  (desk: SignInDesk): Handler =>
  async (c) => {
    const { visit } = c.var
    const token = c.req.param('token') ?? ''
    const now = visit.clock.now()
    const state = await desk.links.look(token, now)
    if (state.kind !== 'good') return visit.show((frame) => LinkOverPage({ frame, why: state.kind }), 410)
    const asked = await visit.ask(peopleOfMailbox, { addressKey: state.addressKey })
    if (!asked.ok) return visit.refuse(asked.error)
    const people = asked.value
    const form = await visit.form()
    const chosen = people.length === 1 ? people[0] : people.find(({ person }) => person === form.text('person'))
    if (!chosen) {
      const errors = [{ field: 'person', message: 'Choose who you are' }]
      return visit.show((frame) => UseLinkPage({ frame, people, form: { values: form.values, errors } }), 422)
    }
    // Two presses at once: one of them is signed in, the other told that the link is used.
    if (!(await desk.links.spend(token, now))) return visit.show((frame) => LinkOverPage({ frame, why: 'used' }), 410)
    await desk.sessions.begin(c, chosen.person, 'link', now)
    return visit.goTo('/me')
  }

export const postSignOut =
  (desk: SignInDesk): Handler =>
  async (c) => {
    const { visit } = c.var
    const form = await visit.form()
    if (form.text('everywhere') && visit.person) await desk.sessions.endAll(visit.person)
    await desk.sessions.end(c)
    return visit.goTo('/', 'You are signed out.')
  }

/** Only to a page of our own: no address that begins with another site's name. */
export function safeNext(next: string | undefined): string {
  return next && /^\/(?![/\\])[\w\-/?=&.%]*$/.test(next) ? next : '/me'
}
