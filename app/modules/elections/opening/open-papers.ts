import { sql } from 'kysely'
import { z } from 'zod'
import type { WriteTx } from '../../../platform/database/transaction.ts'
import { err, ok, type Result } from '../../../platform/result.ts'
import { verb } from '../../../platform/verb.ts'
import { ContestId, contestById, contestTags, scopeOfContest } from '../calling/contest.ts'
import { opener } from '../casting/seal.ts'
import type { KeyKeeper } from './key-keeper.ts'
import { type Mixed, mix } from './mix.ts'

export type OpeningProblem = 'not-due' | 'key-missing'

/**
 * Opens all papers of a closed box together, once, and stores rankings with counts. Before its commit nothing has
 * happened; after it the key is not needed any more, and `destroyKey` removes it.
 */
export const openPapers = (keys: KeyKeeper) =>
  verb({
    name: 'elections.open-papers',
    duty: 'elections.keep-timetable',
    input: z.object({ contest: ContestId }),
    scope: scopeOfContest,
    async act({
      tx,
      input,
      now,
      touch,
      record,
    }): Promise<Result<Pick<Mixed, 'papers' | 'unreadable'>, OpeningProblem>> {
      await sql`select 1 from elections.contest where id = ${input.contest}::uuid for update`.execute(tx)
      const contest = await contestById(tx, input.contest, now)
      if (contest?.stage !== 'closed' || contest.candidates === null) return err('not-due')
      const pair = await keys.take(contest.id)
      if (!pair) return err('key-missing')
      // The order of random ids: another than that in which the envelopes came or lie.
      const envelopes = await tx
        .selectFrom('elections.envelope')
        .select(['place', 'sealed'])
        .where('contest', '=', contest.id)
        .orderBy('place')
        .execute()
      const mixed = await mix(envelopes, opener(pair), contest.id, contest.candidates)
      await storePapers(tx, contest.id, mixed)
      await tx
        .updateTable('elections.contest')
        .set({
          stage: 'opened',
          papers: mixed.papers,
          unreadable: mixed.unreadable,
          papers_public: mixed.papers >= contest.leastPublic,
        })
        .where('id', '=', contest.id)
        .execute()
      touch(...contestTags(contest.id))
      record({
        summary: `Opened all papers of the election ${contest.title} together: ${mixed.papers}`,
        detail: { contest: contest.id, papers: mixed.papers, unreadable: mixed.unreadable },
      })
      return ok({ papers: mixed.papers, unreadable: mixed.unreadable })
    },
  })

const ROWS = 5_000

async function storePapers(tx: WriteTx, contest: ContestId, { rankings }: Mixed): Promise<void> {
  for (let from = 0; from < rankings.length; from += ROWS) {
    const rows = rankings
      .slice(from, from + ROWS)
      .map(({ ranking, papers }) => ({ contest, ranking: [...ranking], papers }))
    await tx.insertInto('elections.paper').values(rows).execute()
  }
}

/** Marks that the key of an opened box is gone; the file is removed first, so that the mark is never too early. */
export const destroyKey = (keys: KeyKeeper) =>
  verb({
    name: 'elections.destroy-key',
    duty: 'elections.keep-timetable',
    input: z.object({ contest: ContestId }),
    scope: scopeOfContest,
    async act({ tx, input, now, touch, record }): Promise<Result<void, 'not-due'>> {
      const contest = await contestById(tx, input.contest, now)
      if (!contest?.roll || contest.keyDestroyed || !keyNeededNoMore(contest.stage)) return err('not-due')
      await keys.destroy(contest.id)
      await tx.updateTable('elections.contest').set({ key_destroyed: true }).where('id', '=', contest.id).execute()
      touch(...contestTags(contest.id))
      record({ summary: `Destroyed the key of the election ${contest.title}`, detail: { contest: contest.id } })
      return ok()
    },
  })

export const keyNeededNoMore = (stage: string): boolean => !['called', 'open', 'closed'].includes(stage)
