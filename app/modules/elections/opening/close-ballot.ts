import { sql } from 'kysely'
import { z } from 'zod'
import { err, ok, type Result } from '../../../platform/result.ts'
import { verb } from '../../../platform/verb.ts'
import { ContestId, contestById, contestTags, scopeOfContest } from '../calling/contest.ts'
import { boxLock } from '../casting/box-lock.ts'

/** Closes the box once its time is over and every vote that was on its way in has landed. */
export const closeBallot = verb({
  name: 'elections.close-ballot',
  duty: 'elections.keep-timetable',
  input: z.object({ contest: ContestId }),
  scope: scopeOfContest,
  async act({ tx, input, now, touch, record }): Promise<Result<void, 'not-due'>> {
    await sql`select pg_advisory_xact_lock(${boxLock(input.contest)}::bigint)`.execute(tx)
    const contest = await contestById(tx, input.contest, now)
    if (contest?.stage !== 'open' || now < contest.times.closesAt) return err('not-due')
    await tx.updateTable('elections.contest').set({ stage: 'closed' }).where('id', '=', contest.id).execute()
    touch(...contestTags(contest.id))
    record({ summary: `Closed the ballot of the election ${contest.title}`, detail: { contest: contest.id } })
    return ok()
  },
})
