import type { VNode } from 'preact'
import type { ReadTx } from '../../platform/database/transaction.ts'
import type { PersonId } from '../../platform/ids.ts'

/** What a room above adds to a person's own page: its groups, its elections. Plugged in where the routes are. */
export interface HomeSection {
  /**
   * Reads what it needs in the page's own transaction, under the person's own eyes, and gives back how to show it; null
   * where there is nothing to say. Its markup begins with a second-level heading.
   */
  prepare(tx: ReadTx, person: PersonId, now: Date): Promise<(() => VNode) | null>
}
