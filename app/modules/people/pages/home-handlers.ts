import type { WebContext } from '../../../platform/web/visit.ts'
import type { FormState } from '../../../ui/forms/form-state.ts'
import { correctOwnRecord } from '../correct-record.ts'
import { homeQuery, whoLookedAtMe } from '../home.ts'
import type { HomeSection } from '../section.ts'
import { DetailsPage } from './details-page.tsx'
import { HomePage } from './home-page.tsx'
import { SeenByPage } from './seen-by-page.tsx'

type Handler = (c: WebContext) => Promise<Response>

/** Whoever is not signed in is asked to, and comes back here. */

export function showHome(sections: readonly HomeSection[]): Handler {
  const home = homeQuery(sections)
  return async (c) => {
    const { visit } = c.var
    if (!visit.person) return visit.signInFirst()
    const found = await visit.ask(home, {})
    if (!found.ok) return visit.refuse(found.error)
    const { value } = found
    return value ? visit.show((frame) => HomePage({ frame, home: value })) : visit.notFound()
  }
}

export const showSeenBy: Handler = async (c) => {
  const { visit } = c.var
  if (!visit.person) return visit.signInFirst()
  const seen = await visit.ask(whoLookedAtMe, {})
  return seen.ok ? visit.show((frame) => SeenByPage({ frame, seen: seen.value })) : visit.refuse(seen.error)
}

export function showDetails(): Handler {
  const home = homeQuery([])
  return async (c) => {
    const { visit } = c.var
    if (!visit.person) return visit.signInFirst()
    const found = await visit.ask(home, {})
    if (!found.ok) return visit.refuse(found.error)
    if (!found.value) return visit.notFound()
    const { name, pronouns, postcode, place, reachBy, neverPhone } = found.value.record
    const values = {
      name,
      pronouns: pronouns ?? '',
      postcode: postcode ?? '',
      place: place ?? '',
      reachBy,
      neverPhone: neverPhone ? 'yes' : '',
    }
    return visit.show((frame) => DetailsPage({ frame, form: { values, errors: [] } }))
  }
}

export const postDetails: Handler = async (c) => {
  const { visit } = c.var
  if (!visit.person) return visit.signInFirst()
  const form = await visit.form()
  const text = (name: string) => form.text(name)
  const done = await visit.run(correctOwnRecord, {
    name: text('name'),
    pronouns: text('pronouns'),
    postcode: text('postcode'),
    place: text('place'),
    reachBy: text('reachBy'),
    neverPhone: text('neverPhone') === 'yes',
  })
  if (done.ok) return visit.goTo('/me', 'Your details are saved.')
  if (done.error.kind === 'refused') return visit.refuse(done.error.refusal)
  const errors = done.error.kind === 'invalid' ? done.error.errors : []
  const state: FormState = { values: form.values, errors }
  return visit.show((frame) => DetailsPage({ frame, form: state }), 422)
}
