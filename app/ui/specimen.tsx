import type { Assets } from './assets.ts'
import { RankingBallot } from './ballot/ranking-ballot.tsx'
import { RankingList } from './ballot/ranking-list.tsx'
import { BarChart } from './charts/bar-chart.tsx'
import { LineChart } from './charts/line-chart.tsx'
import { Page } from './document.tsx'
import { formatMoney, formatNumber } from './format.ts'
import { Button, ButtonGroup, ButtonLink } from './forms/button.tsx'
import { Checkboxes } from './forms/checkboxes.tsx'
import { DateInput } from './forms/date-input.tsx'
import { FileUpload } from './forms/file-upload.tsx'
import { Form } from './forms/form.tsx'
import { emptyForm, type FormState } from './forms/form-state.ts'
import { Radios } from './forms/radios.tsx'
import { Select } from './forms/select.tsx'
import { TextInput } from './forms/text-input.tsx'
import { Textarea } from './forms/textarea.tsx'
import { CardLinks } from './parts/card-links.tsx'
import { Details } from './parts/details.tsx'
import { EmptyState } from './parts/empty-state.tsx'
import { History } from './parts/history.tsx'
import { InsetText } from './parts/inset-text.tsx'
import { KeyFigures } from './parts/key-figures.tsx'
import { NotificationBanner } from './parts/notification-banner.tsx'
import { OutsideLink } from './parts/outside-link.tsx'
import { PageHeading } from './parts/page-heading.tsx'
import { Pagination } from './parts/pagination.tsx'
import { Panel } from './parts/panel.tsx'
import { Paragraphs } from './parts/paragraphs.tsx'
import { PersonCard } from './parts/person-card.tsx'
import { ProgressBar } from './parts/progress-bar.tsx'
import { SearchForm } from './parts/search-form.tsx'
import { SectionNav } from './parts/section-nav.tsx'
import { SummaryList } from './parts/summary-list.tsx'
import { Table } from './parts/table.tsx'
import { Tag } from './parts/tag.tsx'
import { TaskList } from './parts/task-list.tsx'
import { Timetable } from './parts/timetable.tsx'
import { WarningText } from './parts/warning-text.tsx'

const candidates = [
  { id: 'a', name: 'Morag Adeyemi', description: 'Ferry Road group', href: '#a', votes: [605, 605, 702.41] },
  { id: 'b', name: 'Tom Brightwater', description: 'Trade unionists’ network', href: '#b', votes: [1893, 2091, 2091] },
  { id: 'c', name: 'Saoirse Ní Chatháin', description: 'Lagan valley', href: '#c', votes: [2204, 2091, 2091] },
  { id: 'd', name: 'Dilys Pryce-Okonkwo', votes: [412, 420.5, null] },
]

/** A form that was sent back: everything typed is still there. */
const refused: FormState = {
  values: {
    name: 'Morag <Adeyemi>',
    statement: 'I have rung every bell in Ferry Road twice.',
    'from-day': '31',
    'from-month': '2',
    'from-year': '2026',
    contact: 'phone',
    consent: ['minutes'],
    'rank-a': '2',
    'rank-b': '2',
    'rank-c': '1',
  },
  errors: [
    { field: 'email', message: 'Write your e-mail address, such as name@example.org' },
    { field: 'from', message: 'There is no 31 February' },
    { field: 'contact', message: 'Choose how we may reach you' },
    { field: 'picture', message: 'The picture must be smaller than 5 MB' },
    { field: 'rank-b', message: 'Tom Brightwater and Morag Adeyemi both have number 2' },
  ],
}

