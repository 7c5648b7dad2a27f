import { createHash } from 'node:crypto'
import type { WriteTx } from '../../platform/database/transaction.ts'
import type { Mandate } from '../../platform/mandate.ts'
import { adoptPeopleRule, type PeopleRule } from '../people/index.ts'
import type { Constitution } from './constitution.ts'
import { valueIn } from './values.ts'

export interface VersionToAdopt {
  readonly number: number
  readonly text: string
  readonly adoptedAt: Date
  readonly inForceFrom: Date
  readonly how: 'founding' | 'decision'
  readonly reference: string | null
}

/** Keeps a version, its fingerprint beside it. It is never changed. */
export async function adoptVersion(tx: WriteTx, version: VersionToAdopt): Promise<void> {
  await tx
    .insertInto('constitution.version')
    .values({
      number: version.number,
      text: version.text,
      sha256: createHash('sha256').update(version.text).digest(),
      adopted_at: version.adoptedAt,
      in_force_from: version.inForceFrom,
      how: version.how,
      reference: version.reference,
    })
    .execute()
}

/** Hands on the values that the room of people obeys, from a day (`YYYY-MM-DD`) on. */
export async function tellPeople(
  tx: WriteTx,
  mandate: Mandate,
  constitution: Constitution,
  from: string,
): Promise<void> {
  for (const name of ['people.grace-days', 'people.import-evidence'] as const) {
    const rule = { name, value: valueIn(constitution, name) } as PeopleRule
    await adoptPeopleRule(tx, mandate, { rule, from })
  }
}
