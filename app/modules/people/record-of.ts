import { sql } from 'kysely'
import type { ReadTx } from '../../platform/database/transaction.ts'
import type { PersonId } from '../../platform/ids.ts'

export type ReachBy = 'email' | 'post' | 'phone'

/** Everything that the record says of a person, as far as the reader may see it. */
export interface PersonRecord {
  readonly person: PersonId
  readonly name: string
  readonly pronouns: string | null
  readonly postcode: string | null
  readonly place: string | null
  readonly reachBy: ReachBy
  readonly neverPhone: boolean
  /** The one that letters go to comes first. */
  readonly emails: readonly string[]
  readonly phones: readonly string[]
}

interface Row {
  name: string
  pronouns: string | null
  postcode: string | null
  place: string | null
  reach_by: ReachBy
  never_phone: boolean
  emails: string[]
  phones: string[]
}

/** One person's record in one journey; null where there is nobody whom the reader may see. */
export async function recordOf(tx: ReadTx, person: PersonId): Promise<PersonRecord | null> {
  const { rows } = await sql<Row>`
    select name, pronouns, postcode, place, reach_by, never_phone,
      array(select address from people.email where person = p.id order by preferred desc, added_at, address) as emails,
      array(select number from people.phone where person = p.id order by added_at, number) as phones
    from people.person p where id = ${person}`.execute(tx)
  const row = rows[0]
  if (!row) return null
  const { reach_by: reachBy, never_phone: neverPhone, ...rest } = row
  return { person, reachBy, neverPhone, ...rest }
}