/** Every part of the house on one page, to be looked at and tested. */
export function Specimen({ assets }: { assets: Assets }) {
  return (
    <Page
      title="Specimen"
      assets={assets}
      organisation={{ name: 'The Ferry Road Union' }}
      viewer={{
        name: 'Morag Adeyemi',
        links: [{ href: '/me', text: 'Your account' }],
        signOut: { action: '/sign-out' },
      }}
      nav={[
        { href: '/home', text: 'Home' },
        { href: '/elections', text: 'Elections', current: true },
        { href: '/groups', text: 'Groups' },
        { href: '/rules', text: 'Our rules' },
        { href: '/money', text: 'Money' },
      ]}
      breadcrumbs={[
        { href: '/home', text: 'Home' },
        { href: '/elections', text: 'Elections' },
      ]}
      footerLinks={[
        { href: '/rules', text: 'Our constitution' },
        { href: '/register', text: 'What was done, and under which article' },
        { href: '/privacy', text: 'What we hold about you' },
      ]}
      flash={{ kind: 'success', text: 'Your statement is in. You can change it until nominations close.' }}
      masthead={{
        caption: 'Board election, autumn 2026',
        title: 'Everyone on the roll chooses the board',
        lede: 'Twelve people, elected by 7,395 members of the union, ranked in order and counted in the open. Anyone can repeat the count.',
        actions: (
          <ButtonGroup>
            <ButtonLink href="#vote">Go to your ballot paper</ButtonLink>
            <a href="#candidates">Meet the candidates</a>
          </ButtonGroup>
        ),
      }}
      width="wide"
      errors
    >
      <SectionNav
        label="This election"
        links={[
          { href: '#overview', text: 'Overview', current: true },
          { href: '#candidates', text: 'Candidates' },
          { href: '#result', text: 'Result' },
          { href: '#stages', text: 'Every stage' },
        ]}
      />
      <KeyFigures
        figures={[
          { label: 'ballot papers', value: '7,395' },
          { label: 'turnout', value: '36.9%' },
          { label: 'seats', value: '12' },
          { label: 'quota', value: '569' },
        ]}
      />
      <ReadingParts />
      <Lists />
      <Results />
      <Forms />
      <Ballot />
    </Page>
  )
}

function ReadingParts() {
  return (
    <>
      <h2>To read</h2>
      <p>
        A page of plain elements needs nothing else: a paragraph with <a href="#forms">a link in it</a>, a{' '}
        <strong>strong word</strong>, a <code>command --with-flag</code>, and
      </p>
      <ul>
        <li>a list of things to bring</li>
        <li>in no order</li>
      </ul>
      <ol>
        <li>or a list of steps</li>
        <li>that has one</li>
      </ol>
      <pre>
        <code>npx tally count board.blt --rules scottish --format text</code>
      </pre>
      <InsetText>
        <p>Your ballot paper is sealed on this device. Nobody sees how anyone voted, and nobody sees totals early.</p>
      </InsetText>
      <WarningText>Once the roll is frozen, nobody can be added to it.</WarningText>
      <Details summary="Why am I on the roll?">
        <p>You have been in standing since 4 March, before the freeze date of 1 September (article 7).</p>
      </Details>
      <NotificationBanner
        kind="notice"
        id="interim"
        heading="These offices are interim."
        detail={<p>They end on 1 March 2027 unless a vote confirms them (article 1).</p>}
      />
      <p>
        <Tag text="Nominations open" /> <Tag tone="good" text="Elected" /> <Tag tone="wait" text="Voting now" />{' '}
        <Tag tone="bad" text="Lapsed" /> <Tag tone="quiet" text="Not begun" />
      </p>
      <p>
        <OutsideLink href="https://example.org/">A page elsewhere</OutsideLink>
      </p>
      <Panel title="Your vote is in" reference={{ label: 'Your receipt', value: 'KELP-4471-HERON' }}>
        <p>Keep it: with it you can check that your paper was counted.</p>
      </Panel>
    </>
  )
}

