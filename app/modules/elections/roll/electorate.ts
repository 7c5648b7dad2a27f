import { type RawBuilder, sql } from 'kysely'
import type { ReadTx } from '../../../platform/database/transaction.ts'
import type { PersonId, Scope } from '../../../platform/ids.ts'
import { standingOn } from '../../people/index.ts'
import { type RollReason, rollReason } from './eligibility.ts'

export interface Electorate {
  readonly scope: Scope
  /** The day on which standing is looked at, `YYYY-MM-DD`. */
  readonly day: string
  readonly joinedBy: string
}

/**
 * Everybody who is considered for a roll, with the reason: rows of `person` and `reason`. It says in SQL what
 * `rollReason` says of one person; a test holds the two together.
 */
export function considered({ scope, day, joinedBy }: Electorate): RawBuilder<unknown> {
  return sql`
    select s.person, case
      when s.standing = 'ended' or s.joined_on is null then 'ended'
      when not elections.belongs(${scope}, s.person, ${day}::date) then 'not-in-group'
      when s.standing = 'suspended' then 'suspended'
      when s.standing = 'lapsed' then 'lapsed'
      when s.joined_on > ${joinedBy}::date then 'joined-too-late'
      else 'eligible' end as reason
    from people.standings(${day}::date) s`
}

/** What the roll would say of one person on a day. */
export async function reasonFor(
  tx: ReadTx,
  person: PersonId,
  { scope, day, joinedBy }: Electorate,
): Promise<RollReason | 'not-on-the-roll'> {
  const { standing, joinedOn } = await standingOn(tx, person, day)
  if (standing === 'never') return 'not-on-the-roll'
  const { rows } = await sql<{
    belongs: boolean
  }>`select elections.belongs(${scope}, ${person}, ${day}::date) as belongs`.execute(tx)
  return rollReason({ standing, joinedOn, inElectorate: rows[0]?.belongs ?? false }, joinedBy)
}
