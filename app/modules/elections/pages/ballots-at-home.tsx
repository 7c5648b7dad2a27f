import { formatMoment } from '../../../ui/format.ts'
import type { HomeSection } from '../../people/index.ts'
import { openBallotsOf } from '../casting/queries.ts'
import { contestPath } from './contest-words.ts'

/** The ballots in which a person may vote now, on their own page; nothing where there is none. */
export const ballotsAtHome: HomeSection = {
  async prepare(tx, person, now) {
    const ballots = await openBallotsOf(tx, person, now)
    if (ballots.length === 0) return null
    return () => (
      <>
        <h2 class="govuk-heading-l">Your vote</h2>
        {ballots.map((ballot) => (
          <div key={ballot.id} class="govuk-inset-text">
            <h3>{ballot.title}</h3>
            <p>
              {ballot.hasVoted ? 'You have voted, and can change your paper' : 'You may vote'} until{' '}
              {formatMoment(ballot.closesAt)}.
            </p>
            <p>
              <a class="govuk-button" href={contestPath(ballot, '/paper')}>
                {ballot.hasVoted ? 'Vote again' : 'Vote now'}
              </a>
            </p>
          </div>
        ))}
      </>
    )
  },
}
