import { termsOf, versionInForce } from '../modules/constitution/index.ts'
import { groupSlug } from '../modules/groups/index.ts'
import type { HomeSection } from '../modules/people/index.ts'
import { formatDay } from '../ui/format.ts'

/** What can be done with a power, and where. */
const WORK: Readonly<Record<string, readonly { readonly href: string; readonly text: string }[]>> = {
  'elections.run': [
    { href: '/ballots/call', text: 'Call an election' },
    { href: '/ballots', text: 'Look after the elections that are under way' },
  ],
  'elections.publish': [{ href: '/elections/import', text: 'Publish an election held elsewhere' }],
  'people.import': [{ href: '/people/import', text: 'Bring people in from a list' }],
  'people.read': [{ href: '/people', text: 'Find people' }],
  'people.review': [{ href: '/people/review', text: 'Settle doubtful rows' }],
}

/** The offices that a person holds, until when, and the pages on which their powers are used. */
export const officesAtHome: HomeSection = {
  async prepare(tx, person, now) {
    const terms = await termsOf(tx, person, now)
    const version = terms.length > 0 ? await versionInForce(tx) : null
    if (!version) return null
    const { offices, powers } = version.constitution
    const mayRead = (office: string): boolean =>
      (powers.get('group.read-people') ?? []).some(({ rule }) => rule.holders.includes(office))
    const slugs = await Promise.all(terms.map(({ scope }) => groupSlug(tx, scope)))
    const held = terms.map(({ id, office, endsAt }, i) => ({
      id,
      title: offices.get(office)?.rule.title ?? office,
      endsAt,
      work: Object.entries(WORK)
        .flatMap(([power, places]) =>
          (powers.get(power) ?? []).some(({ rule }) => rule.holders.includes(office)) ? places : [],
        )
        .concat(
          slugs[i] && mayRead(office) ? [{ href: `/groups/${slugs[i]}/people`, text: 'See your group’s people' }] : [],
        ),
    }))
    return () => (
      <>
        <h2 class="govuk-heading-l">Your {held.length === 1 ? 'office' : 'offices'}</h2>
        {held.map(({ id, title, endsAt, work }) => (
          <div key={id}>
            <h3>{title}</h3>
            <p>Until {formatDay(endsAt)}.</p>
            {work.length > 0 && (
              <ul>
                {work.map(({ href, text }) => (
                  <li key={href}>
                    <a href={href}>{text}</a>
                  </li>
                ))}
              </ul>
            )}
          </div>
        ))}
      </>
    )
  },
}
