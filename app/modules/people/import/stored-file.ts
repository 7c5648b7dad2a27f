import { z } from 'zod'
import type { FileBytes } from '../../../platform/csv/file-bytes.ts'
import type { Refusal } from '../../../platform/mandate.ts'
import { query } from '../../../platform/query.ts'
import { err, ok, unwrap } from '../../../platform/result.ts'
import type { Problem } from '../../../platform/runner.ts'
import { verb } from '../../../platform/verb.ts'
import { BrokenUpload, type Upload } from '../../../platform/web/upload.ts'
import type { Visit } from '../../../platform/web/visit.ts'
import { readFileHead } from './head.ts'
import { ImportId, Reading } from './state.ts'

/** How much of a file is kept in one row, in bytes. */
const PART = 1 << 20

export type UploadProblem = { readonly kind: 'not-uploading' }

const beginUpload = verb({
  name: 'people.begin-upload',
  power: 'people.import',
  trace: 'none',
  input: z.object({ fileName: z.string().min(1).max(200) }),
  async act({ tx, input, mandate, now, chance }) {
    const id = chance.id() as ImportId
    await tx
      .insertInto('people.import')
      .values({
        id,
        file_name: input.fileName,
        state: 'uploading',
        begun_by: mandate.actor.kind === 'person' ? mandate.actor.person : null,
        begun_at: now,
      })
      .execute()
    return ok(id)
  },
})

const keepPart = verb({
  name: 'people.keep-part-of-file',
  power: 'people.import',
  trace: 'none',
  input: z.object({ import: ImportId, part: z.int().min(0), bytes: z.instanceof(Buffer) }),
  async act({ tx, input }) {
    const uploading = await tx
      .selectFrom('people.import')
      .select('id')
      .where('id', '=', input.import)
      .where('state', '=', 'uploading')
      .executeTakeFirst()
    if (!uploading) return err<UploadProblem>({ kind: 'not-uploading' })
    await tx.insertInto('people.import_part').values(input).execute()
    return ok()
  },
})

const closeUpload = verb({
  name: 'people.close-upload',
  power: 'people.import',
  trace: 'none',
  input: z.object({ import: ImportId, digest: z.instanceof(Buffer), reading: Reading }),
  async act({ tx, input }) {
    const same = await tx
      .selectFrom('people.import')
      .select('id')
      .where('digest', '=', input.digest)
      .where('state', 'in', ['waiting', 'checking', 'staged', 'checked', 'merging'])
      .orderBy('begun_at', 'desc')
      .executeTakeFirst()
    await tx
      .updateTable('people.import')
      .set(
        same
          ? { state: 'dropped' }
          : { state: 'waiting', digest: input.digest, reading: JSON.stringify(input.reading) },
      )
      .where('id', '=', input.import)
      .where('state', '=', 'uploading')
      .execute()
    if (same) await tx.deleteFrom('people.import_part').where('import', '=', input.import).execute()
    return ok({ id: (same?.id ?? input.import) as ImportId, resumed: same !== undefined })
  },
})

const dropUpload = verb({
  name: 'people.drop-upload',
  power: 'people.import',
  trace: 'none',
  input: z.object({ import: ImportId }),
  async act({ tx, input }) {
    await tx.deleteFrom('people.import_part').where('import', '=', input.import).execute()
    await tx
      .updateTable('people.import')
      .set({ state: 'dropped' })
      .where('id', '=', input.import)
      .where('state', '=', 'uploading')
      .execute()
    return ok()
  },
})

/** Whoever runs verbs and asks queries in somebody's name. */
export type Asker = Pick<Visit, 'run' | 'ask'>

export type Kept =
  | { readonly kind: 'kept'; readonly id: ImportId; readonly resumed: boolean }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | { readonly kind: 'unreadable'; readonly message: string }

/**
 * Keeps a file as it arrives, a part at a time, and looks what it is. The very same file, begun before and not finished, is
 * gone on with instead. What cannot be read is not kept.
 */
export async function keepUpload(visit: Asker, upload: Upload): Promise<Kept> {
  const begun = await visit.run(beginUpload, { fileName: upload.fileName.trim().slice(-200) || 'people.csv' })
  if (!begun.ok) return refusedBy(begun.error)
  const id = begun.value
  const kept = await keepBytes(visit, id, upload)
  const head = kept
    ? await readFileHead(storedFile(visit.ask, id))
    : err('The file did not arrive whole. Send it again.')
  if (!head.ok) {
    await visit.run(dropUpload, { import: id })
    return { kind: 'unreadable', message: head.error }
  }
  const { encoding, delimiter, system, headings, fields, digest } = head.value
  const reading = { encoding, delimiter, system, headings, fields, dates: 'day-first' }
  const closed = await visit.run(closeUpload, { import: id, digest, reading })
  return closed.ok ? { kind: 'kept', ...closed.value } : refusedBy(closed.error)
}

/** False where the sender went away in the middle. */
async function keepBytes(visit: Asker, id: ImportId, upload: Upload): Promise<boolean> {
  let part = 0
  let held: Buffer[] = []
  let size = 0
  const keep = async () => {
    unwrap(await visit.run(keepPart, { import: id, part: part++, bytes: Buffer.concat(held) }))
    held = []
    size = 0
  }
  try {
    for await (const bytes of upload.bytes) {
      held.push(bytes)
      size += bytes.length
      if (size >= PART) await keep()
    }
  } catch (problem) {
    if (problem instanceof BrokenUpload) return false
    throw problem
  }
  if (size > 0) await keep()
  return true
}

function refusedBy(problem: Problem<unknown>): Kept {
  if (problem.kind === 'refused') return problem
  return { kind: 'unreadable', message: 'The file cannot be taken as it is.' }
}

const partOfFile = query<{ import: ImportId; part: number }, Buffer | null>({
  name: 'people.part-of-file',
  power: 'people.import',
  async read({ tx, input }) {
    const row = await tx
      .selectFrom('people.import_part')
      .select('bytes')
      .where('import', '=', input.import)
      .where('part', '=', input.part)
      .executeTakeFirst()
    return row?.bytes ?? null
  },
})

/** An uploaded file, read part by part for whoever may import. */
export const storedFile = (ask: Asker['ask'], id: ImportId): FileBytes =>
  async function* () {
    for (let part = 0; ; part++) {
      const bytes = unwrap(await ask(partOfFile, { import: id, part }))
      if (bytes === null) return
      yield bytes
    }
  }
