import type { HomeSection } from '../people/index.ts'
import { groupsOf } from './queries.ts'

/** A person's groups, on their own page. */
export const groupsAtHome: HomeSection = {
  async prepare(tx, person) {
    const groups = await groupsOf(tx, person)
    return () => (
      <>
        <h2 class="govuk-heading-l">Your groups</h2>
        {groups.length > 0 && (
          <ul class="govuk-list">
            {groups.map((group) => (
              <li key={group.id}>
                <a href={`/groups/${group.slug}`}>{group.name}</a>
              </li>
            ))}
          </ul>
        )}
        <p>
          {groups.length === 0 && 'You belong to none yet. '}
          <a href="/groups">Find a group</a>
        </p>
      </>
    )
  },
}
