import type { Hono } from 'hono'
import type { Sessions } from '../platform/auth/session.ts'
import type { Frame, WebContext, WebEnv } from '../platform/web/visit.ts'
import { isAtThisMachine, smallForm } from '../platform/web/web.ts'
import { Page } from '../ui/document.tsx'
import { Button } from '../ui/forms/button.tsx'
import { Form } from '../ui/forms/form.tsx'
import { PageHeading } from '../ui/parts/page-heading.tsx'
import { demonstrationTour, TOUR_ROLES, type TourRole } from './facts.ts'

export interface DemonstrationParts {
  readonly sessions: Sessions
  /** Fills this empty house; its words are shown while it works. */
  readonly live: (say: (what: string) => void) => Promise<void>
  /** False once the program is public: then nobody is let in as somebody else. */
  readonly open: boolean
}

const ROLE_WORDS: Readonly<Record<TourRole, { readonly title: string; readonly look: string }>> = {
  member: {
    title: 'A member',
    look: 'Vote in the ballot that is open, see why you may, and read who has looked at your record.',
  },
  'group-secretary': {
    title: 'A group’s secretary',
    look: 'See your own group’s people and how to reach them, for as long as your term lasts, and nobody else’s.',
  },
  'membership-secretary': {
    title: 'The membership secretary',
    look: 'Find people, see their standing with the dates behind it, and bring in a list.',
  },
  'returning-officer': {
    title: 'The returning officer',
    look: 'Run an election: the roll, the candidates, the turnout, and no running totals.',
  },
}

/** Looking around: filling an empty house with invented people, and being one of them. On this machine only. */
export function demonstrationRoutes(web: Hono<WebEnv>, { sessions, live, open }: DemonstrationParts): void {
  let saying: string | null = null
  const isHere = (c: WebContext): boolean => open && isAtThisMachine(c.var.visit)

  web.get('/demonstration', async (c) => {
    const { visit } = c.var
    if (!isHere(c)) return visit.notFound()
    if (saying !== null) return waiting(c, saying)
    const tour = await visit.ask(demonstrationTour, {})
    const isFilled = tour.ok && tour.value !== null
    const isTaken = !isFilled && (await visit.organisation()) !== 'Groundswell'
    return visit.show((frame) =>
      isFilled ? <TourPage frame={frame} /> : <OfferPage frame={frame} isTaken={isTaken} />,
    )
  })

  web.post('/demonstration', smallForm, async (c) => {
    const { visit } = c.var
    if (!isHere(c) || (await visit.organisation()) !== 'Groundswell') return visit.notFound()
    if (saying === null) {
      saying = 'Beginning'
      live((what) => {
        saying = what
      }).finally(() => {
        saying = null
      })
    }
    return visit.goTo('/demonstration')
  })

  web.post('/demonstration/enter', smallForm, async (c) => {
    const { visit } = c.var
    const tour = await visit.ask(demonstrationTour, {})
    const role = TOUR_ROLES.find((one) => one === c.req.query('as'))
    const person = tour.ok && role ? tour.value?.[role] : undefined
    if (!isHere(c) || !person) return visit.notFound()
    await sessions.begin(c, person, 'link', visit.clock.now())
    return visit.goTo('/me', `You are looking around as ${ROLE_WORDS[role as TourRole].title.toLowerCase()}.`)
  })
}

function OfferPage({ frame, isTaken }: { frame: Frame; isTaken: boolean }) {
  return (
    <Page {...frame} title="A demonstration">
      <PageHeading
        title="Look around a demonstration"
        lede="An invented movement of 20,000 members and 30,000 supporters in 153 local groups, with one election over and one running."
      />
      {isTaken ? (
        <p>
          An organisation lives in this house, so it cannot be filled with invented people. Start a second one beside it
          with <code>npm start -- --demo</code>.
        </p>
      ) : (
        <Form>
          <p>
            It takes about a minute. To found your own organisation afterwards, start the program on an empty folder.
          </p>
          <Button>Fill this house with the demonstration</Button>
        </Form>
      )}
    </Page>
  )
}

/** Asks again by itself every two seconds, without script. */
async function waiting(c: WebContext, saying: string): Promise<Response> {
  const page = await c.var.visit.show((frame) => (
    <Page {...frame} title="Getting the demonstration ready">
      <PageHeading title="Getting the demonstration ready" lede={`${saying}…`} />
      <p>This page looks again every two seconds. It takes about a minute in all.</p>
    </Page>
  ))
  page.headers.set('refresh', '2')
  return page
}

function TourPage({ frame }: { frame: Frame }) {
  return (
    <Page {...frame} title="Look around">
      <PageHeading title="Look around" lede="Everybody here is invented. Be any of them, and change what you like." />
      {TOUR_ROLES.map((role) => (
        <section key={role} class="gs-tour">
          <h2>{ROLE_WORDS[role].title}</h2>
          <p>{ROLE_WORDS[role].look}</p>
          <Form action={`/demonstration/enter?as=${role}`}>
            <Button kind="secondary">
              Look around as {ROLE_WORDS[role].title.replace(/^(A|The)/, (word) => word.toLowerCase())}
            </Button>
          </Form>
        </section>
      ))}
      <p>
        Or see what everybody sees: <a href="/ballots">ballots</a>, <a href="/elections">results</a>,{' '}
        <a href="/offices">who holds which office</a>, <a href="/record">the public record</a>.
      </p>
    </Page>
  )
}
