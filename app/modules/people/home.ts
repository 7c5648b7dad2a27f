import { sql } from 'kysely'
import type { VNode } from 'preact'
import type { PersonId } from '../../platform/ids.ts'
import { type Query, query } from '../../platform/query.ts'
import { type PersonRecord, recordOf } from './record-of.ts'
import type { HomeSection } from './section.ts'
import { type StandingOn, standingOn } from './standing.ts'

export interface Home {
  readonly record: PersonRecord
  readonly standing: StandingOn
  readonly sections: readonly (() => VNode)[]
}

/** A person's own page, in one transaction, with what the rooms above have to say to them. */
export function homeQuery(sections: readonly HomeSection[]): Query<Record<string, never>, Home | null> {
  return query({
    name: 'people.home',
    right: 'members.home',
    async read({ tx, mandate, now }) {
      const person = personOf(mandate.actor)
      const record = person && (await recordOf(tx, person))
      if (!person || !record) return null
      const standing = await standingOn(tx, person, now.toISOString().slice(0, 10))
      const prepared: (() => VNode)[] = []
      for (const section of sections) {
        const show = await section.prepare(tx, person, now)
        if (show) prepared.push(show)
      }
      return { record, standing, sections: prepared }
    },
  })
}

const personOf = (actor: { kind: string; person?: PersonId }): PersonId | null => actor.person ?? null

export interface LookedAt {
  readonly at: Date
  /** The office that looked, or what the program did. */
  readonly who: string
  readonly reason: string
  readonly article: string | null
}

/** Who looked at a person's record, newest first: for that person alone. */
export const whoLookedAtMe = query<Record<string, never>, readonly LookedAt[]>({
  name: 'people.who-looked-at-me',
  right: 'self.manage',
  async read({ tx, mandate }) {
    const person = personOf(mandate.actor)
    if (!person) return []
    const rows = await tx
      .selectFrom('people.access')
      .select(['at', 'office', 'actor_kind', 'reason', 'article'])
      .where(sql<boolean>`people @> array[${person}]::uuid[]`)
      .orderBy('at', 'desc')
      .limit(200)
      .execute()
    return rows.map(({ at, office, actor_kind, reason, article }) => ({
      at: at as unknown as Date,
      who: office ?? (actor_kind === 'operator' ? 'Somebody at the command line of the host' : 'The program itself'),
      reason,
      article,
    }))
  },
})
