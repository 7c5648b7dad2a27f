import type { Frame } from '../../../platform/web/visit.ts'
import { Page } from '../../../ui/document.tsx'
import { formatNumber } from '../../../ui/format.ts'
import { InsetText } from '../../../ui/parts/inset-text.tsx'
import { PageHeading } from '../../../ui/parts/page-heading.tsx'
import type { Contest } from '../calling/contest.ts'
import { contestPath } from './contest-words.ts'

export interface BoardPageProps {
  readonly frame: Frame
  readonly contest: Contest
  readonly codes: readonly string[]
  readonly typed: string
  /** What was typed, as a reference; null where it is none. */
  readonly wanted: string | null
}

/**
 * Every envelope in the box by its reference, in the order of the alphabet. A link names one after `#`, which no browser
 * sends: where whoever looks for a reference comes from stays with them.
 */
export function BoardPage({ frame, contest, codes, typed, wanted }: BoardPageProps) {
  const envelopes = codes.length === 1 ? 'One envelope lies' : `${formatNumber(codes.length)} envelopes lie`
  return (
    <Page
      {...frame}
      title={`The board: ${contest.title}`}
      width="wide"
      breadcrumbs={[
        { href: '/ballots', text: 'Ballots' },
        { href: contestPath(contest), text: contest.title },
      ]}
    >
      <PageHeading
        title="The board"
        caption={contest.title}
        lede={`${envelopes} in the box. Each is shown by its reference, in alphabetical order: the order says nothing of who voted or when.`}
      />
      <form method="get" action={contestPath(contest, '/board')} class="govuk-form-group">
        <label class="govuk-label govuk-label--s" for="code">
          Look for your reference
        </label>
        <div id="code-hint" class="govuk-hint">
          Ten letters and figures, such as 7K2QD-M0X4H.
        </div>
        <input
          class="govuk-input govuk-input--width-10"
          id="code"
          name="code"
          type="text"
          value={typed}
          spellcheck={false}
          autocomplete="off"
          aria-describedby="code-hint"
        />{' '}
        <button type="submit" class="govuk-button govuk-button--secondary">
          Look
        </button>
      </form>
      {typed !== '' && <Answer codes={codes} typed={typed} wanted={wanted} />}
      <ul class="gs-codes">
        {codes.map((code) => (
          <li key={code} id={code}>
            {code === wanted ? <mark>{code}</mark> : code}
          </li>
        ))}
      </ul>
    </Page>
  )
}

function Answer({ codes, typed, wanted }: { codes: readonly string[]; typed: string; wanted: string | null }) {
  if (wanted === null) {
    return (
      <InsetText>
        <p>“{typed}” is no reference: it has ten letters and figures.</p>
      </InsetText>
    )
  }
  if (codes.includes(wanted)) {
    return (
      <InsetText>
        <p>
          <strong>{wanted}</strong> is in the box.
        </p>
      </InsetText>
    )
  }
  return (
    <InsetText>
      <p>
        <strong>{wanted}</strong> is not in the box. If you voted again after you got it, your later vote has taken its
        place: look for the later reference. If you did not, tell the returning officer.
      </p>
    </InsetText>
  )
}
