import type { WriteTx } from '../../platform/database/transaction.ts'
import type { Chance, PersonId } from '../../platform/ids.ts'
import type { Mandate } from '../../platform/mandate.ts'
import { emailKey, phoneKey, tidyPostcode } from './contact-keys.ts'
import { type Name, nameKey } from './names.ts'
import { type Evidence, recordEvidence } from './record-evidence.ts'

export interface NewPerson {
  readonly name: Name
  readonly pronouns?: string | undefined
  /** The first is the one that letters go to. Addresses that are none are left out. */
  readonly emails?: readonly string[]
  readonly phones?: readonly string[]
  readonly postcode?: string | undefined
  readonly place?: string | undefined
  readonly reachBy?: 'email' | 'post' | 'phone'
  readonly externalIds?: readonly { readonly source: string; readonly id: string }[]
  /** What standing is computed from; `source` says where it comes from, as `import:civicrm` or `founding`. */
  readonly evidence?: readonly Evidence[]
  readonly source: string
}

/** Adds one person with all that is known of them. Whether they are somebody already known is the caller's question. */
export async function addPerson(
  tx: WriteTx,
  mandate: Mandate,
  { person, now, chance }: { person: NewPerson; now: Date; chance: Chance },
): Promise<PersonId> {
  const id = chance.id() as PersonId
  await tx
    .insertInto('people.person')
    .values({
      id,
      name: person.name.name,
      given_name: person.name.given,
      family_name: person.name.family,
      name_key: nameKey(person.name.name),
      pronouns: person.pronouns?.trim() || null,
      postcode: person.postcode ? tidyPostcode(person.postcode) : null,
      place: person.place?.trim() || null,
      reach_by: person.reachBy ?? 'email',
      added_at: now,
    })
    .execute()
  const emails = keyed(person.emails ?? [], emailKey)
  if (emails.length > 0) {
    const rows = emails.map(([key, address], index) => ({
      person: id,
      address,
      address_key: key,
      preferred: index === 0,
      added_at: now,
    }))
    await tx.insertInto('people.email').values(rows).execute()
  }
  const phones = keyed(person.phones ?? [], phoneKey)
  if (phones.length > 0) {
    const rows = phones.map(([key, number]) => ({ person: id, number, number_key: key, added_at: now }))
    await tx.insertInto('people.phone').values(rows).execute()
  }
  if (person.externalIds?.length) {
    const rows = person.externalIds.map((known) => ({ person: id, source: known.source, external_id: known.id }))
    await tx.insertInto('people.external_id').values(rows).execute()
  }
  await recordEvidence(tx, mandate, { person: id, evidence: person.evidence ?? [], source: person.source, now, chance })
  return id
}

/** Each text once, by its key, in the order given; what has no key is left out. */
function keyed(texts: readonly string[], keyOf: (text: string) => string | null): [key: string, text: string][] {
  const kept = new Map<string, string>()
  for (const text of texts) {
    const key = keyOf(text)
    if (key !== null && !kept.has(key)) kept.set(key, text.trim())
  }
  return [...kept]
}
