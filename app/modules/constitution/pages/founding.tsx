import type { Frame } from '../../../platform/web/visit.ts'
import { Page } from '../../../ui/document.tsx'
import { Button } from '../../../ui/forms/button.tsx'
import { ErrorSummary } from '../../../ui/forms/error-summary.tsx'
import { Form } from '../../../ui/forms/form.tsx'
import type { FormErrors, FormState } from '../../../ui/forms/form-state.ts'
import { TextInput } from '../../../ui/forms/text-input.tsx'
import { PageHeading } from '../../../ui/parts/page-heading.tsx'
import { SummaryList } from '../../../ui/parts/summary-list.tsx'
import type { Constitution } from '../constitution.ts'
import type { Organisation } from '../organisation.ts'
import type { StartingPoint } from '../starting-points.ts'
import { dateInWords, listInWords } from '../words.ts'
import { Articles } from './document-parts.tsx'
import type { Answered } from './founding.handler.ts'

export const ABOUT_STARTING_POINTS: readonly { start: StartingPoint; title: string; about: string }[] = [
  {
    start: 'federation',
    title: 'A federation of local groups',
    about:
      'Groups run themselves; all members elect the officers, a national committee and an appeals panel; conference decides.',
  },
  {
    start: 'association',
    title: 'A small association',
    about: 'One general meeting, nine places on the committee, elections every year.',
  },
  {
    start: 'branch',
    title: 'A trade-union branch',
    about: 'Branch meetings every quarter, workplaces with their own representatives, beside the union’s rule book.',
  },
]

const BACK = [{ href: '/found', text: 'Found your organisation' }]

export function StartPage({ frame, form }: { frame: Frame; form: FormState }) {
  return (
    <Page {...frame} title="Found your organisation" errors={form.errors.length > 0}>
      <ErrorSummary form={form} />
      <PageHeading
        title="Found your organisation"
        lede="Five questions, about ten minutes: its name, what it is for, the constitution it starts from, the first committee, and the day by which members will have voted."
      />
      <p>Answers are kept as you go. Nothing is public until you have checked them all and founded it.</p>
      <Form>
        <TextInput
          form={form}
          name="token"
          label="Founding token"
          hint="The program printed it on the console when it was started. It shows that you are the one who set this up."
          autocomplete="off"
          spellcheck={false}
        />
        <Button>Begin</Button>
      </Form>
    </Page>
  )
}

export function FoundedAlreadyPage({ frame, organisation }: { frame: Frame; organisation: Organisation }) {
  return (
    <Page {...frame} title="This house is taken">
      <PageHeading title="This house is taken" lede={`${organisation.name} was founded here already.`} />
      <p>
        <a href="/constitution">Read its constitution</a>, or see <a href="/offices">who holds which office</a>.
      </p>
    </Page>
  )
}

export function StartingPointPage({
  frame,
  start,
  constitution,
}: {
  frame: Frame
  start: StartingPoint
  constitution: Constitution
}) {
  const about = ABOUT_STARTING_POINTS.find((one) => one.start === start)
  return (
    <Page
      {...frame}
      title={about?.title ?? start}
      width="wide"
      breadcrumbs={[...BACK, { href: '/found/constitution', text: 'Choose a constitution' }]}
    >
      <PageHeading title={about?.title ?? start} caption="A constitution to start from" lede={about?.about} />
      <Articles constitution={constitution} />
    </Page>
  )
}

export function CheckPage({ frame, answered, errors }: { frame: Frame; answered: Answered; errors: FormErrors }) {
  const { draft, offices } = answered
  const titleOf = (name: string) => offices.find((office) => office.name === name)?.title ?? name
  const change = (step: string, of: string) => [{ href: `/found/${step}`, text: 'Change', of }]
  const none = 'Not answered yet'
  return (
    <Page {...frame} title="Check your answers" errors={errors.length > 0} breadcrumbs={BACK}>
      <Problems errors={errors} />
      <PageHeading
        title="Check your answers"
        lede="When you found it, this becomes public, other than the e-mail addresses and the names of founders without office."
      />
      <SummaryList
        rows={[
          { key: 'Name', value: draft.name ?? none, actions: change('name', 'the name') },
          { key: 'Purpose', value: draft.purpose ?? none, actions: change('purpose', 'the purpose') },
          {
            key: 'Constitution',
            value: ABOUT_STARTING_POINTS.find(({ start }) => start === draft.constitution)?.title ?? none,
            actions: change('constitution', 'the constitution'),
          },
          {
            key: 'First committee',
            value: draft.founders?.length ? (
              <ul>
                {draft.founders.map(({ name, email, offices: held }, index) => (
                  <li key={index}>
                    {name}, {email}: {listInWords(held.map(titleOf)) || 'no office'}
                  </li>
                ))}
              </ul>
            ) : (
              none
            ),
            actions: change('people', 'the first committee'),
          },
          {
            key: 'First offices end on',
            value: draft.interimEndsOn ? dateInWords(draft.interimEndsOn) : none,
            actions: change('until', 'the day'),
          },
        ]}
      />
      <Form>
        <Button>Found {draft.name ?? 'the organisation'}</Button>
      </Form>
    </Page>
  )
}

const STEP_OF: Readonly<Record<string, string>> = { interimEndsOn: 'until', founders: 'people' }

/** What is wrong, each line leading to the question that mends it. */
function Problems({ errors }: { errors: FormErrors }) {
  if (errors.length === 0) return null
  return (
    <div class="govuk-error-summary" tabIndex={-1} autofocus>
      <div role="alert">
        <h2 class="govuk-error-summary__title">There is a problem</h2>
        <ul class="govuk-list govuk-error-summary__list">
          {errors.map(({ field, message }) => {
            const answer = field.split('.')[0] ?? ''
            return (
              <li key={field + message}>
                {answer === '' ? message : <a href={`/found/${STEP_OF[answer] ?? answer}`}>{message}</a>}
              </li>
            )
          })}
        </ul>
      </div>
    </div>
  )
}
