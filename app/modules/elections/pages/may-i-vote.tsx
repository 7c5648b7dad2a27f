import type { Frame } from '../../../platform/web/visit.ts'
import { Page } from '../../../ui/document.tsx'
import { formatMoment } from '../../../ui/format.ts'
import { ButtonLink } from '../../../ui/forms/button.tsx'
import { PageHeading } from '../../../ui/parts/page-heading.tsx'
import type { Contest } from '../calling/contest.ts'
import type { OwnPart } from '../calling/queries.ts'
import { contestPath, explainTo } from './contest-words.ts'

/** Whether the reader may vote, why, and what puts it right. */
export function MayIVotePage({ frame, contest, own }: { frame: Frame; contest: Contest; own: OwnPart }) {
  const told = explainTo(contest, own.place)
  const verdict = own.place.frozen
    ? told.mayVote
      ? 'You may vote'
      : 'You may not vote'
    : told.mayVote
      ? 'As things stand, you may vote'
      : 'As things stand, you may not vote'
  return (
    <Page
      {...frame}
      title={verdict}
      breadcrumbs={[
        { href: '/ballots', text: 'Ballots' },
        { href: contestPath(contest), text: contest.title },
      ]}
    >
      <PageHeading title={verdict} caption={contest.title} lede={told.because} />
      {told.remedy && <p class="govuk-body">{told.remedy}</p>}
      <p class="govuk-body">
        {own.place.frozen ? 'The roll was frozen on ' : 'The roll will be frozen on '}
        {formatMoment(contest.roll?.frozenAt ?? contest.times.freezeAt)}.
        {contest.stage === 'called' &&
          ` Whoever thinks that it is wrong should tell the returning officer before the ballot opens on ${formatMoment(contest.times.opensAt)}.`}
      </p>
      {told.mayVote && contest.phase === 'ballot' && (
        <ButtonLink href={contestPath(contest, '/paper')}>{own.code ? 'Vote again' : 'Vote now'}</ButtonLink>
      )}
    </Page>
  )
}
