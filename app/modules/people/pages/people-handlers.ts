import { isUuid, type PersonId } from '../../../platform/ids.ts'
import type { WebContext } from '../../../platform/web/visit.ts'
import { emptyForm, type FormState } from '../../../ui/forms/form-state.ts'
import { addAddress, removeAddress } from '../change-address.ts'
import { findPeople, personShown } from '../find-people.ts'
import type { ImportFollower } from '../import/merge-import.ts'
import { decideReviewVerb, REVIEWS_ON_A_PAGE, reviewQueue } from '../review.ts'
import { PeoplePage } from './people-page.tsx'
import { PersonPage } from './person-page.tsx'
import { ReviewPage } from './review-page.tsx'

type Handler = (c: WebContext) => Promise<Response>

export const showPeople: Handler = async (c) => {
  const { visit } = c.var
  const find = (c.req.query('q') ?? '').trim().slice(0, 200)
  const found = await visit.ask(findPeople, { find, page: Number(c.req.query('page') ?? 1) })
  return found.ok ? visit.show((frame) => PeoplePage({ frame, found: found.value, find })) : visit.refuse(found.error)
}

export const showPerson: Handler = (c) => person(c, emptyForm)

async function person(c: WebContext, form: FormState): Promise<Response> {
  const { visit } = c.var
  const id = c.req.param('id') ?? ''
  if (!isUuid(id)) return visit.notFound()
  const shown = await visit.ask(personShown, { person: id as PersonId })
  if (!shown.ok) return visit.refuse(shown.error)
  const { value } = shown
  if (!value) return visit.notFound()
  return visit.show((frame) => PersonPage({ frame, shown: value, form }), form.errors.length > 0 ? 422 : 200)
}

export const postAddress: Handler = async (c) => {
  const { visit } = c.var
  const id = c.req.param('id') ?? ''
  const form = await visit.form()
  const done = await visit.run(addAddress, { person: id, email: form.text('email') })
  if (done.ok) return visit.goTo(`/people/${id}`, 'The address is on the record, and the others were told.')
  const { error } = done
  if (error.kind === 'refused') return visit.refuse(error.refusal)
  if (error.kind === 'rejected' && error.problem.kind === 'no-such-person') return visit.notFound()
  const errors =
    error.kind === 'invalid' ? error.errors : [{ field: 'email', message: 'This address is on the record already' }]
  return person(c, { values: form.values, errors })
}

export const postAddressGone: Handler = async (c) => {
  const { visit } = c.var
  const id = c.req.param('id') ?? ''
  const form = await visit.form()
  const done = await visit.run(removeAddress, { person: id, email: form.text('email') })
  if (!done.ok && done.error.kind === 'refused') return visit.refuse(done.error.refusal)
  if (!isUuid(id)) return visit.notFound()
  return visit.goTo(
    `/people/${id}`,
    done.ok ? 'The address is off the record.' : 'Nothing was changed: the last address stays.',
  )
}

export const showReview: Handler = (c) => queue(c)

async function queue(c: WebContext, refused?: Parameters<typeof ReviewPage>[0]['refused']): Promise<Response> {
  const { visit } = c.var
  const found = await visit.ask(reviewQueue, {})
  if (!found.ok) return visit.refuse(found.error)
  return visit.show((frame) => ReviewPage({ frame, ...found.value, refused }), refused ? 422 : 200)
}

export function postReview(followers: readonly ImportFollower[]): Handler {
  const decideReview = decideReviewVerb(followers)
  return async (c) => {
    const { visit } = c.var
    const id = c.req.param('id') ?? ''
    const form = await visit.form()
    const done = await visit.run(decideReview, { review: id, who: form.text('who') })
    if (done.ok) return visit.goTo('/people/review', 'Saved.')
    if (done.error.kind === 'refused') return visit.refuse(done.error.refusal)
    if (done.error.kind === 'rejected') return visit.goTo('/people/review', 'Somebody has looked at that row already.')
    const errors = [{ field: 'who', message: 'Choose who this is' }]
    return queue(c, { id, form: { values: form.values, errors } })
  }
}

/** Says of every row on the page that it is a person of their own. */
export function postAllNew(followers: readonly ImportFollower[]): Handler {
  const decideReview = decideReviewVerb(followers)
  return async (c) => {
    const { visit } = c.var
    const form = await visit.form()
    let decided = 0
    for (const id of form.list('review').slice(0, REVIEWS_ON_A_PAGE)) {
      const done = await visit.run(decideReview, { review: id, who: 'new' })
      if (!done.ok && done.error.kind === 'refused') return visit.refuse(done.error.refusal)
      if (done.ok) decided++
    }
    return visit.goTo('/people/review', decided === 1 ? '1 person added.' : `${decided} people added.`)
  }
}
