import type { ComponentChildren } from 'preact'
import type { Frame } from '../../../platform/web/visit.ts'
import { Page } from '../../../ui/document.tsx'
import { formatMoment, formatNumber } from '../../../ui/format.ts'
import { ButtonGroup, ButtonLink } from '../../../ui/forms/button.tsx'
import { Details } from '../../../ui/parts/details.tsx'
import { InsetText } from '../../../ui/parts/inset-text.tsx'
import { PageHeading } from '../../../ui/parts/page-heading.tsx'
import { Paragraphs } from '../../../ui/parts/paragraphs.tsx'
import { PersonCard } from '../../../ui/parts/person-card.tsx'
import { SummaryList, type SummaryRow } from '../../../ui/parts/summary-list.tsx'
import { Tag } from '../../../ui/parts/tag.tsx'
import { Timetable } from '../../../ui/parts/timetable.tsx'
import type { Contest } from '../calling/contest.ts'
import type { ContestShown, OwnPart } from '../calling/queries.ts'
import { timetableLines } from '../calling/timetable.ts'
import { declarationDue } from '../opening/declare.ts'
import type { CandidateLine } from '../standing/queries.ts'
import { contestPath, explainTo, phaseTag } from './contest-words.ts'
import { HowSecret } from './how-secret.tsx'
import { ruleTitle } from './words.ts'

export interface ContestPageProps {
  readonly frame: Frame
  readonly shown: ContestShown
  /** Null for a visitor who is not signed in. */
  readonly own: OwnPart | null
  /** In this reader's order. */
  readonly candidates: readonly CandidateLine[]
  readonly now: Date
}

/** One election: where it stands, what happens next, who stands, and what the reader can do. */
export function ContestPage({ frame, shown: { contest }, own, candidates, now }: ContestPageProps) {
  return (
    <Page {...frame} title={contest.title} breadcrumbs={[{ href: '/ballots', text: 'Ballots' }]}>
      <PageHeading
        title={contest.title}
        caption={contest.groupName ? `${contest.officeTitle}, ${contest.groupName}` : contest.officeTitle}
      />
      <p class="govuk-body">
        <Tag {...phaseTag[contest.phase]} />
      </p>
      <NextStep contest={contest} own={own} />
      {contest.stage !== 'called-off' && <When contest={contest} now={now} />}
      <Candidates contest={contest} candidates={candidates} />
      <h2 class="govuk-heading-l">About this election</h2>
      <SummaryList rows={facts(contest)} />
      <Details summary="How your vote is kept secret">
        <HowSecret contest={contest} />
      </Details>
      {own?.runsIt && (
        <p class="govuk-body">
          <a class="govuk-link" href={contestPath(contest, '/run')}>
            Run this election
          </a>
        </p>
      )}
    </Page>
  )
}

function NextStep({ contest, own }: { contest: Contest; own: OwnPart | null }) {
  switch (contest.phase) {
    case 'before-nominations':
    case 'candidates-checked':
      return <MayVote contest={contest} own={own} />
    case 'nominations':
      return (
        <>
          <MayVote contest={contest} own={own} />
          <ButtonGroup>
            <ButtonLink href={contestPath(contest, '/stand')}>
              {own?.candidature ? 'See your nomination' : 'Stand as a candidate'}
            </ButtonLink>
          </ButtonGroup>
        </>
      )
    case 'ballot':
      return <VoteNow contest={contest} own={own} />
    case 'counting':
      return (
        <InsetText>
          <p>The ballot has closed. All papers are now opened together and counted; the result follows by itself.</p>
          <OwnReference contest={contest} own={own} />
        </InsetText>
      )
    case 'appeals':
    case 'declared':
      return <Outcome contest={contest} own={own} />
    case 'called-off':
      return (
        <InsetText>
          <p>This election was called off. The reason given:</p>
          <Paragraphs text={contest.stageReason ?? ''} />
        </InsetText>
      )
  }
}

function VoteNow({ contest, own }: { contest: Contest; own: OwnPart | null }) {
  const closes = <p>The ballot closes on {formatMoment(contest.times.closesAt)}.</p>
  if (own === null) {
    return (
      <>
        <InsetText>{closes}</InsetText>
        <ButtonLink href={`/sign-in?next=${contestPath(contest)}`}>Sign in to vote</ButtonLink>
      </>
    )
  }
  if (own.place.reason !== 'eligible') return <MayVote contest={contest} own={own} />
  return (
    <>
      <InsetText>
        {closes}
        <OwnReference contest={contest} own={own} />
      </InsetText>
      <ButtonLink href={contestPath(contest, '/paper')}>{own.code ? 'Vote again' : 'Vote now'}</ButtonLink>
    </>
  )
}

function OwnReference({ contest, own }: { contest: Contest; own: OwnPart | null }) {
  if (!own?.code) return null
  return (
    <p>
      Your vote has been cast. Reference <strong>{own.code}</strong>.{' '}
      <a class="govuk-link" href={contestPath(contest, `/board#${own.code}`)}>
        Find it on the board
      </a>
      .
    </p>
  )
}

