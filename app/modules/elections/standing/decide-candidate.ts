import { z } from 'zod'
import { isUuid } from '../../../platform/ids.ts'
import { err, ok, type Result } from '../../../platform/result.ts'
import type { FieldError } from '../../../platform/runner.ts'
import { verb } from '../../../platform/verb.ts'
import { ContestId, contestById, contestTags, scopeOfContest } from '../calling/contest.ts'
import { standsIn } from './conflict.ts'

/** Accepts a candidature as valid, or refuses it with a reason that the candidate is told. Until the ballot opens. */
export const decideCandidate = verb({
  name: 'elections.decide-candidate',
  power: 'elections.run',
  input: z.object({
    contest: ContestId,
    candidate: z.string().refine(isUuid, 'There is no such candidate'),
    decision: z.enum(['accepted', 'refused'], 'Choose whether the nomination is valid'),
    reason: z.string().trim().max(1000, 'Use 1,000 characters or fewer').default(''),
  }),
  scope: scopeOfContest,
  async act({ tx, input, mandate, now, touch, record }): Promise<Result<void, readonly FieldError[]>> {
    const contest = await contestById(tx, input.contest, now)
    if (contest?.stage !== 'called') {
      return err([{ field: '', message: 'Candidatures can be decided on until the ballot opens.' }])
    }
    if (mandate.actor.kind === 'person' && (await standsIn(tx, mandate.actor.person, contest.id))) {
      return err([{ field: '', message: 'You stand in this election, so somebody else must run it.' }])
    }
    if (input.decision === 'refused' && input.reason.length < 10) {
      return err([{ field: 'reason', message: 'Say why the nomination is refused, so that the candidate can answer' }])
    }
    const changed = await tx
      .updateTable('elections.candidate')
      .set({ state: input.decision, reason: input.decision === 'refused' ? input.reason : null })
      .where('contest', '=', contest.id)
      .where('id', '=', input.candidate)
      .where('state', 'in', ['submitted', 'accepted', 'refused'])
      .returning('name')
      .executeTakeFirst()
    if (!changed) return err([{ field: '', message: 'There is no such candidate, or they have withdrawn.' }])
    touch(...contestTags(contest.id))
    record(
      input.decision === 'accepted'
        ? {
            summary: `Accepted a candidate in the election ${contest.title}: ${changed.name}`,
            detail: { contest: contest.id },
          }
        : { summary: `Refused a nomination in the election ${contest.title}`, detail: { contest: contest.id } },
    )
    return ok()
  },
})
