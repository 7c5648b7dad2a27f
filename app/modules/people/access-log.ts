import type { AccessLog } from '../../platform/runner.ts'

/** Keeps one row for each reading of people, which those people can read: who, under what authority, and why. */
export const accessLog: AccessLog = {
  async write(tx, { id, at, query, mandate, people, reason }) {
    await tx
      .insertInto('people.access')
      .values({
        id,
        at,
        query,
        actor_kind: mandate.actor.kind,
        actor: mandate.actor.kind === 'person' ? mandate.actor.person : null,
        mandate_name: mandate.name,
        article: mandate.article,
        office: mandate.office ?? null,
        reason,
        people: [...people],
      })
      .execute()
  },
}
