import { getCookie, setCookie } from 'hono/cookie'
import type { Form } from '../../../platform/web/form.ts'
import type { Visit, WebContext } from '../../../platform/web/visit.ts'
import { dateValues, readDate } from '../../../ui/forms/date-value.ts'
import { emptyForm, type FormErrors, type FormState } from '../../../ui/forms/form-state.ts'
import { foundOrganisation } from '../found-organisation.ts'
import type { FoundingDraft } from '../founding.ts'
import { answerFounding, foundingDraft, type OfficeOffered } from '../founding-draft.ts'
import { whoseHouse } from '../queries.ts'
import { STARTING_POINTS, startingConstitution } from '../starting-points.ts'
import { CheckPage, FoundedAlreadyPage, StartingPointPage, StartPage } from './founding.tsx'
import { STEPS, type Step, StepPage } from './founding-steps.tsx'

const COOKIE = 'gs_founding'

/** What a step's page is drawn from. */
export interface Answered {
  readonly draft: FoundingDraft
  readonly offices: readonly OfficeOffered[]
  readonly latestEnd: string
}

export async function startFounding(c: WebContext): Promise<Response> {
  const { visit } = c.var
  const organisation = await visit.ask(whoseHouse, {})
  if (!organisation.ok) return visit.refuse(organisation.error)
  const { value } = organisation
  if (value !== null) return visit.show((frame) => FoundedAlreadyPage({ frame, organisation: value }))
  const form = { values: { token: c.req.query('token') ?? getCookie(c, COOKIE) ?? '' }, errors: [] }
  return visit.show((frame) => StartPage({ frame, form }))
}

export async function beginFounding(c: WebContext): Promise<Response> {
  const { visit } = c.var
  const form = await visit.form()
  const token = form.text('token')
  const known = await visit.asFounder(token).ask(foundingDraft, {})
  if (!known.ok) {
    const errors = [{ field: 'token', message: known.error.reason }]
    return visit.show((frame) => StartPage({ frame, form: { values: form.values, errors } }), 422)
  }
  keepToken(c, token)
  return visit.goTo('/found/name')
}

/** The token travels in the founder's own cookie: an address would leave it in histories and logs. */
function keepToken(c: WebContext, token: string | null): void {
  const secure = c.var.visit.origin.startsWith('https:')
  setCookie(c, COOKIE, token ?? '', {
    path: '/found',
    httpOnly: true,
    sameSite: 'Lax',
    secure,
    maxAge: token === null ? 0 : 86_400,
  })
}

export async function readStartingPoint(c: WebContext): Promise<Response> {
  const start = STARTING_POINTS.find((one) => one === c.req.param('start'))
  if (!start) return c.var.visit.notFound()
  const constitution = startingConstitution(start)
  return c.var.visit.show((frame) => StartingPointPage({ frame, start, constitution }))
}

export async function askStep(c: WebContext): Promise<Response> {
  const { visit } = c.var
  const answered = await answeredSoFar(c)
  if (answered === null) return visit.goTo('/found')
  const step = c.req.param('step')
  if (step === 'check') return visit.show((frame) => CheckPage({ frame, answered, errors: [] }))
  if (!isStep(step)) return visit.notFound()
  return visit.show((frame) =>
    StepPage({
      frame,
      step,
      answered,
      form: step === 'people' ? emptyForm : { values: valuesOf(answered.draft), errors: [] },
    }),
  )
}

export async function postStep(c: WebContext): Promise<Response> {
  const { visit } = c.var
  const answered = await answeredSoFar(c)
  if (answered === null) return visit.goTo('/found', 'Enter the founding token first.')
  const step = c.req.param('step')
  if (step === 'check') return found(c, answered)
  if (!isStep(step)) return visit.notFound()
  const form = await visit.form()
  const errors = await keepAnswer(c, step, form, answered)
  if (errors.length > 0)
    return visit.show((frame) => StepPage({ frame, step, answered, form: { values: form.values, errors } }), 422)
  // Adding or removing a founder comes back to the list; everything else goes on.
  if (step === 'people' && form.text('do') !== 'continue') return visit.goTo('/found/people')
  return visit.goTo(`/found/${STEPS[STEPS.indexOf(step) + 1] ?? 'check'}`)
}

async function keepAnswer(c: WebContext, step: Step, form: Form, { draft }: Answered): Promise<FormErrors> {
  if (step === 'people') return keepPeople(c, form, draft)
  if (step !== 'until') return answer(c, { [step]: form.text(step) })
  const day = readDate(formState(form), 'interimEndsOn')
  if (typeof day !== 'string') return answer(c, { interimEndsOn: day.date })
  const message = day === 'empty' ? 'Enter the day on which the first offices end' : 'There is no such day'
  return [{ field: 'interimEndsOn', message }]
}

async function keepPeople(c: WebContext, form: Form, draft: FoundingDraft): Promise<FormErrors> {
  const founders = draft.founders ?? []
  const what = form.text('do')
  const remove = /^remove-(\d{1,2})$/.exec(what)
  if (remove) return answer(c, { founders: founders.filter((_, index) => index !== Number(remove[1])) })
  const typed = { name: form.text('name'), email: form.text('email'), offices: form.list('offices') }
  if (what === 'continue' && typed.name === '' && typed.email === '')
    return founders.length > 0 ? [] : [{ field: 'name', message: 'Name at least one founder' }]
  const errors = await answer(c, { founders: [...founders, typed] })
  return errors.map(({ field, message }) => ({ field: field.split('.').at(-1) ?? '', message }))
}

async function answer(c: WebContext, answers: object): Promise<FormErrors> {
  const outcome = await founderOf(c).run(answerFounding, answers)
  if (outcome.ok) return []
  const { error } = outcome
  if (error.kind === 'invalid') return error.errors
  return [{ field: '', message: error.kind === 'refused' ? error.refusal.reason : 'This could not be kept.' }]
}

async function found(c: WebContext, answered: Answered): Promise<Response> {
  const { visit } = c.var
  const outcome = await founderOf(c).run(foundOrganisation, answered.draft)
  if (outcome.ok) {
    keepToken(c, null)
    return visit.goTo('/', `${answered.draft.name} is founded. Sign in with your e-mail address to begin.`)
  }
  const { error } = outcome
  if (error.kind === 'refused') return visit.refuse(error.refusal)
  const errors = error.kind === 'invalid' ? error.errors : error.problem
  return visit.show((frame) => CheckPage({ frame, answered, errors }), 422)
}

/** Null where the token is missing or right no longer. */
async function answeredSoFar(c: WebContext): Promise<Answered | null> {
  const answered = await founderOf(c).ask(foundingDraft, {})
  return answered.ok ? answered.value : null
}

function founderOf(c: WebContext): Pick<Visit, 'run' | 'ask'> {
  return c.var.visit.asFounder(getCookie(c, COOKIE) ?? '')
}

const isStep = (text: string | undefined): text is Step => STEPS.some((step) => step === text)

const formState = (form: Form): FormState => ({ values: form.values, errors: [] })

function valuesOf({ name, purpose, constitution, interimEndsOn }: FoundingDraft): FormState['values'] {
  const until = interimEndsOn === undefined ? {} : dateValues('interimEndsOn', interimEndsOn)
  return { name, purpose, constitution, ...until }
}
