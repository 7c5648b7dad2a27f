import { sql } from 'kysely'
import { z } from 'zod'
import type { WriteTx } from '../../../platform/database/transaction.ts'
import { err, ok, type Result } from '../../../platform/result.ts'
import { verb } from '../../../platform/verb.ts'
import { ContestId } from '../calling/contest.ts'
import { type Stage, takesVotes } from '../calling/timetable.ts'
import type { RollReason } from '../roll/eligibility.ts'
import { boxLock } from './box-lock.ts'
import { paperToBytes, rankingFault } from './paper-bytes.ts'
import { receiptCode, sealPaper } from './seal.ts'

export type CastProblem =
  | { readonly kind: 'not-open' }
  | { readonly kind: 'closed' }
  | { readonly kind: 'not-on-roll'; readonly reason: RollReason | 'not-on-the-roll' }
  | { readonly kind: 'bad-ranking' }
  | { readonly kind: 'blank-not-meant' }

export interface Receipt {
  /** Such as `7K2QD-M0X4H`: on the board under this name lies the voter's envelope. */
  readonly code: string
}

/**
 * Casts a vote: seals the paper and lays it at the voter's place on the roll. The last one counts, so trying again does
 * no harm. One transaction, and nothing but the envelope is left behind: no act, no job, no mail, no time.
 */
export const castVote = verb({
  name: 'elections.cast-vote',
  right: 'elections.vote',
  trace: 'none',
  input: z.object({
    contest: ContestId,
    /** Numbers of candidates, best first. */
    ranking: z.array(z.int()).max(255),
    /** That an empty paper is what the voter wants. */
    blank: z.boolean().default(false),
  }),
  async act({ tx, input, now, chance }): Promise<Result<Receipt, CastProblem>> {
    const box = await approach(tx, input.contest)
    if (!box?.public_key || box.candidates === null) return err({ kind: 'not-open' })
    if (!takesVotes({ opensAt: box.opens_at, closesAt: box.closes_at }, box.stage as Stage, now)) {
      return err({ kind: now < box.opens_at || box.stage === 'called' ? 'not-open' : 'closed' })
    }
    if (box.place === null || !box.may_vote) {
      return err({ kind: 'not-on-roll', reason: (box.reason as RollReason | null) ?? 'not-on-the-roll' })
    }
    if (rankingFault(input.ranking, box.candidates)) return err({ kind: 'bad-ranking' })
    if (input.ranking.length === 0 && !input.blank) return err({ kind: 'blank-not-meant' })
    const sealed = sealPaper(
      paperToBytes(input.ranking, box.candidates),
      box.public_key,
      { contest: input.contest, place: box.place },
      chance.bytes(32),
    )
    const code = receiptCode(sealed)
    return (await layDown(tx, { contest: input.contest, place: box.place, sealed, code }))
      ? ok({ code })
      : err({ kind: 'closed' })
  },
})

interface Box {
  place: string | null
  may_vote: boolean | null
  reason: string | null
  public_key: Buffer | null
  candidates: number | null
  stage: string
  opens_at: Date
  closes_at: Date
}

/** The voter's place and what the box is, holding the box open until this transaction ends. */
async function approach(tx: WriteTx, contest: ContestId): Promise<Box | undefined> {
  const { rows } = await sql<Box>`
    select p.id as place, p.may_vote, p.reason, c.public_key, c.candidates, c.stage, c.opens_at, c.closes_at,
      pg_advisory_xact_lock_shared(${boxLock(contest)}::bigint)
    from elections.contest c
    left join elections.place p on p.contest = c.id and p.person = platform.person()
    where c.id = ${contest}::uuid`.execute(tx)
  return rows[0]
}

/** A statement of its own, begun after the lock was got: it sees whether the box was closed in the meantime. */
async function layDown(
  tx: WriteTx,
  envelope: { contest: ContestId; place: string; sealed: Buffer; code: string },
): Promise<boolean> {
  const { contest, place, sealed, code } = envelope
  const laid = await sql`
    insert into elections.envelope (place, contest, sealed, code)
    select ${place}::uuid, c.id, ${sealed}::bytea, ${code}
    from elections.contest c
    where c.id = ${contest}::uuid and c.stage = 'open' and c.opens_at <= platform.at() and platform.at() < c.closes_at
    on conflict (place) do update set sealed = excluded.sealed, code = excluded.code`.execute(tx)
  return laid.numAffectedRows === 1n
}
