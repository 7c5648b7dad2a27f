import { z } from 'zod'
import type { ReadTx } from '../../../platform/database/transaction.ts'
import type { PersonId } from '../../../platform/ids.ts'
import { err, ok, type Result } from '../../../platform/result.ts'
import { verb } from '../../../platform/verb.ts'
import { beginTerms, type TermProblem } from '../../constitution/index.ts'
import { type Contest, ContestId, contestById, contestTags, scopeOfContest } from '../calling/contest.ts'

const DAY = 86_400_000

/** When a published result is declared: once the time for appeals is over. */
export const declarationDue = (contest: Pick<Contest, 'countedAt' | 'appealDays'>): Date | null =>
  contest.countedAt && new Date(contest.countedAt.getTime() + contest.appealDays * DAY)

/** Declares a published result: the terms of those elected begin at this moment, and those before them end. */
export const declareResult = verb({
  name: 'elections.declare',
  duty: 'elections.keep-timetable',
  input: z.object({ contest: ContestId }),
  scope: scopeOfContest,
  async act({ tx, input, mandate, now, chance, touch, record }): Promise<Result<void, 'not-due' | TermProblem>> {
    const contest = await contestById(tx, input.contest, now)
    const due = contest && declarationDue(contest)
    if (contest?.stage !== 'counted' || !due || now < due) return err('not-due')
    const elected = await electedPeople(tx, contest)
    const terms = await beginTerms(tx, mandate, chance, {
      office: contest.office,
      scope: contest.scope,
      holders: elected.map(({ person }) => person),
      from: now,
      how: 'election',
      reference: contest.resultSlug ? `/elections/${contest.resultSlug}` : `/ballots/${contest.id}`,
    })
    if (!terms.ok) return terms
    await tx
      .updateTable('elections.contest')
      .set({ stage: 'declared', declared_at: now })
      .where('id', '=', contest.id)
      .execute()
    touch('offices', ...contestTags(contest.id))
    record({
      summary: `Declared the election ${contest.title}. Elected: ${elected.map(({ name }) => name).join(', ') || 'nobody'}`,
      detail: { contest: contest.id, office: contest.office, vacant: contest.seats - elected.length },
    })
    return ok()
  },
})

/** Those elected, in order of election. */
async function electedPeople(tx: ReadTx, contest: Contest): Promise<readonly { person: PersonId; name: string }[]> {
  const numbers = contest.elected ?? []
  if (numbers.length === 0) return []
  const rows = await tx
    .selectFrom('elections.candidate')
    .select(['number', 'person', 'name'])
    .where('contest', '=', contest.id)
    .where('number', 'in', [...numbers])
    .execute()
  return numbers.flatMap((number) => {
    const row = rows.find((one) => one.number === number)
    return row ? [{ person: row.person as PersonId, name: row.name }] : []
  })
}
