import type { ComponentChildren } from 'preact'
import type { Frame } from '../../../platform/web/visit.ts'
import { Page } from '../../../ui/document.tsx'
import { Button, ButtonGroup } from '../../../ui/forms/button.tsx'
import { Checkboxes } from '../../../ui/forms/checkboxes.tsx'
import { DateInput } from '../../../ui/forms/date-input.tsx'
import { ErrorSummary } from '../../../ui/forms/error-summary.tsx'
import { Form } from '../../../ui/forms/form.tsx'
import type { FormState } from '../../../ui/forms/form-state.ts'
import { Radios } from '../../../ui/forms/radios.tsx'
import { TextInput } from '../../../ui/forms/text-input.tsx'
import { Textarea } from '../../../ui/forms/textarea.tsx'
import { PageHeading } from '../../../ui/parts/page-heading.tsx'
import { SummaryList } from '../../../ui/parts/summary-list.tsx'
import { dateInWords, listInWords } from '../words.ts'
import type { Answered } from './founding.handler.ts'
import { ABOUT_STARTING_POINTS } from './founding.tsx'

/** One question a page, in this order; then the answers are checked. */
export const STEPS = ['name', 'purpose', 'constitution', 'people', 'until'] as const
export type Step = (typeof STEPS)[number]

export interface StepProps {
  readonly frame: Frame
  readonly step: Step
  readonly answered: Answered
  readonly form: FormState
}

const TITLES: Readonly<Record<Step, string>> = {
  name: 'What is your organisation called?',
  purpose: 'What is it for?',
  constitution: 'Which constitution do you start from?',
  people: 'Who is the first committee?',
  until: 'When do the first offices end?',
}

export function StepPage(props: StepProps) {
  const { frame, step, form } = props
  const before = STEPS[STEPS.indexOf(step) - 1]
  return (
    <Page
      {...frame}
      title={TITLES[step]}
      errors={form.errors.length > 0}
      breadcrumbs={[
        { href: '/found', text: 'Found your organisation' },
        ...(before ? [{ href: `/found/${before}`, text: 'Back one question' }] : []),
      ]}
    >
      <ErrorSummary form={form} />
      <p class="gs-caption">
        Question {STEPS.indexOf(step) + 1} of {STEPS.length}
      </p>
      {QUESTIONS[step](props)}
    </Page>
  )
}

const QUESTIONS: Readonly<Record<Step, (props: StepProps) => ComponentChildren>> = {
  name: ({ form }) => (
    <Form>
      <TextInput
        form={form}
        name="name"
        label={TITLES.name}
        heading
        hint="As it stands in article 1 and at the head of every page."
        autocomplete="organization"
      />
      <Button>Continue</Button>
    </Form>
  ),
  purpose: ({ form }) => (
    <Form>
      <Textarea
        form={form}
        name="purpose"
        label={TITLES.purpose}
        heading
        hint="One or two sentences that finish “Its purpose is: …” in article 1."
        limit={{ characters: 2000 }}
      />
      <Button>Continue</Button>
    </Form>
  ),
  constitution: ({ form }) => (
    <Form>
      <Radios
        form={form}
        name="constitution"
        label={TITLES.constitution}
        heading
        hint="Members can change every article later, by the vote that it demands."
        choices={ABOUT_STARTING_POINTS.map(({ start, title, about }) => ({
          value: start,
          text: title,
          hint: (
            <>
              {about} <a href={`/found/constitutions/${start}`}>Read it</a>
            </>
          ),
        }))}
      />
      <Button>Continue</Button>
    </Form>
  ),
  people: PeopleQuestion,
  until: ({ form, answered }) => (
    <Form>
      <DateInput
        form={form}
        name="interimEndsOn"
        label={TITLES.until}
        heading
        hint={`Those you have named hold interim offices, which end by themselves after this day unless members have voted by then. The last day possible is ${dateInWords(answered.latestEnd)}.`}
      />
      <Button>Continue</Button>
    </Form>
  ),
}

function PeopleQuestion({ form, answered: { draft, offices } }: StepProps) {
  const founders = draft.founders ?? []
  const needed = offices.filter((office) => office.needed)
  const titleOf = (name: string) => offices.find((office) => office.name === name)?.title ?? name
  return (
    <>
      <PageHeading
        title={TITLES.people}
        lede="Their offices are interim: nobody voted, and the public page says so until members do."
      />
      {needed.length > 0 && (
        <p>
          The first election needs {listInWords(needed.map(({ title }) => `a ${title.toLowerCase()}`))}. One person may
          hold several offices.
        </p>
      )}
      <Form>
        {founders.length > 0 && (
          <SummaryList
            rows={founders.map(({ name, email, offices: held }, index) => ({
              key: name,
              value: (
                <>
                  <p>
                    {listInWords(held.map(titleOf)) || 'A founder without office'}
                    <br />
                    {email}
                  </p>
                  <Button kind="secondary" name="do" value={`remove-${index}`}>
                    Remove<span class="govuk-visually-hidden"> {name}</span>
                  </Button>
                </>
              ),
            }))}
          />
        )}
      </Form>
      <Form>
        <h2>{founders.length > 0 ? 'Add another founder' : 'Add a founder'}</h2>
        <TextInput form={form} name="name" label="Name" autocomplete="off" />
        <TextInput
          form={form}
          name="email"
          label="E-mail address"
          hint="They sign in with it."
          type="email"
          autocomplete="off"
        />
        {offices.length > 0 ? (
          <Checkboxes
            form={form}
            name="offices"
            label="Interim offices"
            optional
            choices={offices.map(({ name, title }) => ({ value: name, text: title }))}
          />
        ) : (
          <p>
            Which offices there are, the constitution says: <a href="/found/constitution">choose one first</a>.
          </p>
        )}
        <ButtonGroup>
          <Button name="do" value="continue">
            Continue
          </Button>
          <Button kind="secondary" name="do" value="add">
            Add, and name another
          </Button>
        </ButtonGroup>
      </Form>
    </>
  )
}