function MayVote({ contest, own }: { contest: Contest; own: OwnPart | null }) {
  if (own === null) {
    return (
      <InsetText>
        <p>
          <a class="govuk-link" href={`/sign-in?next=${contestPath(contest, '/may-i-vote')}`}>
            Sign in to see whether you may vote
          </a>
          .
        </p>
      </InsetText>
    )
  }
  const told = explainTo(contest, own.place)
  return (
    <InsetText>
      <p>{told.because}</p>
      {told.remedy && <p>{told.remedy}</p>}
    </InsetText>
  )
}

function Outcome({ contest, own }: { contest: Contest; own: OwnPart | null }) {
  const due = contest.phase === 'appeals' ? declarationDue(contest) : null
  return (
    <>
      <InsetText>
        {contest.unopposed && (
          <p>
            No ballot was held: no more candidates stood than there are seats. Those who stood are elected unopposed
            {contest.elected?.length === 0 ? '; nobody stood, and the office stays vacant' : ''}.
          </p>
        )}
        {due && <p>The result is published. It is declared on {formatMoment(due)}, unless an appeal is upheld.</p>}
        {contest.declaredAt && <p>The result was declared on {formatMoment(contest.declaredAt)}.</p>}
        {contest.papers !== null && <p>{papersWords(contest)}</p>}
        <OwnReference contest={contest} own={own} />
      </InsetText>
      {contest.resultSlug && <ButtonLink href={`/elections/${contest.resultSlug}`}>See the result</ButtonLink>}
    </>
  )
}

function papersWords(contest: Contest): string {
  const papers = formatNumber(contest.papers ?? 0)
  if (contest.papersPublic) return `All ${papers} papers were opened together and are published.`
  return `${papers} papers were opened together. They are published only where at least ${contest.leastPublic} were, so that nobody’s vote can be guessed; only the returning officer can see these.`
}

function When({ contest, now }: { contest: Contest; now: Date }) {
  const lines = timetableLines(contest.times, contest.stage, contest.roll !== null, now)
  const dated = lines.flatMap(({ what, at, state }) =>
    at ? [{ title: what, at, state: TIMETABLE_STATES[state] }] : [],
  )
  const after = lines.filter(({ at }) => at === null)
  return (
    <>
      <h2 class="govuk-heading-l">What happens when</h2>
      <Timetable entries={dated} />
      <p class="govuk-body">After that, by itself: {after.map(({ what }) => lower(what)).join('; then ')}.</p>
    </>
  )
}

const TIMETABLE_STATES = { done: 'past', next: 'now', later: 'ahead' } as const
const lower = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1)

function Candidates({ contest, candidates }: { contest: Contest; candidates: readonly CandidateLine[] }) {
  if (candidates.length === 0 && contest.stage !== 'called') return null
  return (
    <>
      <h2 class="govuk-heading-l" id="candidates">
        Candidates
      </h2>
      {candidates.length === 0 ? (
        <p class="govuk-body">Nobody’s nomination has been accepted yet.</p>
      ) : (
        <p class="govuk-body">In an order drawn anew each time this page is shown.</p>
      )}
      {candidates.map((candidate) => (
        <section key={candidate.id} id={`candidate-${candidate.id}`}>
          <PersonCard
            name={candidate.name}
            level={3}
            picture={pictureOf(contest, candidate)}
            tag={
              candidate.number !== null && contest.elected?.includes(candidate.number)
                ? { text: 'Elected', tone: 'good' }
                : undefined
            }
          >
            <Paragraphs text={candidate.statement} />
          </PersonCard>
        </section>
      ))}
    </>
  )
}

export const pictureOf = (
  contest: Contest,
  { id, hasPicture }: Pick<CandidateLine, 'id' | 'hasPicture'>,
): { src: string } | undefined => (hasPicture ? { src: contestPath(contest, `/candidates/${id}/picture`) } : undefined)

function facts(contest: Contest): SummaryRow[] {
  const { roll } = contest
  const rows: { key: string; value: ComponentChildren }[] = [
    { key: 'Seats', value: String(contest.seats) },
    { key: 'Counted by', value: ruleTitle(contest.rules) },
    {
      key: 'The roll',
      value: roll
        ? `${formatNumber(roll.voters)} may vote; ${formatNumber(roll.others)} more were considered and may not.`
        : 'Not frozen yet.',
    },
  ]
  if (roll) rows.push({ key: 'Hash of the roll', value: <code class="gs-digest">{roll.hash}</code> })
  if (roll && !contest.unopposed) {
    rows.push({
      key: 'The board',
      value: (
        <a class="govuk-link" href={contestPath(contest, '/board')}>
          Every envelope in the box, by its reference
        </a>
      ),
    })
  }
  return rows
}
