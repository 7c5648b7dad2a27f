import { sql } from 'kysely'
import { z } from 'zod'
import { takeStatistics } from '../../../platform/database/statistics.ts'
import { err, ok, type Result } from '../../../platform/result.ts'
import { verb } from '../../../platform/verb.ts'
import { ContestId, contestById, contestTags, scopeOfContest } from '../calling/contest.ts'
import { dayOf } from '../calling/days.ts'
import type { KeyKeeper } from '../opening/key-keeper.ts'
import { considered } from './electorate.ts'

/**
 * Freezes the roll: one place for everybody considered, with the reason, in one statement whatever their number; then
 * its hash, and the key that papers will be sealed to.
 */
export const freezeRoll = (keys: KeyKeeper) =>
  verb({
    name: 'elections.freeze-roll',
    duty: 'elections.keep-timetable',
    input: z.object({ contest: ContestId }),
    scope: scopeOfContest,
    async act({ tx, input, now, chance, touch, record }): Promise<Result<void, 'not-due'>> {
      const contest = await contestById(tx, input.contest, now)
      if (contest?.stage !== 'called' || contest.roll || now < contest.times.freezeAt) return err('not-due')
      const day = dayOf(contest.times.freezeAt)
      // After a large import the planner does not know the tables yet, and would look at all evidence once for each person.
      await sql`select set_config('enable_nestloop', 'off', true)`.execute(tx)
      // Ids that cannot be guessed from the person: the salt is not kept.
      const salt = Buffer.from(chance.bytes(32))
      await sql`
        insert into elections.place (id, contest, person, may_vote, reason)
        select encode(substr(sha256(${salt}::bytea || uuid_send(c.person)), 1, 16), 'hex')::uuid,
          ${contest.id}::uuid, c.person, c.reason = 'eligible', c.reason
        from (${considered({ scope: contest.electorate, day, joinedBy: contest.joinedBy })}) c`.execute(tx)
      await takeStatistics(tx, 'elections.place')
      const roll = await hashRoll(tx, contest.id)
      // The key's file is written before the row that names it: a rollback leaves a file that the next try takes up.
      const publicKey = await keys.make(contest.id)
      await tx
        .updateTable('elections.contest')
        .set({
          roll_frozen_at: now,
          roll_hash: roll.hash,
          roll_voters: roll.voters,
          roll_others: roll.others,
          public_key: Buffer.from(publicKey),
        })
        .where('id', '=', contest.id)
        .execute()
      touch(...contestTags(contest.id))
      record({
        summary: `Froze the roll of the election ${contest.title}: ${roll.voters} may vote, ${roll.others} may not`,
        detail: { contest: contest.id, voters: roll.voters, others: roll.others, sha256: roll.hash.toString('hex') },
      })
      return ok()
    },
  })

/** SHA-256 over the roll: a line of person and reason for each place, in the order of persons' ids. */
async function hashRoll(tx: Parameters<typeof contestById>[0], contest: ContestId) {
  const { rows } = await sql<{ hash: Buffer; voters: number; others: number }>`
    select sha256(convert_to(coalesce(string_agg(person::text || ' ' || reason, E'\n' order by person), ''), 'UTF8')) as hash,
      (count(*) filter (where may_vote))::int as voters, (count(*) filter (where not may_vote))::int as others
    from elections.place where contest = ${contest}::uuid`.execute(tx)
  return rows[0] as { hash: Buffer; voters: number; others: number }
}
