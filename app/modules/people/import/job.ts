import { z } from 'zod'
import type { WriteTx } from '../../../platform/database/transaction.ts'
import type { PersonId } from '../../../platform/ids.ts'
import type { Job } from '../../../platform/jobs.ts'
import { type Actor, program } from '../../../platform/mandate.ts'
import { query } from '../../../platform/query.ts'
import { ok, unwrap } from '../../../platform/result.ts'
import type { Chore } from '../../../platform/tick.ts'
import { verb } from '../../../platform/verb.ts'
import { IMPORT_JOB, SILENCE_MS } from './begin.ts'
import { checkImport } from './check.ts'
import { clearStaging, type ImportFollower, mergeImportVerb } from './merge-import.ts'
import { stageFile } from './run-import.ts'
import { findImport, type ImportId, type ImportRecord } from './state.ts'
import { storedFile } from './stored-file.ts'

const importToWorkOn = query<{ import: ImportId }, ImportRecord | null>({
  name: 'people.import-to-work-on',
  power: 'people.import',
  operator: true,
  read: ({ tx, input }) => findImport(tx, input.import),
})

/**
 * Does what an import's state asks for: stages and matches it, or merges it. It acts as whoever began the import, whose
 * authority is asked for anew. Safe to run twice, at once too: one of them finds the other at it and leaves.
 */
export function importJob(followers: readonly ImportFollower[]): Job {
  const mergeImport = mergeImportVerb(followers)
  return {
    name: IMPORT_JOB,
    async work(runner, data, queuedBy) {
      const actor = typeof data.as === 'string' ? personActor(data.as as PersonId) : queuedBy
      const id = String(data.import) as ImportId
      const found = await runner.ask(importToWorkOn, actor, { import: id })
      // Whoever began it has lost the office since: nothing is done in their name.
      if (!found.ok || !found.value) return
      const state = found.value.state
      if (
        state === 'checking' &&
        !(await stageFile({
          runner,
          actor,
          import: id,
          file: storedFile((query, input) => runner.ask(query, actor, input), id),
        }))
      )
        return
      if (state === 'checking' || state === 'staged') {
        await runner.run(checkImport, actor, { import: id })
      } else if (state === 'merging') {
        const merged = await runner.run(mergeImport, actor, { import: id })
        if (merged.ok) unwrap(await runner.run(clearStaging, actor, { import: id }))
      }
    },
  }
}

const personActor = (person: PersonId): Actor => ({ kind: 'person', person })

/** Has imports taken up again that nobody has worked on for a while, their worker being killed, and forgotten files thrown away. */
const takeUpImports = verb({
  name: 'people.take-up-imports',
  duty: 'people.retention',
  trace: 'none',
  input: z.object({}),
  async act({ tx, now, enqueue }) {
    const left = await tx
      .updateTable('people.import')
      .set({ working_until: new Date(now.getTime() + SILENCE_MS) })
      .where('state', 'in', ['checking', 'staged', 'merging'])
      .where('working_until', '<', now)
      .where('begun_by', 'is not', null)
      .returning(['id', 'begun_by'])
      .execute()
    await dropForgotten(tx, new Date(now.getTime() - FORGOTTEN_DAYS * 86_400_000))
    for (const one of left) await enqueue(IMPORT_JOB, { import: one.id, as: String(one.begun_by) })
    return ok()
  },
})

/** A file that nobody went on with is personal data without a purpose. */
const FORGOTTEN_DAYS = 7

async function dropForgotten(tx: WriteTx, before: Date): Promise<void> {
  const forgotten = await tx
    .updateTable('people.import')
    .set({ state: 'dropped', working_until: null })
    .where('state', 'in', ['uploading', 'waiting', 'checked'])
    .where('begun_at', '<', before)
    .returning('id')
    .execute()
  if (forgotten.length === 0) return
  const ids = forgotten.map(({ id }) => id)
  for (const table of ['import_part', 'import_row', 'import_match'] as const)
    await tx.deleteFrom(`people.${table}`).where('import', 'in', ids).execute()
}

export const importChore: Chore = {
  name: 'people.take-up-imports',
  async run(runner) {
    await runner.run(takeUpImports, program, {})
  },
}
