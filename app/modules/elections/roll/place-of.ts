import type { ReadTx } from '../../../platform/database/transaction.ts'
import type { PersonId } from '../../../platform/ids.ts'
import { standingOn } from '../../people/index.ts'
import type { Contest } from '../calling/contest.ts'
import { dayOf } from '../calling/days.ts'
import { reasonFor } from './electorate.ts'
import type { RollReason } from './eligibility.ts'

export interface OwnPlace {
  /** The id of the place; null before the freeze, and for whoever has none. */
  readonly place: string | null
  readonly reason: RollReason | 'not-on-the-roll'
  /** Whether the roll has been frozen; before, the reason is what it would be today. */
  readonly frozen: boolean
}

/** What the roll says of a person, or would say if it were frozen today. */
export async function placeOf(tx: ReadTx, contest: Contest, person: PersonId, now: Date): Promise<OwnPlace> {
  const { electorate, joinedBy } = contest
  if (!contest.roll) {
    const day = dayOf(now)
    const late = joinedBy > day ? joinedBy : day
    return {
      place: null,
      frozen: false,
      reason: await reasonFor(tx, person, { scope: electorate, day, joinedBy: late }),
    }
  }
  const row = await tx
    .selectFrom('elections.place')
    .select(['id', 'reason'])
    .where('contest', '=', contest.id)
    .where('person', '=', person)
    .executeTakeFirst()
  if (row) return { place: row.id, frozen: true, reason: row.reason as RollReason }
  const { joinedOn } = await standingOn(tx, person, dayOf(now))
  return { place: null, frozen: true, reason: joinedOn && joinedOn > joinedBy ? 'joined-too-late' : 'not-on-the-roll' }
}
