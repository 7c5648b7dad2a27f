import type { WriteTx } from './database/transaction.ts'
import type { Mandate } from './mandate.ts'
import type { Entry } from './verb.ts'

export interface ActToWrite {
  readonly id: string
  readonly now: Date
  readonly verb: string
  readonly mandate: Mandate
  readonly entry: Entry
}

/** Appends one act to the record. What is done by right is the person's own business and is not published. */
export async function writeAct(tx: WriteTx, { id, now, verb, mandate, entry }: ActToWrite): Promise<void> {
  await tx
    .insertInto('platform.act')
    .values({
      id,
      at: now,
      verb,
      mandate_kind: mandate.kind,
      mandate_name: mandate.name,
      article: mandate.article,
      office: mandate.office ?? null,
      term: mandate.term ?? null,
      scope: mandate.scope,
      person: mandate.actor.kind === 'person' ? mandate.actor.person : null,
      summary: entry.summary,
      detail: JSON.stringify(entry.detail ?? {}),
      published: mandate.kind !== 'right',
    })
    .execute()
}