function Lists() {
  return (
    <>
      <h2>Lists and places to go</h2>
      <SummaryList
        rows={[
          { key: 'Office', value: 'Member of the board' },
          {
            key: 'Your statement',
            value: 'I have rung every bell in Ferry Road twice.',
            actions: [{ href: '#s', text: 'Change', of: 'your statement' }],
          },
          { key: 'Your picture', value: 'None yet', actions: [{ href: '#p', text: 'Add', of: 'your picture' }] },
        ]}
      />
      <h3>What happens next</h3>
      <Timetable
        entries={[
          { title: 'Nominations closed', at: new Date('2026-09-24T16:00:00Z'), state: 'past' },
          {
            title: 'Voting is open',
            at: new Date('2026-10-08T08:00:00Z'),
            state: 'now',
            detail: (
              <p>
                <a href="#vote">Go to your ballot paper</a>
              </p>
            ),
          },
          { title: 'Voting closes and the count begins', at: new Date('2026-10-22T11:00:00Z'), state: 'ahead' },
        ]}
      />
      <h3>Before you can stand</h3>
      <TaskList
        tasks={[
          { title: 'Write your statement', href: '#s', status: { text: 'Done', tone: 'good' } },
          {
            title: 'Add a picture',
            href: '#p',
            hint: 'Optional, and it helps people to know you',
            status: { text: 'Not begun', tone: 'quiet' },
          },
          { title: 'Find two nominators', status: { text: '1 of 2', tone: 'wait' } },
        ]}
      />
      <h3>Elections</h3>
      <SearchForm action="/elections" label="Find an election" value="board" />
      <CardLinks
        level={3}
        cards={[
          {
            href: '#1',
            title: 'Board election 2026',
            tag: { text: 'Voting now', tone: 'wait' },
            meta: '12 seats · closes 22 October at midday',
          },
          { href: '#2', title: 'Ferry Road secretary', text: 'One seat, four candidates.', meta: 'Declared 2 May' },
          { href: '#3', title: 'Delegates to conference', tag: { text: 'Nominations open' }, meta: '3 seats' },
        ]}
      />
      <Pagination page={4} pages={12} href={(page) => `/elections?page=${page}`} />
      <EmptyState title="No motions yet">
        <p>Any five members can put one. The first will be listed here.</p>
      </EmptyState>
      <h3>What was done</h3>
      <History
        level={3}
        items={[
          {
            title: 'Froze the roll at 7,395 places',
            by: 'Tom Brightwater, returning officer',
            at: new Date('2026-09-01T11:00:00Z'),
            body: <p>Under article 7.2.</p>,
          },
          {
            title: 'Called the board election',
            by: 'the national committee',
            at: new Date('2026-08-14T18:30:00Z'),
          },
        ]}
      />
    </>
  )
}

function Results() {
  return (
    <>
      <h2>People and figures</h2>
      <PersonCard
        level={3}
        name="Morag Adeyemi"
        about="Ferry Road group"
        href="#a"
        tag={{ text: 'Elected', tone: 'good' }}
      >
        <Paragraphs
          text={
            'I have rung every bell in Ferry Road twice.\nSome of them three times.\n\nWhat I heard is that the rent is too high.'
          }
        />
      </PersonCard>
      <ProgressBar label="Raised so far" value={12_400} target={20_000} text="£12,400 of £20,000" />
      <Table
        caption="Groups"
        layout="stacked"
        columns={[
          { head: 'Group', cell: (row) => row.name },
          { head: 'Area', cell: (row) => row.area },
          { head: 'Members', cell: (row) => formatNumber(row.members), numeric: true },
          { head: 'Fund', cell: (row) => formatMoney(row.pence), numeric: true },
        ]}
        rows={[
          { name: 'Ferry Road', area: 'Leith', members: 1204, pence: 120_050 },
          { name: 'Lagan valley', area: 'Lisburn', members: 310, pence: 41_000 },
        ]}
        foot={{ name: 'All groups', area: '', members: 1514, pence: 161_050 }}
      />
      <Table
        caption="Every stage of the count"
        layout="scroll"
        columns={[
          { head: 'Candidate', cell: (row) => row.name },
          ...[1, 2, 3, 4, 5, 6, 7].map((stage) => ({
            head: `Stage ${stage}`,
            cell: (row: (typeof candidates)[number]) => row.votes[(stage - 1) % 3]?.toFixed(5) ?? 'out',
            numeric: true,
          })),
        ]}
        rows={candidates}
      />
      <BarChart
        title="First preferences"
        labelHead="Candidate"
        valueHead="Votes"
        bars={candidates.map(({ name, votes }) => ({
          label: name,
          value: votes[0] ?? 0,
          marked: (votes[0] ?? 0) > 2090,
        }))}
        line={{ value: 2091, label: 'quota 2,091' }}
      />
      <LineChart
        title="Members in standing"
        pointHead="Month"
        points={['January', 'February', 'March', 'April', 'May', 'June']}
        series={[
          { label: 'Members', values: [4100, 4800, 5200, null, 6900, 7395] },
          { label: 'Supporters', values: [2000, 2500, 3600, 3900, 4200, 5100] },
        ]}
        target={{ value: 8000, label: 'what we set out to reach' }}
      />
    </>
  )
}

