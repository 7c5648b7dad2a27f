import { ORGANISATION, type Scope } from '../../../platform/ids.ts'
import type { WebContext } from '../../../platform/web/visit.ts'
import { readDate } from '../../../ui/forms/date-value.ts'
import { emptyForm, type FormErrors, type FormState } from '../../../ui/forms/form-state.ts'
import { callElection } from '../calling/call-election.ts'
import { dayOf, instantOf } from '../calling/days.ts'
import { callingFacts } from '../calling/queries.ts'
import { CallPage } from './call.tsx'
import { formErrors } from './form-errors.ts'

/** At what time of its day each step happens, and what it is called where its date is missing. */
const STEPS = {
  nominationsOpen: { time: '00:00', missing: 'Enter the day on which nominations open' },
  nominationsClose: { time: '17:00', missing: 'Enter the day on which nominations close' },
  freezeAt: { time: '12:00', missing: 'Enter the day on which the roll is frozen' },
  opensAt: { time: '12:00', missing: 'Enter the day on which the ballot opens' },
  closesAt: { time: '12:00', missing: 'Enter the day on which the ballot closes' },
} as const

export async function showCall(c: WebContext): Promise<Response> {
  const { visit } = c.var
  const facts = await visit.ask(callingFacts, { scope: scopeOf(c.req.query('place')) })
  if (!facts.ok) return visit.refuse(facts.error)
  return visit.show((frame) => CallPage({ frame, facts: facts.value, form: emptyForm }))
}

export async function postCall(c: WebContext): Promise<Response> {
  const { visit } = c.var
  const form = await visit.form()
  const facts = await visit.ask(callingFacts, { scope: scopeOf(form.text('scope')) })
  if (!facts.ok) return visit.refuse(facts.error)
  const again = (errors: FormErrors) =>
    visit.show((frame) => CallPage({ frame, facts: facts.value, form: { values: form.values, errors } }), 422)
  const read = readTimes({ values: form.values, errors: [] }, visit.clock.now())
  if (read.errors.length > 0) return again(read.errors)
  const outcome = await visit.run(callElection, {
    title: form.text('title'),
    office: form.text('office'),
    seats: form.text('seats'),
    scope: facts.value.scope,
    ...read.times,
  })
  if (outcome.ok) return visit.goTo(`/ballots/${outcome.value}`, 'The election is called.')
  if (outcome.error.kind === 'refused') return visit.refuse(outcome.error.refusal)
  return again(formErrors(outcome.error))
}

/** The place that an election is called for: `group:…`, or the organisation. */
const scopeOf = (text: string | undefined): Scope => (text?.startsWith('group:') ? (text as Scope) : ORGANISATION)

function readTimes(form: FormState, now: Date) {
  const times: Record<string, Date> = {}
  const errors: { field: string; message: string }[] = []
  for (const [field, { time, missing }] of Object.entries(STEPS)) {
    const day = readDate(form, field)
    if (day === 'empty') errors.push({ field, message: missing })
    else if (day === 'invalid') errors.push({ field, message: 'Enter a day that exists, such as 24 9 2027' })
    else times[field] = field === 'nominationsOpen' && day.date === dayOf(now) ? now : instantOf(day.date, time)
  }
  return { times, errors }
}
