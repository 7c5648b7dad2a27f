import type { Frame } from '../../../platform/web/visit.ts'
import { Page } from '../../../ui/document.tsx'
import { Button } from '../../../ui/forms/button.tsx'
import { DateInput } from '../../../ui/forms/date-input.tsx'
import { Form } from '../../../ui/forms/form.tsx'
import type { FormState } from '../../../ui/forms/form-state.ts'
import { Select } from '../../../ui/forms/select.tsx'
import { TextInput } from '../../../ui/forms/text-input.tsx'
import { PageHeading } from '../../../ui/parts/page-heading.tsx'
import type { CallingFacts } from '../calling/queries.ts'

/** Where the returning officer calls an election. */
export function CallPage({ frame, facts, form }: { frame: Frame; facts: CallingFacts; form: FormState }) {
  const { least } = facts
  return (
    <Page
      {...frame}
      title="Call an election"
      errors={form.errors.length > 0}
      breadcrumbs={[{ href: '/ballots', text: 'Ballots' }]}
    >
      <Form action="/ballots/call" form={form} hidden={{ scope: facts.scope }}>
        <PageHeading
          title="Call an election"
          caption={facts.group ?? undefined}
          lede="Once called, the program keeps the timetable by itself: it freezes the roll, opens and closes the ballot, counts, and publishes."
        />
        <TextInput form={form} name="title" label="What the election is called" hint="For example: Treasurer 2027" />
        <Select
          form={form}
          name="office"
          label="The office to be filled"
          options={[
            { value: '', text: 'Choose an office' },
            ...facts.offices.map(({ name, title, seats }) => ({
              value: name,
              text: seats === 1 ? title : `${title} (${seats} seats)`,
            })),
          ]}
        />
        <TextInput form={form} name="seats" label="How many seats" width={3} inputmode="numeric" />
        <DateInput
          form={form}
          name="nominationsOpen"
          label="Nominations open"
          hint="At midnight as this day begins; today means now."
        />
        <DateInput
          form={form}
          name="nominationsClose"
          label="Nominations close"
          hint={`At 5pm, at least ${days(least.nominationDays)} after they open.`}
        />
        <DateInput
          form={form}
          name="freezeAt"
          label="The roll is frozen"
          hint={`At midday, at least ${days(least.noticeDays)} after this call.`}
        />
        <DateInput
          form={form}
          name="opensAt"
          label="The ballot opens"
          hint={`At midday, at least ${days(least.challengeDays)} after the freeze.`}
        />
        <DateInput
          form={form}
          name="closesAt"
          label="The ballot closes"
          hint={`At midday, at least ${days(least.ballotDays)} after it opens.`}
        />
        <p class="govuk-body">
          The result is published as soon as the papers are counted, and declared {days(facts.appealDays)} later. Papers
          are public where at least {facts.leastPublic} were opened together.
        </p>
        <Button>Call the election</Button>
      </Form>
    </Page>
  )
}

const days = (count: number): string => (count === 1 ? 'one day' : `${count} days`)
