import type { Frame } from '../../../platform/web/visit.ts'
import { Page } from '../../../ui/document.tsx'
import { formatNumber } from '../../../ui/format.ts'
import { Button } from '../../../ui/forms/button.tsx'
import { Form } from '../../../ui/forms/form.tsx'
import { emptyForm, type FormState } from '../../../ui/forms/form-state.ts'
import { Radios } from '../../../ui/forms/radios.tsx'
import { Textarea } from '../../../ui/forms/textarea.tsx'
import { KeyFigures } from '../../../ui/parts/key-figures.tsx'
import { PageHeading } from '../../../ui/parts/page-heading.tsx'
import { Pagination } from '../../../ui/parts/pagination.tsx'
import { Paragraphs } from '../../../ui/parts/paragraphs.tsx'
import { PersonCard } from '../../../ui/parts/person-card.tsx'
import { SearchForm } from '../../../ui/parts/search-form.tsx'
import { Table } from '../../../ui/parts/table.tsx'
import type { Contest } from '../calling/contest.ts'
import type { RollPage as Roll } from '../roll/queries.ts'
import type { CandidateLine } from '../standing/queries.ts'
import { contestPath, phaseTag, reasonWords, stateTag } from './contest-words.ts'

const crumbs = (contest: Contest) => [
  { href: '/ballots', text: 'Ballots' },
  { href: contestPath(contest), text: contest.title },
]

export interface RunPageProps {
  readonly frame: Frame
  readonly contest: Contest
  readonly lines: readonly CandidateLine[]
  readonly turnout: { readonly cast: number; readonly voters: number }
  /** The form that was refused, and the nomination it was about; `call-off` for the form below. */
  readonly refused?: { readonly about: string; readonly form: FormState } | undefined
}

/** Where the returning officer decides on nominations and sees how far the election has come. No totals are here. */
export function RunPage({ frame, contest, lines, turnout, refused }: RunPageProps) {
  const title = `Run: ${contest.title}`
  return (
    <Page {...frame} title={title} errors={refused !== undefined} breadcrumbs={crumbs(contest)}>
      <PageHeading title={contest.title} caption="Run this election" lede={`${phaseTag[contest.phase].text}.`} />
      <KeyFigures
        figures={[
          { label: 'May vote', value: contest.roll ? formatNumber(turnout.voters) : 'Not frozen yet' },
          { label: 'Envelopes in the box', value: formatNumber(turnout.cast) },
          { label: 'Nominations', value: formatNumber(lines.length) },
        ]}
      />
      <p class="govuk-body">How votes are cast, nobody sees before the close: neither you nor the program.</p>
      {contest.roll && (
        <p class="govuk-body">
          <a class="govuk-link" href={contestPath(contest, '/run/roll')}>
            See the roll
          </a>
        </p>
      )}
      {contest.papers !== null && !contest.papersPublic && (
        <p class="govuk-body">
          Too few papers were opened together for them to be public.{' '}
          <a class="govuk-link" href={contestPath(contest, '/run/papers.blt')}>
            Download the ballot file for scrutineers
          </a>
          . Give it to nobody else.
        </p>
      )}
      <h2 class="govuk-heading-l">Nominations</h2>
      {lines.length === 0 && <p class="govuk-body">Nobody has stood yet.</p>}
      {contest.stage === 'called' && lines.some(({ state }) => state === 'submitted') && (
        <p class="govuk-body">A nomination on which you have not decided when the ballot opens counts as valid.</p>
      )}
      {lines.map((line) => (
        <Nomination
          key={line.id}
          contest={contest}
          line={line}
          form={refused?.about === line.id ? refused.form : emptyForm}
        />
      ))}
      {(contest.stage === 'called' || contest.phase === 'ballot') && (
        <CallOff contest={contest} form={refused?.about === 'call-off' ? refused.form : emptyForm} />
      )}
    </Page>
  )
}

function Nomination({ contest, line, form }: { contest: Contest; line: CandidateLine; form: FormState }) {
  const reason = `reason-${line.id.slice(0, 8)}`
  const decision = `decision-${line.id.slice(0, 8)}`
  return (
    <section>
      <PersonCard
        name={line.name}
        level={3}
        tag={stateTag[line.state]}
        picture={line.hasPicture ? { src: contestPath(contest, `/run/candidates/${line.id}/picture`) } : undefined}
      >
        <Paragraphs text={line.statement} />
        {line.reason && <p>Refused because: {line.reason}</p>}
      </PersonCard>
      {contest.stage === 'called' && line.state !== 'withdrawn' && (
        <Form action={contestPath(contest, `/run/candidates/${line.id}`)} form={form}>
          <Radios
            form={form}
            name={decision}
            label={`Is the nomination of ${line.name} valid?`}
            choices={[
              { value: 'accepted', text: 'Yes, accept it' },
              {
                value: 'refused',
                text: 'No, refuse it',
                reveals: (
                  <Textarea
                    form={form}
                    name={reason}
                    label="Why it is refused"
                    hint="The candidate is shown this."
                    rows={3}
                    limit={{ characters: 1000 }}
                  />
                ),
              },
            ]}
          />
          <Button kind="secondary">
            Decide<span class="govuk-visually-hidden"> on {line.name}</span>
          </Button>
        </Form>
      )}
    </section>
  )
}

function CallOff({ contest, form }: { contest: Contest; form: FormState }) {
  return (
    <Form action={contestPath(contest, '/run/call-off')} form={form}>
      <h2 class="govuk-heading-l">Call it off</h2>
      <Textarea
        form={form}
        name="reason"
        label="Why this election is called off"
        hint="It is published with your office. No paper of this election will ever be opened."
        rows={3}
        limit={{ characters: 1000 }}
      />
      <Button kind="warning">Call off this election</Button>
    </Form>
  )
}

/** The frozen roll, by name, with the reason for each place. */
export function RollPage({ frame, roll, words }: { frame: Frame; roll: Roll; words: string }) {
  const { contest } = roll
  const address = contestPath(contest, '/run/roll')
  return (
    <Page
      {...frame}
      title={`The roll: ${contest.title}`}
      breadcrumbs={[...crumbs(contest), { href: contestPath(contest, '/run'), text: 'Run this election' }]}
    >
      <PageHeading
        title="The roll"
        caption={contest.title}
        lede="As it was frozen. Whom you look at here is noted, and they can see that you did."
      />
      <Table
        caption="Reasons"
        columns={[
          { head: 'Reason', cell: ({ reason }) => reasonWords[reason] },
          { head: 'People', cell: ({ people }) => formatNumber(people), numeric: true },
        ]}
        rows={roll.reasons}
      />
      <SearchForm action={address} label="Look for somebody by name" value={words} />
      <Table
        caption="People"
        columns={[
          { head: 'Name', cell: ({ name }) => name },
          { head: 'Reason', cell: ({ reason }) => reasonWords[reason] },
        ]}
        rows={roll.lines}
      />
      <Pagination
        label="Pages of the roll"
        page={roll.page}
        pages={roll.pages}
        href={(page) => `${address}?${new URLSearchParams({ ...(words ? { q: words } : {}), page: String(page) })}`}
      />
    </Page>
  )
}