function Forms() {
  return (
    <section id="forms">
      <h2>To fill in</h2>
      <Form form={refused} action="/stand" hidden={{ election: 'board' }} files>
        <TextInput form={refused} name="name" label="Your name" hint="As it should stand on the ballot paper" />
        <TextInput form={refused} name="email" label="E-mail address" type="email" autocomplete="email" />
        <TextInput form={refused} name="amount" label="A gift" prefix="£" width={5} inputmode="decimal" optional />
        <TextInput form={refused} name="hours" label="Time you can give" suffix="hours a week" width={3} optional />
        <Textarea form={refused} name="statement" label="Your statement" limit={{ words: 200 }} />
        <DateInput form={refused} name="from" label="In office from" hint="For example, 27 3 2026" />
        <Select
          form={refused}
          name="group"
          label="Your group"
          options={[
            { value: '', text: 'Choose a group' },
            { value: 'ferry', text: 'Ferry Road' },
          ]}
        />
        <Radios
          form={refused}
          name="contact"
          label="How may we reach you?"
          choices={[
            { value: 'email', text: 'By e-mail' },
            {
              value: 'phone',
              text: 'By phone',
              hint: 'Evenings only',
              reveals: (
                <TextInput form={refused} name="phone" label="Number" type="tel" autocomplete="tel" width={20} />
              ),
            },
            { value: 'post', text: 'Only by post', divider: 'or' },
          ]}
        />
        <Checkboxes
          form={refused}
          name="consent"
          label="What should we send you?"
          choices={[
            { value: 'minutes', text: 'Minutes of the board' },
            { value: 'calls', text: 'Calls to action', hint: 'At most one a week' },
          ]}
        />
        <FileUpload
          form={refused}
          name="picture"
          label="Your picture"
          accept="image/*"
          hint="JPEG or PNG, up to 5 MB"
        />
        <ButtonGroup>
          <Button>Save and continue</Button>
          <Button kind="secondary">Save for later</Button>
          <Button kind="warning">Withdraw</Button>
          <a href="#top">Go back</a>
        </ButtonGroup>
      </Form>
      <Form>
        <Radios
          form={emptyForm}
          name="again"
          label="Do you want to stand again?"
          choices={[
            { value: 'yes', text: 'Yes' },
            { value: 'no', text: 'No' },
          ]}
        />
      </Form>
      <ButtonLink href="#start">Start now</ButtonLink>
    </section>
  )
}

function Ballot() {
  return (
    <section id="vote">
      <h2>Your ballot paper</h2>
      <Form action="/vote">
        <RankingBallot form={refused} candidates={candidates} seats={2} />
      </Form>
      <h3>Your order</h3>
      <RankingList names={['Saoirse Ní Chatháin', 'Morag Adeyemi']} />
    </section>
  )
}

/** A quiet page, as most are: one heading, one thing to read or do. */
export function PlainSpecimen({ assets }: { assets: Assets }) {
  return (
    <Page title="Your account" assets={assets} breadcrumbs={[{ href: '/', text: 'Home' }]}>
      <PageHeading
        caption="Morag Adeyemi"
        title="What we hold about you"
        lede="You can change any of this, take a copy of it, or leave."
      />
      <SummaryList
        rows={[
          { key: 'Standing', value: <Tag tone="good" text="In standing" /> },
          { key: 'Group', value: 'Ferry Road', actions: [{ href: '#g', text: 'Change', of: 'your group' }] },
        ]}
      />
      <h2>Leave</h2>
      <p>We shall be sorry. Your past votes stay secret and stay counted.</p>
      <Form action="/leave">
        <Button kind="warning">Leave the union</Button>
      </Form>
    </Page>
  )
}
