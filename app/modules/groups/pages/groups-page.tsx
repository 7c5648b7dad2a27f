import type { Frame } from '../../../platform/web/visit.ts'
import { Page } from '../../../ui/document.tsx'
import { EmptyState } from '../../../ui/parts/empty-state.tsx'
import { PageHeading } from '../../../ui/parts/page-heading.tsx'
import { SearchForm } from '../../../ui/parts/search-form.tsx'
import { GROUP_KINDS, type GroupKind } from '../kinds.ts'
import type { ListedGroup } from '../queries.ts'

type GroupsProps = { frame: Frame; groups: readonly ListedGroup[]; find: string }

/** The groups that anyone can find and join, by kind; local groups under their region. */
export function GroupsPage({ frame, groups, find }: GroupsProps) {
  const kinds = GROUP_KINDS.filter((kind) => groups.some((group) => group.kind === kind))
  return (
    <Page {...frame} title="Groups" description="Local groups and networks, and how to join one.">
      <PageHeading title="Groups" lede="Most of what we do is done by groups: near you, at work, or about one thing." />
      <SearchForm action="/groups" label="Town, region, name or postcode" value={find} />
      {groups.length === 0 && <Nothing find={find} />}
      {kinds.map((kind) => (
        <section key={kind}>
          <h2 class="govuk-heading-l">{HEADINGS[kind]}</h2>
          {byParent(groups.filter((group) => group.kind === kind)).map(([parent, some]) => (
            <div key={parent}>
              {parent && <h3 class="govuk-heading-m">{parent}</h3>}
              <ul class="govuk-list">
                {some.map((group) => (
                  <li key={group.id}>
                    <a href={`/groups/${group.slug}`}>{group.name}</a>
                    {group.place && group.place !== group.name && `, ${group.place}`}
                  </li>
                ))}
              </ul>
            </div>
          ))}
        </section>
      ))}
    </Page>
  )
}

function Nothing({ find }: { find: string }) {
  if (!find) return <EmptyState title="There are no groups yet." />
  return (
    <EmptyState title={`No group was found for “${find}”.`}>
      <p>
        Try a larger place, or look through <a href="/groups">all groups</a>.
      </p>
    </EmptyState>
  )
}

const HEADINGS: Readonly<Record<GroupKind, string>> = {
  local: 'Local groups',
  region: 'Regions',
  nation: 'Nations',
  network: 'Networks',
  workplace: 'Workplace groups',
  action: 'Action groups',
  committee: 'Committees',
}

/** In the order of the parents' names; those without one come first. */
function byParent(groups: readonly ListedGroup[]): [string, ListedGroup[]][] {
  const found = new Map<string, ListedGroup[]>()
  for (const group of groups) {
    const parent = group.parent?.name ?? ''
    const some = found.get(parent)
    if (some) some.push(group)
    else found.set(parent, [group])
  }
  return [...found].sort(([one], [other]) => one.localeCompare(other, 'en'))
}
