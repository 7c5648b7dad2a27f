import type { Frame } from '../../../platform/web/visit.ts'
import { rankField } from '../../../ui/ballot/rank-values.ts'
import { RankingBallot } from '../../../ui/ballot/ranking-ballot.tsx'
import { RankingList } from '../../../ui/ballot/ranking-list.tsx'
import { Page } from '../../../ui/document.tsx'
import { formatMoment } from '../../../ui/format.ts'
import { Button, ButtonGroup, ButtonLink } from '../../../ui/forms/button.tsx'
import { Checkboxes } from '../../../ui/forms/checkboxes.tsx'
import { Form } from '../../../ui/forms/form.tsx'
import { type FormState, fieldId } from '../../../ui/forms/form-state.ts'
import { Details } from '../../../ui/parts/details.tsx'
import { InsetText } from '../../../ui/parts/inset-text.tsx'
import { PageHeading } from '../../../ui/parts/page-heading.tsx'
import { Panel } from '../../../ui/parts/panel.tsx'
import { Paragraphs } from '../../../ui/parts/paragraphs.tsx'
import { PersonCard } from '../../../ui/parts/person-card.tsx'
import type { Contest } from '../calling/contest.ts'
import type { BallotCandidate } from '../casting/queries.ts'
import { pictureOf } from './contest.tsx'
import { contestPath } from './contest-words.ts'
import { HowSecret } from './how-secret.tsx'

const crumbs = (contest: Contest) => [
  { href: '/ballots', text: 'Ballots' },
  { href: contestPath(contest), text: contest.title },
]

export interface BallotPageProps {
  readonly frame: Frame
  readonly contest: Contest
  /** In the order of this voter's paper, which travels with the form and is kept nowhere else. */
  readonly candidates: readonly BallotCandidate[]
  readonly form: FormState
  readonly hasVoted: boolean
}

/**
 * The ballot paper. Works by number boxes; the island adds buttons to the same boxes. The statements are on the same page,
 * so that nobody leaves a half-made paper to read one.
 */
export function BallotPage({ frame, contest, candidates, form, hasVoted }: BallotPageProps) {
  return (
    <Page
      {...frame}
      title={`Your ballot paper: ${contest.title}`}
      errors={form.errors.length > 0}
      breadcrumbs={crumbs(contest)}
      scripts={[frame.island('ballot')]}
    >
      <Form action={contestPath(contest, '/paper')} form={form} hidden={{ order: orderOf(candidates) }}>
        <PageHeading title="Your ballot paper" caption={contest.title} />
        {hasVoted && (
          <InsetText>
            <p>You have voted already. If you cast this paper too, it takes the place of the one before.</p>
          </InsetText>
        )}
        <RankingBallot
          form={form}
          seats={contest.seats}
          candidates={candidates.map((candidate) => ({
            id: String(candidate.number),
            name: candidate.name,
            picture: pictureOf(contest, candidate),
            href: `#statement-${candidate.number}`,
          }))}
        />
      </Form>
      <p class="govuk-body">
        The order of the candidates was drawn for you alone. The ballot closes on {formatMoment(contest.times.closesAt)}
        .
      </p>
      <Details summary="How your vote is kept secret">
        <HowSecret contest={contest} />
      </Details>
      <h2 class="govuk-heading-l">Statements</h2>
      {candidates.map((candidate) => (
        <section key={candidate.number} id={`statement-${candidate.number}`}>
          <PersonCard name={candidate.name} level={3} picture={pictureOf(contest, candidate)}>
            <Paragraphs text={candidate.statement} />
            <p>
              <a class="govuk-link" href={`#${fieldId(rankField(String(candidate.number)))}`}>
                Back to the paper<span class="govuk-visually-hidden">, at {candidate.name}</span>
              </a>
            </p>
          </PersonCard>
        </section>
      ))}
    </Page>
  )
}

/** What travels unseen between the pages of one ballot: the order of the paper, and the numbers in its boxes. */
export const orderOf = (candidates: readonly BallotCandidate[]): string =>
  candidates.map(({ number }) => number).join('-')

export function ballotFields(candidates: readonly BallotCandidate[], form: FormState): Record<string, string> {
  const boxes = candidates.flatMap(({ number }): [string, string][] => {
    const value = form.values[rankField(String(number))]
    return typeof value === 'string' && value !== '' ? [[rankField(String(number)), value]] : []
  })
  return { order: orderOf(candidates), ...Object.fromEntries(boxes) }
}

