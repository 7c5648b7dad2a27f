import type { ReadTx } from '../../../platform/database/transaction.ts'
import { ORGANISATION, type PersonId, type Scope } from '../../../platform/ids.ts'
import { holdersOf, versionInForce } from '../../constitution/index.ts'

/** Whether a person holds, by any office, the power to run elections in a place: such a one cannot be a candidate there. */
export async function runsElections(tx: ReadTx, person: PersonId, scope: Scope, now: Date): Promise<boolean> {
  const version = await versionInForce(tx)
  const powers = version?.constitution.powers.get('elections.run') ?? []
  for (const { rule } of powers) {
    const place = rule.scope === 'own' ? scope : ORGANISATION
    for (const office of rule.holders) {
      const terms = await holdersOf(tx, office, place, now)
      if (terms.some((term) => term.person === person)) return true
    }
  }
  return false
}

/** Whether a person stands in a contest, so that nobody decides on their own election. */
export async function standsIn(tx: ReadTx, person: PersonId, contest: string): Promise<boolean> {
  const row = await tx
    .selectFrom('elections.candidate')
    .select('id')
    .where('contest', '=', contest)
    .where('person', '=', person)
    .where('state', 'in', ['submitted', 'accepted'])
    .executeTakeFirst()
  return row !== undefined
}
