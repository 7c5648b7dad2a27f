import type { Frame } from '../../../platform/web/visit.ts'
import { Page } from '../../../ui/document.tsx'
import { PageHeading } from '../../../ui/parts/page-heading.tsx'
import { SummaryList, type SummaryRow } from '../../../ui/parts/summary-list.tsx'
import { Tag } from '../../../ui/parts/tag.tsx'
import type { Home } from '../home.ts'
import type { PersonRecord } from '../record-of.ts'
import { STANDING_TAGS, standingReason } from '../standing-words.ts'

/** A person's own page: who they are here, where they stand and why, and what concerns them. */
export function HomePage({ frame, home }: { frame: Frame; home: Home }) {
  const { record, standing, sections } = home
  return (
    <Page {...frame} title="Your page">
      <PageHeading title={record.name} caption="Your page" />
      <p>
        <Tag {...STANDING_TAGS[standing.standing]} />
      </p>
      <p class="govuk-body-l">{standingReason(standing)}</p>
      {sections.map((show, at) => (
        <section key={at}>{show()}</section>
      ))}
      <h2 class="govuk-heading-l">What we hold about you</h2>
      <SummaryList rows={recordRows(record, 'own')} />
      <ul class="govuk-list">
        <li>
          <a href="/me/passkeys">Passkeys: sign in without a letter</a>
        </li>
        <li>
          <a href="/me/seen-by">Who has looked at your record</a>
        </li>
      </ul>
    </Page>
  )
}

const REACH_WORDS = { email: 'By e-mail', post: 'By post only', phone: 'By phone' } as const

/** The particulars of a record. `own` leads each to where the person puts it right. */
export function recordRows(record: PersonRecord, whose: 'own' | 'other'): SummaryRow[] {
  const change = (field: string, of: string) =>
    whose === 'own' ? { actions: [{ href: `/me/details#${field}`, text: 'Change', of }] } : {}
  return [
    { key: 'Name', value: record.name, ...change('name', 'your name') },
    { key: 'Pronouns', value: record.pronouns ?? 'Not said', ...change('pronouns', 'your pronouns') },
    { key: 'E-mail', value: lines(record.emails) },
    { key: 'Phone', value: record.neverPhone ? `${lines(record.phones)} (never to be phoned)` : lines(record.phones) },
    { key: 'Postcode', value: record.postcode ?? 'Not said', ...change('postcode', 'your postcode') },
    { key: 'Town or city', value: record.place ?? 'Not said', ...change('place', 'your town or city') },
    { key: 'Wants to hear from us', value: REACH_WORDS[record.reachBy], ...change('reachBy', 'how you hear from us') },
  ]
}

const lines = (all: readonly string[]): string => (all.length > 0 ? all.join(', ') : 'None')
