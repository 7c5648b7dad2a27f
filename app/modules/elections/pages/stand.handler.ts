import type { WebContext } from '../../../platform/web/visit.ts'
import type { FormState } from '../../../ui/forms/form-state.ts'
import { type StandingForm, standingForm } from '../standing/queries.ts'
import { stand } from '../standing/stand.ts'
import { withdraw } from '../standing/withdraw.ts'
import { contestIn } from './contest.handler.ts'
import { contestPath } from './contest-words.ts'
import { formErrors } from './form-errors.ts'
import { StandPage } from './stand.tsx'

export async function showStand(c: WebContext): Promise<Response> {
  const { visit } = c.var
  const standing = await standingIn(c)
  if (standing instanceof Response) return standing
  const { before } = standing
  const values = before
    ? { name: before.name, statement: before.statement, pictureWords: before.pictureWords }
    : { name: '' }
  return visit.show((frame) => StandPage({ frame, standing, form: { values, errors: [] } }))
}

export async function postStand(c: WebContext): Promise<Response> {
  const { visit } = c.var
  const standing = await standingIn(c)
  if (standing instanceof Response) return standing
  const form = await visit.form()
  const [file] = form.files.picture ?? []
  const outcome = await visit.run(stand, {
    contest: standing.contest.id,
    name: form.text('name'),
    statement: form.text('statement'),
    pictureWords: form.text('pictureWords'),
    ...(file ? { picture: new Uint8Array(await file.arrayBuffer()) } : {}),
  })
  if (outcome.ok) {
    return visit.goTo(
      contestPath(standing.contest, '/stand'),
      'You stand as a candidate. The returning officer looks at your nomination next.',
    )
  }
  if (outcome.error.kind === 'refused') return visit.refuse(outcome.error.refusal)
  const state: FormState = {
    values: { ...form.values, pictureLost: file ? 'yes' : '' },
    errors: formErrors(outcome.error),
  }
  return visit.show((frame) => StandPage({ frame, standing, form: state }), 422)
}

export async function postWithdraw(c: WebContext): Promise<Response> {
  const { visit } = c.var
  const standing = await standingIn(c)
  if (standing instanceof Response) return standing
  const outcome = await visit.run(withdraw, { contest: standing.contest.id })
  if (!outcome.ok && outcome.error.kind === 'refused') return visit.refuse(outcome.error.refusal)
  return visit.goTo(
    contestPath(standing.contest, '/stand'),
    outcome.ok
      ? 'You have withdrawn your nomination.'
      : 'Nothing was changed: nominations have closed, or you do not stand.',
  )
}

async function standingIn(c: WebContext): Promise<StandingForm | Response> {
  const { visit } = c.var
  const id = contestIn(c)
  if (!id) return visit.notFound()
  if (!visit.person) return visit.signInFirst()
  const standing = await visit.ask(standingForm, { contest: id })
  if (!standing.ok) return visit.refuse(standing.error)
  return standing.value ?? visit.notFound()
}
