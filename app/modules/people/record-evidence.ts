import type { WriteTx } from '../../platform/database/transaction.ts'
import type { Chance, PersonId } from '../../platform/ids.ts'
import type { Mandate } from '../../platform/mandate.ts'

/** One dated fact about a membership. `until` is the last day covered; left out, it has no end. */
export type Evidence =
  | { readonly kind: 'joined' | 'ended' | 'reinstated'; readonly on: string; readonly reason?: string }
  | { readonly kind: 'paid'; readonly on: string; readonly until: string; readonly reason?: string }
  | { readonly kind: 'declared' | 'suspended'; readonly on: string; readonly until?: string; readonly reason?: string }

/** Adds evidence that standing is computed from. The same fact from the same source is kept once. */
export async function recordEvidence(
  tx: WriteTx,
  mandate: Mandate,
  {
    person,
    evidence,
    source,
    now,
    chance,
  }: { person: PersonId; evidence: readonly Evidence[]; source: string; now: Date; chance: Chance },
): Promise<void> {
  if (evidence.length === 0) return
  await tx
    .insertInto('people.evidence')
    .values(
      evidence.map((fact) => ({
        id: chance.id(),
        person,
        kind: fact.kind,
        on_date: fact.on,
        until: 'until' in fact ? (fact.until ?? null) : null,
        source,
        reason: fact.reason ?? (mandate.office ? `recorded by ${mandate.office}` : null),
        recorded_at: now,
      })),
    )
    .onConflict((same) => same.constraint('once').doNothing())
    .execute()
}
