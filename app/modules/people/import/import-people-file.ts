import { basename } from 'node:path'
import { fileBytes } from '../../../platform/csv/file-bytes.ts'
import type { Actor } from '../../../platform/mandate.ts'
import { err, ok, type Result } from '../../../platform/result.ts'
import type { Problem, Runner } from '../../../platform/runner.ts'
import { type Begun, beginImport } from './begin.ts'
import { checkImport } from './check.ts'
import type { Field } from './columns.ts'
import type { DateOrder } from './dates.ts'
import { readFileHead } from './head.ts'
import { clearStaging, type ImportFollower, mergeImportVerb } from './merge-import.ts'
import { type ProblemLine, problemsOf } from './report.ts'
import { stageFile } from './run-import.ts'
import type { ImportCounts, ImportId } from './state.ts'

export interface PeopleFile {
  readonly runner: Runner
  readonly actor: Actor
  readonly followers: readonly ImportFollower[]
  readonly path: string
  /** Stops once it is known what the import would do. */
  readonly dryRun?: boolean
  /** What columns mean, by their heading, where that is not recognised. */
  readonly map?: Readonly<Record<string, Field>>
  readonly dates?: DateOrder
  onProgress?(lines: number): void
}

export interface PeopleFileDone {
  readonly import: ImportId
  readonly counts: ImportCounts
  /** Each heading with what it was taken for. */
  readonly columns: readonly { readonly heading: string; readonly field: Field }[]
  readonly problems: readonly ProblemLine[]
  /** An earlier run of the same file was stopped, and this one took up from there. */
  readonly resumed: boolean
}

export type PeopleFileProblem =
  | { readonly kind: 'unreadable' | 'nothing-recognised' | 'elsewhere'; readonly message: string }
  | { readonly kind: 'no-such-heading'; readonly message: string }
  | { readonly kind: 'refused'; readonly message: string }

/**
 * Brings a file of people in from the command line: `npx groundswell people import FILE`. The same file again takes up an
 * import that was stopped, and changes nothing where it was finished.
 */
export async function importPeopleFile(file: PeopleFile): Promise<Result<PeopleFileDone, PeopleFileProblem>> {
  const bytes = fileBytes(file.path)
  const head = await readFileHead(bytes)
  if (!head.ok) return err({ kind: 'unreadable', message: head.error })
  const { headings, system, encoding, delimiter, digest } = head.value
  const unknown = Object.keys(file.map ?? {}).find((heading) => !headings.includes(heading))
  if (unknown !== undefined)
    return err({
      kind: 'no-such-heading',
      message: `The file has no column headed “${unknown}”. It has: ${headings.join(', ')}.`,
    })
  const fields = headings.map((heading, at) => file.map?.[heading] ?? head.value.fields[at] ?? 'ignore')
  if (fields.every((field) => field === 'ignore'))
    return err({
      kind: 'nothing-recognised',
      message: `None of the columns is recognised: ${headings.join(', ')}. Say what they are with --map.`,
    })

  const { runner, actor, path } = file
  const reading = { encoding, delimiter, system, headings: [...headings], fields, dates: file.dates ?? 'day-first' }
  const begun = await runner.run(beginImport, actor, {
    fileName: basename(path).slice(0, 200),
    digest,
    reading,
  })
  if (!begun.ok) return err(refusedBy(begun.error))
  const id = begun.value.id
  const work = {
    runner,
    actor,
    import: id,
    file: bytes,
    ...(file.onProgress ? { onProgress: file.onProgress.bind(file) } : {}),
  }
  if (begun.value.state === 'checking' && !(await stageFile(work))) return err(ELSEWHERE)
  const counted = file.dryRun
    ? await check(runner, actor, begun.value)
    : await runner.run(mergeImportVerb(file.followers), actor, { import: id })
  if (!counted.ok) return err(refusedBy(counted.error))
  const problems = await problemsOf(runner, actor, id)
  await runner.run(clearStaging, actor, { import: id })
  const columns = headings.map((heading, at) => ({ heading, field: fields[at] as Field }))
  return ok({ import: id, counts: counted.value, columns, problems, resumed: begun.value.resumed })
}

const ELSEWHERE: PeopleFileProblem = {
  kind: 'elsewhere',
  message: 'This file is being brought in by somebody else at this moment, or was just finished.',
}

async function check(runner: Runner, actor: Actor, begun: Begun) {
  return begun.counts ? ok(begun.counts) : runner.run(checkImport, actor, { import: begun.id })
}

function refusedBy(problem: Problem<{ kind: string }>): PeopleFileProblem {
  if (problem.kind === 'refused') return { kind: 'refused', message: problem.refusal.reason }
  if (problem.kind === 'rejected') return ELSEWHERE
  return { kind: 'unreadable', message: problem.errors.map((error) => error.message).join(' ') }
}
