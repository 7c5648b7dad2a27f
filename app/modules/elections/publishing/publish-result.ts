import { type BallotFile, type CountRecord, renderJson, sha256 } from '@groundswell/tally'
import type { WriteTx } from '../../../platform/database/transaction.ts'
import type { Chance } from '../../../platform/ids.ts'
import type { Mandate } from '../../../platform/mandate.ts'
import { slugOf } from './slug.ts'

export interface ResultToPublish {
  readonly title: string
  readonly held: 'here' | 'elsewhere'
  /**
   * The papers in the BLT format, byte for byte as counted; anyone may fetch them and count again. Null where too few
   * were opened together for them to be public.
   */
  readonly papers: Uint8Array | null
  readonly file: Pick<BallotFile, 'candidates'>
  readonly record: CountRecord
}

export interface PublishedResult {
  readonly id: string
  readonly slug: string
  /** False where this very result had been published before, and nothing was written. */
  readonly fresh: boolean
}

/** Writes a result and its papers; the same result twice is one result. The mandate is what allows the page to be made public. */
export async function publishResult(
  tx: WriteTx,
  _mandate: Mandate,
  chance: Chance,
  now: Date,
  { title, held, papers, file, record }: ResultToPublish,
): Promise<PublishedResult> {
  const sameness = hex(sha256([record.inputDigest, record.rules, record.seats, title].join('\n')))
  const before = await tx
    .selectFrom('elections.result_papers as kept')
    .innerJoin('elections.result as result', 'result.id', 'kept.result')
    .select(['result.id', 'result.slug'])
    .where('kept.sameness', '=', sameness)
    .executeTakeFirst()
  if (before) return { ...before, fresh: false }

  const id = chance.id()
  const slug = await freeSlug(tx, title, id)
  const name = (number: number): string => file.candidates[number - 1] ?? `candidate ${number}`
  await tx
    .insertInto('elections.result')
    .values({
      id,
      slug,
      title,
      held,
      rules: record.rules,
      seats: record.seats,
      candidates: file.candidates.length,
      papers: record.ballots.total,
      valid_papers: record.ballots.valid,
      elected: record.elected.map(name),
      published_at: now,
      words: [title, ...file.candidates].join(' ').toLowerCase(),
    })
    .execute()
  await tx
    .insertInto('elections.result_papers')
    .values({ result: id, papers: papers && Buffer.from(papers), record: renderJson(record), sameness })
    .execute()
  return { id, slug, fresh: true }
}

const hex = (digest: string): Buffer => Buffer.from(digest, 'hex')

async function freeSlug(tx: WriteTx, title: string, id: string): Promise<string> {
  const wanted = slugOf(title)
  const taken = await tx.selectFrom('elections.result').select('slug').where('slug', '=', wanted).executeTakeFirst()
  return taken || RESERVED.has(wanted) ? `${wanted}-${id.slice(0, 8)}` : wanted
}

/** Addresses below /elections that are pages of their own. */
const RESERVED = new Set(['import', 'call', 'board'])
