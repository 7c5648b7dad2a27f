import { sql } from 'kysely'
import type { PersonId } from '../../../platform/ids.ts'
import { query } from '../../../platform/query.ts'
import { type Contest, type ContestId, contestById, scopeOfContest } from '../calling/contest.ts'
import type { RollReason } from './eligibility.ts'

export interface RollPage {
  readonly contest: Contest
  readonly reasons: readonly { readonly reason: RollReason; readonly people: number }[]
  readonly lines: readonly { readonly name: string; readonly reason: RollReason }[]
  readonly found: number
  readonly page: number
  readonly pages: number
}

const PAGE_SIZE = 50

/** The frozen roll for whoever runs the election: how many for each reason, and the people of one page, by name. */
export const rollPage = query<{ contest: ContestId; words: string; page: number }, RollPage | null>({
  name: 'elections.roll',
  power: 'elections.run',
  scope: scopeOfContest,
  async read({ tx, input, now, shows }) {
    const contest = await contestById(tx, input.contest, now)
    if (!contest) return null
    const reasons = await tx
      .selectFrom('elections.place')
      .select(({ fn }) => ['reason', fn.countAll<number>().as('people')])
      .where('contest', '=', contest.id)
      .groupBy('reason')
      .orderBy('people', 'desc')
      .execute()
    const named = tx
      .selectFrom('elections.place as place')
      .innerJoin('people.person as person', 'person.id', 'place.person')
      .where('place.contest', '=', contest.id)
      .where(sql<boolean>`person.name_key like ${`%${input.words.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`}`)
    const { found } = await named.select(({ fn }) => fn.countAll<number>().as('found')).executeTakeFirstOrThrow()
    const pages = Math.max(1, Math.ceil(found / PAGE_SIZE))
    const page = Math.min(Math.max(1, input.page), pages)
    const rows = await named
      .select(['person.id', 'person.name', 'place.reason'])
      .orderBy('person.name_key')
      .orderBy('person.id')
      .limit(PAGE_SIZE)
      .offset((page - 1) * PAGE_SIZE)
      .execute()
    shows(
      rows.map(({ id }) => id as PersonId),
      `the roll of the election ${contest.title}`,
    )
    return {
      contest,
      reasons: reasons.map((row) => ({ reason: row.reason as RollReason, people: row.people })),
      lines: rows.map((row) => ({ name: row.name, reason: row.reason as RollReason })),
      found,
      page,
      pages,
    }
  },
})
