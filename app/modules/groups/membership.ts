import { z } from 'zod'
import { isUuid } from '../../platform/ids.ts'
import { err, ok } from '../../platform/result.ts'
import { verb } from '../../platform/verb.ts'
import type { GroupId } from './add-groups.ts'

const Target = z.object({ group: z.string().refine(isUuid, 'Not a group') as unknown as z.ZodType<GroupId, string> })

export type MembershipProblem = { readonly kind: 'no-such-group' | 'not-a-person' }

/** Joins a group, oneself. Whoever belongs already stays as they are. */
export const joinGroup = verb({
  name: 'groups.join',
  right: 'self.manage',
  input: Target,
  async act({ tx, input, mandate, now }) {
    if (mandate.actor.kind !== 'person') return err<MembershipProblem>({ kind: 'not-a-person' })
    const group = await tx
      .selectFrom('groups.group')
      .select('name')
      .where('id', '=', input.group)
      .where('ended_on', 'is', null)
      .executeTakeFirst()
    if (!group) return err<MembershipProblem>({ kind: 'no-such-group' })
    const since = now.toISOString().slice(0, 10)
    const { person } = mandate.actor
    // Who left earlier today takes that back; else a new row begins, or the running one stays.
    const { numUpdatedRows } = await tx
      .updateTable('groups.membership')
      .set({ until: null })
      .where('person', '=', person)
      .where('group_id', '=', input.group)
      .where('since', '=', since)
      .executeTakeFirst()
    if (numUpdatedRows === 0n) {
      await tx
        .insertInto('groups.membership')
        .values({ group_id: input.group, person, since })
        .onConflict((same) => same.doNothing())
        .execute()
    }
    return ok({ name: group.name })
  },
})

/** Leaves a group, oneself. */
export const leaveGroup = verb({
  name: 'groups.leave',
  right: 'self.manage',
  input: Target,
  async act({ tx, input, mandate, now }) {
    if (mandate.actor.kind !== 'person') return err<MembershipProblem>({ kind: 'not-a-person' })
    const group = await tx.selectFrom('groups.group').select('name').where('id', '=', input.group).executeTakeFirst()
    if (!group) return err<MembershipProblem>({ kind: 'no-such-group' })
    await tx
      .updateTable('groups.membership')
      .set({ until: now.toISOString().slice(0, 10) })
      .where('group_id', '=', input.group)
      .where('person', '=', mandate.actor.person)
      .where('until', 'is', null)
      .execute()
    return ok({ name: group.name })
  },
})
