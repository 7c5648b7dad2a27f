import { delimiterOf } from '../../platform/csv/delimiter.ts'
import { lookAtFile } from '../../platform/csv/encoding.ts'
import { type FileBytes, fileBytes } from '../../platform/csv/file-bytes.ts'
import { type CsvRecord, readCsv, textOf } from '../../platform/csv/records.ts'
import type { Actor } from '../../platform/mandate.ts'
import { err, ok, type Result } from '../../platform/result.ts'
import type { Problem, Runner } from '../../platform/runner.ts'
import { addGroups, type GroupsAdded, NewGroup } from './add-groups.ts'
import { kindOf } from './kinds.ts'

export interface GroupProblem {
  /** Line of the file on which the row begins; the heading is line 1. */
  readonly line: number
  readonly reason: string
}

export interface GroupsFileDone extends Pick<GroupsAdded, 'added' | 'known'> {
  readonly rejected: readonly GroupProblem[]
  /** Rows that came in with something left out. */
  readonly noted: readonly GroupProblem[]
}

type Column = 'kind' | 'name' | 'parent' | 'place' | 'postcode' | 'about'

const HEADINGS: Readonly<Record<Column, readonly string[]>> = {
  name: ['name', 'group', 'groupname', 'title', 'branch', 'localgroup', 'enw'],
  kind: ['kind', 'type', 'grouptype'],
  parent: ['parent', 'region', 'nation', 'partof'],
  place: ['place', 'town', 'city', 'area', 'location'],
  postcode: ['postcode', 'zip', 'zipcode', 'postalcode'],
  about: ['about', 'description', 'summary'],
}

/** A list of groups is never this long; a longer file is a list of something else. */
const MOST = 20_000

/** Brings a list of groups in from a file, all that can be taken of it in one transaction. Twice changes nothing. */
export async function importGroupsFile({
  runner,
  actor,
  path,
}: {
  runner: Runner
  actor: Actor
  path: string
}): Promise<Result<GroupsFileDone, string>> {
  return importGroups({ run: (verb, input) => runner.run(verb, actor, input), file: fileBytes(path) })
}

/** The same for a file that is in hand; `run` runs the verb as whoever brings it. */
export async function importGroups({
  run,
  file,
}: {
  run: (verb: typeof addGroups, input: { groups: NewGroup[] }) => Promise<Result<GroupsAdded, Problem<never>>>
  file: FileBytes
}): Promise<Result<GroupsFileDone, string>> {
  const records = await readAll(file).catch((problem: NodeJS.ErrnoException) => problem)
  if (records instanceof Error)
    return err(records.code === 'ENOENT' ? 'There is no such file.' : 'The file cannot be opened.')
  if (records.length > MOST) return err(`The file has more than ${MOST} rows: it is no list of groups.`)
  const [head, ...rows] = records
  if (!head || !('cells' in head)) return err('The file is empty.')
  const columns = columnsOf(head.cells)
  if (!columns.includes('name')) return err(`None of the columns is a name: ${head.cells.join(', ')}.`)

  const groups: NewGroup[] = []
  const rejected: GroupProblem[] = []
  for (const record of rows) {
    const read = 'cells' in record ? readGroup(record.line, record.cells, columns) : err(record.unreadable)
    if (read.ok) groups.push(read.value)
    else rejected.push({ line: record.line, reason: read.error })
  }
  if (groups.length === 0) return ok({ added: 0, known: 0, rejected, noted: [] })
  const done = await run(addGroups, { groups })
  if (!done.ok)
    return err(done.error.kind === 'refused' ? done.error.refusal.reason : 'The list cannot be taken as it is.')
  const { added, known, orphans } = done.value
  const noted = orphans.map(({ line = 0, parent }) => ({
    line,
    reason: `There is no group called “${parent}” for it to be part of.`,
  }))
  return ok({ added, known, rejected, noted })
}

async function readAll(file: FileBytes): Promise<CsvRecord[]> {
  const { encoding } = await lookAtFile(file)
  let start = ''
  for await (const text of textOf(file, encoding)) {
    start += text
    if (start.length > 65_536) break
  }
  const records: CsvRecord[] = []
  for await (const some of readCsv(textOf(file, encoding), delimiterOf(start))) {
    records.push(...some)
    if (records.length > MOST + 1) break
  }
  return records
}

function columnsOf(headings: readonly string[]): (Column | null)[] {
  const taken = new Set<Column>()
  return headings.map((heading) => {
    const key = heading.toLowerCase().replace(/[^a-z]/g, '')
    const column = (Object.keys(HEADINGS) as Column[]).find((one) => HEADINGS[one].includes(key) && !taken.has(one))
    if (column) taken.add(column)
    return column ?? null
  })
}

function readGroup(
  line: number,
  cells: readonly string[],
  columns: readonly (Column | null)[],
): Result<NewGroup, string> {
  const given: Partial<Record<Column, string>> = {}
  columns.forEach((column, at) => {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they mean nothing in a name, and zero is no text to PostgreSQL
    const cell = (cells[at] ?? '').replace(/[\u0000-\u001f\u007f]+/g, ' ').trim()
    if (column && cell) given[column] = cell
  })
  if (!given.name) return err('There is no name in this row.')
  const kind = kindOf(given.kind ?? '')
  if (!kind) return err(`“${given.kind?.slice(0, 60)}” is no kind of group.`)
  const parsed = NewGroup.safeParse({ ...given, line, kind })
  return parsed.success
    ? ok(parsed.data)
    : err(
        `The ${parsed.error.issues[0]?.path[0] === 'about' ? 'description' : String(parsed.error.issues[0]?.path[0])} is too long.`,
      )
}
