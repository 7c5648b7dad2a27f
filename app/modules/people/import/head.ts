import { type Delimiter, delimiterOf } from '../../../platform/csv/delimiter.ts'
import { type FileLook, lookAtFile } from '../../../platform/csv/encoding.ts'
import type { FileBytes } from '../../../platform/csv/file-bytes.ts'
import { readCsv, textOf } from '../../../platform/csv/records.ts'
import { err, ok, type Result } from '../../../platform/result.ts'
import { type Recognised, recognise } from './columns.ts'

export interface FileHead extends FileLook, Recognised {
  readonly delimiter: Delimiter
  readonly headings: readonly string[]
  /** The first rows, to show beside the headings. */
  readonly sample: readonly (readonly string[])[]
}

const SAMPLE = 3

/** What a file is: its encoding, what parts its columns, what they are called and seem to mean. Or why it cannot be read. */
export async function readFileHead(file: FileBytes): Promise<Result<FileHead, string>> {
  const look = await lookAtFile(file).catch((problem: NodeJS.ErrnoException) => problem)
  if (look instanceof Error)
    return err(look.code === 'ENOENT' ? 'There is no such file.' : 'The file cannot be opened.')
  let start = ''
  for await (const text of textOf(file, look.encoding)) {
    start += text
    if (start.length >= 65_536) break
  }
  const delimiter = delimiterOf(start)
  const rows: (readonly string[])[] = []
  for await (const records of readCsv(oneText(start), delimiter))
    for (const record of records) if ('cells' in record && rows.length <= SAMPLE) rows.push(record.cells)
  const headings = rows[0]?.map((cell) => cell.replaceAll('\0', '').trim())
  if (!headings) return err('The file is empty.')
  if (headings.length > 500) return err('The file has more than 500 columns.')
  if (headings.every((heading) => heading.length === 0)) return err('The first row has no headings.')
  if (headings.some((heading) => heading.length > 2000)) return err('The first row is no row of headings.')
  return ok({ ...look, ...recognise(headings), delimiter, headings, sample: rows.slice(1) })
}

async function* oneText(text: string): AsyncGenerator<string> {
  yield text
}
