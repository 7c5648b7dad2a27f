import type { Frame } from '../../../platform/web/visit.ts'
import { Page } from '../../../ui/document.tsx'
import { formatMoment } from '../../../ui/format.ts'
import { ButtonLink } from '../../../ui/forms/button.tsx'
import { type CardLink, CardLinks } from '../../../ui/parts/card-links.tsx'
import { EmptyState } from '../../../ui/parts/empty-state.tsx'
import { PageHeading } from '../../../ui/parts/page-heading.tsx'
import type { Contest } from '../calling/contest.ts'
import { contestPath, phaseTag } from './contest-words.ts'

/** Every election that was called here: those that run, then those that are over. */
export function ContestsPage({
  frame,
  contests,
  mayCall,
}: {
  frame: Frame
  contests: readonly Contest[]
  mayCall: boolean
}) {
  const over = contests.filter(({ stage }) => stage === 'declared' || stage === 'called-off')
  const running = contests.filter((contest) => !over.includes(contest))
  return (
    <Page {...frame} title="Ballots" breadcrumbs={[{ href: '/elections', text: 'Elections' }]}>
      <PageHeading
        title="Ballots"
        lede="Elections that are under way: who may stand, who may vote, and what happens when."
      />
      {mayCall && <ButtonLink href="/ballots/call">Call an election</ButtonLink>}
      {running.length === 0 ? (
        <EmptyState title="No election is under way." />
      ) : (
        <CardLinks cards={running.map(card)} />
      )}
      {over.length > 0 && (
        <>
          <h2 class="govuk-heading-l">Over</h2>
          <CardLinks level={3} cards={over.map(card)} />
        </>
      )}
    </Page>
  )
}

function card(contest: Contest): CardLink {
  const seats = contest.seats === 1 ? 'One seat' : `${contest.seats} seats`
  return {
    href: contestPath(contest),
    title: contest.title,
    tag: phaseTag[contest.phase],
    text: `${placed(contest.officeTitle, contest.groupName)}. ${seats}.`,
    meta: whenWords(contest),
  }
}

const placed = (title: string, group: string | null): string => (group ? `${title}, ${group}` : title)

function whenWords({ phase, times }: Contest): string | undefined {
  switch (phase) {
    case 'before-nominations':
      return `Nominations open on ${formatMoment(times.nominationsOpen)}`
    case 'nominations':
      return `Nominations close on ${formatMoment(times.nominationsClose)}`
    case 'candidates-checked':
      return `The ballot opens on ${formatMoment(times.opensAt)}`
    case 'ballot':
      return `The ballot closes on ${formatMoment(times.closesAt)}`
    default:
      return undefined
  }
}
