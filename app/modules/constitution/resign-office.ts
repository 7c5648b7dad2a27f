import { z } from 'zod'
import { isUuid } from '../../platform/ids.ts'
import { err, ok } from '../../platform/result.ts'
import { verb } from '../../platform/verb.ts'

/** Whoever holds an office may lay it down at any time. Rejected where the term is not theirs, or over already. */
export const resignOffice = verb({
  name: 'offices.resign',
  right: 'offices.resign',
  input: z.object({ term: z.string().refine(isUuid, 'There is no such term') }),
  async act({ tx, input, mandate, now, record, touch }) {
    if (mandate.actor.kind !== 'person') return err('not-yours' as const)
    const ended = await tx
      .updateTable('constitution.term')
      .set({ ended_at: now, ended_because: 'The holder resigned.' })
      .where('id', '=', input.term)
      .where('person', '=', mandate.actor.person)
      .where('ended_at', 'is', null)
      .where('began_at', '<=', now)
      .where('ends_at', '>', now)
      .returning('office')
      .executeTakeFirst()
    if (!ended) return err('not-yours' as const)
    record({ summary: `Resigned the office ${ended.office}.`, detail: { term: input.term } })
    touch('offices')
    return ok()
  },
})
