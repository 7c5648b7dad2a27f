import { query } from '../../../platform/query.ts'
import { type ImportEvidence, importEvidenceOn } from '../rules.ts'
import { readFileHead } from './head.ts'
import { findImport, type ImportId, type ImportRecord, recordOf } from './state.ts'

/** The imports of this organisation, newest first. */
export const listImports = query<Record<string, never>, readonly ImportRecord[]>({
  name: 'people.list-imports',
  power: 'people.import',
  async read({ tx }) {
    const rows = await tx
      .selectFrom('people.import')
      .selectAll()
      .where('state', '<>', 'uploading')
      .where('reading', 'is not', null)
      .orderBy('begun_at', 'desc')
      .limit(50)
      .execute()
    return rows.map(recordOf)
  },
})

/** One import as it stands, with the first rows of its file where its columns are still to be said. */
export const importShown = query<
  { import: ImportId },
  {
    record: ImportRecord
    sample: readonly (readonly string[])[]
    /** What the constitution accepts of its dates as evidence of membership. */
    evidence: ImportEvidence
  } | null
>({
  name: 'people.import-shown',
  power: 'people.import',
  async read({ tx, input, now }) {
    const record = await findImport(tx, input.import)
    if (!record?.reading) return null
    const evidence = await importEvidenceOn(tx, now.toISOString().slice(0, 10))
    if (record.state !== 'waiting') return { record, sample: [], evidence }
    const first = await tx
      .selectFrom('people.import_part')
      .select('bytes')
      .where('import', '=', input.import)
      .where('part', '=', 0)
      .executeTakeFirst()
    const head = first ? await readFileHead(() => [first.bytes]) : null
    return { record, sample: head?.ok ? head.value.sample : [], evidence }
  },
})
