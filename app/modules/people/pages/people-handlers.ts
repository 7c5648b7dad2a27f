import { isUuid, type PersonId } from '../../../platform/ids.ts'
import type { WebContext } from '../../../platform/web/visit.ts'
import { findPeople, personShown } from '../find-people.ts'
import type { ImportFollower } from '../import/merge-import.ts'
import { decideReviewVerb, reviewQueue } from '../review.ts'
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

export const showPerson: Handler = async (c) => {
  const { visit } = c.var
  const person = c.req.param('id') ?? ''
  if (!isUuid(person)) return visit.notFound()
  const shown = await visit.ask(personShown, { person: person as PersonId })
  if (!shown.ok) return visit.refuse(shown.error)
  const { value } = shown
  return value ? visit.show((frame) => PersonPage({ frame, shown: value })) : visit.notFound()
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
