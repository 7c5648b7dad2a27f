import { sql } from 'kysely'
import { z } from 'zod'
import { err, ok, type Result } from '../../../platform/result.ts'
import { verb } from '../../../platform/verb.ts'
import { ContestId, contestById, contestTags, scopeOfContest } from '../calling/contest.ts'

/**
 * Opens the ballot at its time: gives the candidates their numbers. A nomination on which nobody decided in time stands.
 * Where no more stand than there are seats no ballot is held: they are elected unopposed.
 */
export const openBallot = verb({
  name: 'elections.open-ballot',
  duty: 'elections.keep-timetable',
  input: z.object({ contest: ContestId }),
  scope: scopeOfContest,
  async act({ tx, input, now, touch, record }): Promise<Result<void, 'not-due'>> {
    const contest = await contestById(tx, input.contest, now)
    if (!contest?.roll || contest.stage !== 'called' || now < contest.times.opensAt) return err('not-due')
    await tx
      .updateTable('elections.candidate')
      .set({ state: 'accepted', reason: null })
      .where('contest', '=', contest.id)
      .where('state', '=', 'submitted')
      .execute()
    const numbered = await sql`
      update elections.candidate c set number = o.number
      from (select id, row_number() over (order by lower(name), id) as number from elections.candidate
            where contest = ${contest.id}::uuid and state = 'accepted') o
      where c.id = o.id`.execute(tx)
    const candidates = Number(numbered.numAffectedRows ?? 0)
    const unopposed = candidates <= contest.seats
    await tx
      .updateTable('elections.contest')
      .set({
        candidates,
        unopposed,
        ...(unopposed
          ? { stage: 'counted', counted_at: now, elected: Array.from({ length: candidates }, (_, i) => i + 1) }
          : { stage: 'open' }),
      })
      .where('id', '=', contest.id)
      .execute()
    touch(...contestTags(contest.id))
    record({
      summary: unopposed
        ? `No ballot is needed in the election ${contest.title}: ${stood(candidates)} for ${seats(contest.seats)}`
        : `Opened the ballot of the election ${contest.title}: ${stood(candidates)} for ${seats(contest.seats)}`,
      detail: { contest: contest.id, candidates, seats: contest.seats },
    })
    return ok()
  },
})

const stood = (count: number): string => (count === 1 ? 'one candidate stands' : `${count} candidates stand`)
const seats = (count: number): string => (count === 1 ? 'one seat' : `${count} seats`)
