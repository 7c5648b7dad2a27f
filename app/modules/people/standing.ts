import { sql } from 'kysely'
import type { ReadTx } from '../../platform/database/transaction.ts'
import type { PersonId } from '../../platform/ids.ts'

/** Where a person stands with the organisation on a date. Computed from dated evidence, never typed. */
export type Standing = 'in_standing' | 'in_grace' | 'lapsed' | 'suspended' | 'ended' | 'never'

/** A standing with the dates behind it. Dates are `YYYY-MM-DD`, the last day included. */
export interface StandingOn {
  readonly standing: Standing
  readonly date: string
  /** The day the present membership began. */
  readonly joinedOn: string | null
  /** The last day that dues or a declaration cover; `infinity` where it has no end. */
  readonly coveredUntil: string | null
  readonly graceUntil: string | null
  readonly endedOn: string | null
  /** `infinity` until reinstated. */
  readonly suspendedUntil: string | null
}

interface Row {
  standing: Standing
  joined_on: string | null
  covered_until: string | null
  grace_until: string | null
  ended_on: string | null
  suspended_until: string | null
}

/**
 * A person's standing on a date (`YYYY-MM-DD`), in the past too. For everyone at once join the SQL function
 * `people.standings(date)`, which has a row for each person with evidence. Both show only what the reader may see.
 */
export async function standingOn(tx: ReadTx, person: PersonId, date: string): Promise<StandingOn> {
  const { rows } = await sql<Row>`
    select standing, joined_on, covered_until::text, grace_until::text, ended_on, suspended_until::text
    from people.standings(${date}::date) where person = ${person}`.execute(tx)
  const row = rows[0]
  return {
    standing: row?.standing ?? 'never',
    date,
    joinedOn: row?.joined_on ?? null,
    coveredUntil: row?.covered_until ?? null,
    graceUntil: row?.grace_until ?? null,
    endedOn: row?.ended_on ?? null,
    suspendedUntil: row?.suspended_until ?? null,
  }
}
