import { z } from 'zod'
import { err, ok, type Result } from '../../../platform/result.ts'
import { verb } from '../../../platform/verb.ts'
import { ContestId, contestById, contestTags, scopeOfContest } from './contest.ts'

/** Calls an election off, for a reason that is published. Not possible once its papers have been opened. */
export const callOff = verb({
  name: 'elections.call-off',
  power: 'elections.run',
  input: z.object({
    contest: ContestId,
    reason: z
      .string()
      .trim()
      .min(10, 'Say why, so that members can judge it')
      .max(1000, 'Use 1,000 characters or fewer'),
  }),
  scope: scopeOfContest,
  async act({ tx, input, now, touch, record }): Promise<Result<void, 'too-late'>> {
    const contest = await contestById(tx, input.contest, now)
    if (!contest) return err('too-late')
    const changed = await tx
      .updateTable('elections.contest')
      .set({ stage: 'called-off', stage_reason: input.reason })
      .where('id', '=', input.contest)
      .where('stage', 'in', ['called', 'open'])
      .where('closes_at', '>', now)
      .executeTakeFirst()
    if (changed.numUpdatedRows === 0n) return err('too-late')
    touch(...contestTags(input.contest))
    record({
      summary: `Called off an election: ${contest.title}. Reason: ${input.reason}`,
      detail: { contest: input.contest },
    })
    return ok()
  },
})
