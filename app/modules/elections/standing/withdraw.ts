import { z } from 'zod'
import { err, ok, type Result } from '../../../platform/result.ts'
import { verb } from '../../../platform/verb.ts'
import { ContestId, contestById, contestTags, scopeOfContest } from '../calling/contest.ts'

/** Withdraws one's own candidature, until nominations close. */
export const withdraw = verb({
  name: 'elections.withdraw',
  right: 'elections.stand',
  input: z.object({ contest: ContestId }),
  scope: scopeOfContest,
  async act({ tx, input, mandate, now, touch, record }): Promise<Result<void, 'not-standing' | 'too-late'>> {
    const contest = await contestById(tx, input.contest, now)
    if (!contest || mandate.actor.kind !== 'person') return err('not-standing')
    if (contest.phase !== 'nominations') return err('too-late')
    const changed = await tx
      .updateTable('elections.candidate')
      .set({ state: 'withdrawn', reason: null })
      .where('contest', '=', contest.id)
      .where('person', '=', mandate.actor.person)
      .where('state', 'in', ['submitted', 'accepted'])
      .executeTakeFirst()
    if (changed.numUpdatedRows === 0n) return err('not-standing')
    touch(...contestTags(contest.id))
    record({ summary: `Withdrew as a candidate: ${contest.title}`, detail: { contest: contest.id } })
    return ok()
  },
})