export interface ReviewPageProps {
  readonly frame: Frame
  readonly contest: Contest
  readonly candidates: readonly BallotCandidate[]
  /** Numbers of candidates, best first. */
  readonly ranking: readonly number[]
  readonly form: FormState
}

/** The paper as it will be counted, before it is cast. */
export function ReviewPage({ frame, contest, candidates, ranking, form }: ReviewPageProps) {
  const nameOf = (number: number) => candidates.find((candidate) => candidate.number === number)?.name ?? ''
  const left = candidates.filter(({ number }) => !ranking.includes(number))
  return (
    <Page
      {...frame}
      title={`Check your vote: ${contest.title}`}
      errors={form.errors.length > 0}
      breadcrumbs={crumbs(contest)}
    >
      <Form action={contestPath(contest, '/cast')} form={form} hidden={ballotFields(candidates, form)}>
        <PageHeading title="Check your vote" caption={contest.title} lede="You have not voted yet." />
        {ranking.length > 0 ? (
          <RankingList names={ranking.map(nameOf)} />
        ) : (
          <Checkboxes
            form={form}
            name="blank"
            label="Your paper is blank"
            hint="A blank paper is counted as cast, and prefers nobody. To vote for somebody, change your paper."
            choices={[{ value: 'yes', text: 'I want to cast a blank paper' }]}
          />
        )}
        {ranking.length > 0 && left.length > 0 && (
          <p class="govuk-body">Without a number: {left.map(({ name }) => name).join(', ')}. That is allowed.</p>
        )}
        <ButtonGroup>
          <Button>Cast my vote</Button>
          <Button kind="secondary" formaction={contestPath(contest, '/paper')} name="change" value="yes">
            Change my paper
          </Button>
        </ButtonGroup>
      </Form>
    </Page>
  )
}

/** The one clear end. */
export function ReceiptPage({ frame, contest, code }: { frame: Frame; contest: Contest; code: string }) {
  return (
    <Page {...frame} title="Your vote has been cast" breadcrumbs={crumbs(contest)}>
      <Panel title="Your vote has been cast." reference={{ label: 'Reference ', value: code }} />
      <p class="govuk-body">
        You need do nothing more. Your sealed paper is{' '}
        <a class="govuk-link" href={contestPath(contest, `/board#${code}`)}>
          on the board under this reference
        </a>
        . The reference says nothing of how you voted.
      </p>
      <p class="govuk-body">
        You can vote again until {formatMoment(contest.times.closesAt)}, from any device. Your last vote counts, and has
        a new reference.
      </p>
      <p class="govuk-body">
        <a class="govuk-link" href={contestPath(contest)}>
          Back to the election
        </a>
      </p>
    </Page>
  )
}

export interface NotCastPageProps {
  readonly frame: Frame
  readonly contest: Contest
  readonly words: string
  /** What was on the paper, so that nothing that was typed is lost from sight. */
  readonly names: readonly string[]
  /** The envelope that lies in the box from before, which counts. */
  readonly code: string | null
}

/** A vote that could not be taken: it says so, and what counts instead. */
export function NotCastPage({ frame, contest, words, names, code }: NotCastPageProps) {
  return (
    <Page {...frame} title="Your vote has not been cast" breadcrumbs={crumbs(contest)}>
      <PageHeading title="Your vote has not been cast" caption={contest.title} lede={words} />
      {code && (
        <InsetText>
          <p>
            The vote that you cast before counts: reference <strong>{code}</strong>.
          </p>
        </InsetText>
      )}
      {names.length > 0 && (
        <>
          <h2 class="govuk-heading-m">What was on this paper</h2>
          <RankingList names={names} />
        </>
      )}
      <ButtonLink href={contestPath(contest)}>Back to the election</ButtonLink>
    </Page>
  )
}

/** The session ended while the paper was being filled in: it waits here, on this page alone. */
export function SignedOutPage({ frame, id, fields }: { frame: Frame; id: string; fields: Record<string, string> }) {
  return (
    <Page {...frame} title="You have been signed out" errors>
      <PageHeading
        title="You have been signed out"
        lede="Your vote has not been cast yet. Your paper is safe on this page: leave it open."
      />
      <ol class="govuk-list govuk-list--number">
        <li>
          <a class="govuk-link" href={`/sign-in?next=/ballots/${id}`} target="_blank" rel="noopener">
            Sign in (opens in a new tab)
          </a>
        </li>
        <li>Come back to this page.</li>
        <li>Go on with your vote.</li>
      </ol>
      <Form action={`/ballots/${id}/paper`} hidden={fields}>
        <Button>Go on with my vote</Button>
      </Form>
    </Page>
  )
}
