import type { WebContext } from '../../../platform/web/visit.ts'
import type { FormState } from '../../../ui/forms/form-state.ts'
import { callOff } from '../calling/call-off.ts'
import { turnout } from '../casting/queries.ts'
import { withheldPapers } from '../opening/queries.ts'
import { rollPage } from '../roll/queries.ts'
import { decideCandidate } from '../standing/decide-candidate.ts'
import { nominationPicture, nominations } from '../standing/queries.ts'
import { contestIn } from './contest.handler.ts'
import { formErrors } from './form-errors.ts'
import { RollPage, RunPage } from './run.tsx'

export const showRun = (c: WebContext): Promise<Response> => runPage(c)

async function runPage(c: WebContext, refused?: { about: string; form: FormState }): Promise<Response> {
  const { visit } = c.var
  const id = contestIn(c)
  const found = id && (await visit.ask(nominations, { contest: id }))
  if (!found) return visit.notFound()
  if (!found.ok) return visit.refuse(found.error)
  const { value } = found
  if (!value) return visit.notFound()
  // Asked as anyone may ask it: running an election shows no more of the box than the public board does.
  const asked = await visit.ask(turnout, { contest: value.contest.id })
  const counted = (asked.ok && asked.value) || { cast: 0, voters: 0 }
  return visit.show((frame) => RunPage({ frame, ...value, turnout: counted, refused }), refused ? 422 : 200)
}

export async function postDecision(c: WebContext): Promise<Response> {
  const { visit } = c.var
  const id = contestIn(c)
  const candidate = c.req.param('candidate') ?? ''
  if (!id) return visit.notFound()
  const form = await visit.form()
  const short = candidate.slice(0, 8)
  const outcome = await visit.run(decideCandidate, {
    contest: id,
    candidate,
    decision: form.text(`decision-${short}`),
    reason: form.text(`reason-${short}`),
  })
  if (outcome.ok) return visit.goTo(`/ballots/${id}/run`, 'Your decision is kept, and shown to the candidate.')
  if (outcome.error.kind === 'refused') return visit.refuse(outcome.error.refusal)
  const errors = formErrors(outcome.error).map(({ field, message }) => ({
    field: field && `${field}-${short}`,
    message,
  }))
  return runPage(c, { about: candidate, form: { values: form.values, errors } })
}

export async function postCallOff(c: WebContext): Promise<Response> {
  const { visit } = c.var
  const id = contestIn(c)
  if (!id) return visit.notFound()
  const form = await visit.form()
  const outcome = await visit.run(callOff, { contest: id, reason: form.text('reason') })
  if (outcome.ok) return visit.goTo(`/ballots/${id}`, 'The election is called off.')
  if (outcome.error.kind === 'refused') return visit.refuse(outcome.error.refusal)
  const errors =
    outcome.error.kind === 'invalid'
      ? formErrors(outcome.error)
      : [{ field: 'reason', message: 'The ballot has closed: this election cannot be called off any more.' }]
  return runPage(c, { about: 'call-off', form: { values: form.values, errors } })
}

export async function showRoll(c: WebContext): Promise<Response> {
  const { visit } = c.var
  const id = contestIn(c)
  if (!id) return visit.notFound()
  const words = (c.req.query('q') ?? '').trim().slice(0, 100)
  const page = Number.parseInt(c.req.query('page') ?? '1', 10) || 1
  const roll = await visit.ask(rollPage, { contest: id, words, page })
  if (!roll.ok) return visit.refuse(roll.error)
  const { value } = roll
  return value ? visit.show((frame) => RollPage({ frame, roll: value, words })) : visit.notFound()
}

export async function showNominationPicture(c: WebContext): Promise<Response> {
  const { visit } = c.var
  const id = contestIn(c)
  if (!id) return visit.notFound()
  const found = await visit.ask(nominationPicture, { contest: id, candidate: c.req.param('candidate') ?? '' })
  if (!found.ok) return visit.refuse(found.error)
  return found.value ? privateFile(c, 'image/webp', found.value) : visit.notFound()
}

export async function showWithheldPapers(c: WebContext): Promise<Response> {
  const { visit } = c.var
  const id = contestIn(c)
  if (!id) return visit.notFound()
  const found = await visit.ask(withheldPapers, { contest: id })
  if (!found.ok) return visit.refuse(found.error)
  return found.value ? privateFile(c, 'text/plain; charset=utf-8', found.value) : visit.notFound()
}

/** A file for this reader alone: no cache keeps it. */
const privateFile = (c: WebContext, type: string, bytes: Uint8Array): Response =>
  c.body(new Uint8Array(bytes), 200, { 'content-type': type, 'cache-control': 'no-store' })
