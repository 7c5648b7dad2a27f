import { ballotsOf, type CountRecord, count, sha256, writeBlt } from '@groundswell/tally'
import { z } from 'zod'
import type { ReadTx, WriteTx } from '../../../platform/database/transaction.ts'
import type { Chance } from '../../../platform/ids.ts'
import { err, ok, type Result } from '../../../platform/result.ts'
import { verb } from '../../../platform/verb.ts'
import { type Contest, ContestId, contestById, contestTags, scopeOfContest } from '../calling/contest.ts'
import { publishResult } from '../publishing/publish-result.ts'

/** Counts the opened papers and publishes the result. The declaration follows when the time for appeals is over. */
export const countPapers = verb({
  name: 'elections.count-papers',
  duty: 'elections.keep-timetable',
  input: z.object({ contest: ContestId }),
  scope: scopeOfContest,
  async act({ tx, input, mandate, now, chance, touch, record }): Promise<Result<void, 'not-due'>> {
    const contest = await contestById(tx, input.contest, now)
    if (contest?.stage !== 'opened') return err('not-due')
    const { file, papers, counted } = await countOf(tx, contest, chance)
    const published = await publishResult(tx, mandate, chance, now, {
      title: contest.title,
      held: 'here',
      papers: contest.papersPublic ? papers : null,
      file,
      record: counted,
    })
    if (!contest.papersPublic) await withhold(tx, contest.id, papers)
    await tx
      .updateTable('elections.contest')
      .set({ stage: 'counted', counted_at: now, result_slug: published.slug, elected: [...counted.elected] })
      .where('id', '=', contest.id)
      .execute()
    touch('elections.results', ...contestTags(contest.id))
    record({
      summary: `Published the result of the election ${contest.title}`,
      detail: {
        contest: contest.id,
        result: published.slug,
        papers: counted.ballots.total,
        publicPapers: contest.papersPublic,
      },
    })
    return ok()
  },
})

interface Counted {
  readonly file: { readonly title: string; readonly seats: number; readonly candidates: readonly string[] }
  readonly papers: Uint8Array
  readonly counted: CountRecord
}

async function countOf(tx: ReadTx, contest: Contest, chance: Chance): Promise<Counted> {
  const candidates = await tx
    .selectFrom('elections.candidate')
    .select('name')
    .where('contest', '=', contest.id)
    .where('number', 'is not', null)
    .orderBy('number')
    .execute()
  const rows = await tx
    .selectFrom('elections.paper')
    .select(['ranking', 'papers'])
    .where('contest', '=', contest.id)
    .orderBy('ranking')
    .execute()
  const file = {
    title: contest.title,
    seats: contest.seats,
    candidates: candidates.map(({ name }) => name),
    ballots: ballotsOf(candidates.length, rows),
  }
  const papers = ballotFile(writeBlt(file), contest.papersPublic, chance)
  const counted = count({ ...file, digest: sha256(papers) }, { rules: contest.rules })
  // The contest was checked when it was called and opened: a count that is refused now is a bug.
  if (!counted.ok) throw new Error(`the count was refused: ${counted.error.message}`)
  return { file, papers, counted: counted.value }
}

/**
 * A withheld file begins with a line that cannot be guessed. The record names the file by its hash, and few papers
 * could otherwise be found by trying all that there can be.
 */
function ballotFile(blt: string, isPublic: boolean, chance: Chance): Uint8Array {
  const lead = isPublic ? '' : `# withheld ${Buffer.from(chance.bytes(16)).toString('hex')}\n`
  return new TextEncoder().encode(lead + blt)
}

async function withhold(tx: WriteTx, contest: ContestId, papers: Uint8Array): Promise<void> {
  await tx
    .insertInto('elections.withheld_papers')
    .values({ contest, papers: Buffer.from(papers) })
    .execute()
}
