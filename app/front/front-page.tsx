import { demonstrationTour } from '../demonstration/facts.ts'
import { organisationOf } from '../modules/constitution/index.ts'
import { listContests, listResults } from '../modules/elections/index.ts'
import { query } from '../platform/query.ts'
import type { Frame, WebContext } from '../platform/web/visit.ts'
import { Page } from '../ui/document.tsx'
import { formatMoment } from '../ui/format.ts'
import { ButtonGroup, ButtonLink } from '../ui/forms/button.tsx'
import { CardLinks } from '../ui/parts/card-links.tsx'
import { InsetText } from '../ui/parts/inset-text.tsx'

interface Front {
  readonly organisation: { readonly name: string; readonly purpose: string } | null
}

const front = query<Record<string, never>, Front>({
  name: 'front.page',
  right: 'public.read',
  read: async ({ tx }) => ({ organisation: await organisationOf(tx) }),
})

/** The door of the house: an empty one offers to found an organisation, an inhabited one says what is going on. */
export async function frontPage(c: WebContext): Promise<Response> {
  const { visit } = c.var
  const asked = await visit.ask(front, {})
  if (!asked.ok) return visit.refuse(asked.error)
  const { organisation } = asked.value
  if (!organisation) return visit.show((frame) => <EmptyHouse frame={frame} />)
  const results = await visit.ask(listResults, {})
  const contests = await visit.ask(listContests, {})
  const open = contests.ok ? contests.value.filter(({ phase }) => phase === 'ballot' || phase === 'nominations') : []
  const latest = results.ok ? results.value.lines.slice(0, 3) : []
  const tour = await visit.ask(demonstrationTour, {})
  const isDemonstration = tour.ok && tour.value !== null
  return visit.showPublic(['constitution', 'elections.results', 'elections.contests'], (frame) => (
    <Page
      {...frame}
      title={organisation.name}
      description={organisation.purpose}
      masthead={{
        title: organisation.name,
        lede: organisation.purpose,
        actions: frame.viewer ? (
          <ButtonLink href="/me">Go to your page</ButtonLink>
        ) : (
          <ButtonLink href="/sign-in">Sign in</ButtonLink>
        ),
      }}
    >
      {isDemonstration && (
        <InsetText>
          This is a demonstration: everybody in it is invented. <a href="/demonstration">Look around as one of them</a>.
        </InsetText>
      )}
      {open.length > 0 && (
        <>
          <h2>Being decided now</h2>
          <CardLinks
            level={3}
            cards={open.map(({ id, title, phase, times }) => ({
              href: `/ballots/${id}`,
              title,
              tag:
                phase === 'ballot' ? { text: 'Ballot open', tone: 'good' } : { text: 'Nominations open', tone: 'wait' },
              meta: `Until ${formatMoment(phase === 'ballot' ? times.closesAt : times.nominationsClose)}`,
            }))}
          />
        </>
      )}
      <h2>How this house is run</h2>
      <CardLinks
        level={3}
        cards={[
          {
            href: '/elections',
            title: 'Elections',
            text: 'What is being decided now, and every result with its papers.',
          },
          { href: '/constitution', title: 'Constitution', text: 'The rules, as text and as what the program obeys.' },
          { href: '/offices', title: 'Offices', text: 'Who holds which, since when, by which vote, and until when.' },
          {
            href: '/record',
            title: 'Public record',
            text: 'Every use of power: what was done, and under which article.',
          },
          { href: '/groups', title: 'Groups', text: 'Find the one near you.' },
        ]}
      />
      {latest.length > 0 && (
        <>
          <h2>Latest results</h2>
          <ul class="gs-results">
            {latest.map((line) => (
              <li key={line.slug} class="gs-results__entry">
                <h3 class="govuk-heading-m gs-results__title">
                  <a href={`/elections/${line.slug}`}>{line.title}</a>
                </h3>
                <p class="gs-results__elected">
                  <strong>Elected:</strong> {line.elected.join(', ') || 'nobody'}
                </p>
              </li>
            ))}
          </ul>
        </>
      )}
    </Page>
  ))
}

function EmptyHouse({ frame }: { frame: Frame }) {
  return (
    <Page
      {...frame}
      title="Groundswell"
      masthead={{
        title: 'A house that its members run',
        lede: 'People, rules, votes and meetings in one place. Nothing here is decided because somebody is “an admin”: every power comes from your own constitution.',
        actions: (
          <ButtonGroup>
            <ButtonLink href="/found">Found your organisation</ButtonLink>
            <ButtonLink href="/demonstration" kind="secondary">
              Look around a demonstration
            </ButtonLink>
          </ButtonGroup>
        ),
      }}
    >
      <h2>Before you begin</h2>
      <p>
        Founding takes about ten minutes. You need the token that the program printed when it was started, a name, a
        sentence on what you are for, and the people who will look after things until your first election.
      </p>
      <p>
        Only need to count an election that was held elsewhere? <a href="/elections">Published elections are here</a>.
      </p>
    </Page>
  )
}
