import type { Delimiter } from './delimiter.ts'
import type { Encoding } from './encoding.ts'
import type { FileBytes } from './file-bytes.ts'

/** One record of a file, at the line that it begins on (the first line is 1). */
export type CsvRecord =
  | { readonly line: number; readonly cells: readonly string[] }
  | { readonly line: number; readonly unreadable: string }

/** A record of this many characters has an open quotation mark somewhere, not that much to say. */
const LONGEST = 200_000
/** After so many marks that are never closed no field is looked for beyond its line, so that a broken file costs no more than a whole one. */
const MOST_UNCLOSED = 50
const UNCLOSED = 'A quotation mark on this line is never closed.'

/** The text of a file, decoded as it streams. Bytes that mean nothing become U+FFFD. */
export async function* textOf(file: FileBytes, encoding: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding)
  for await (const chunk of file()) {
    yield decoder.decode(chunk, { stream: true })
  }
  yield decoder.decode()
}

/**
 * Records of delimited text (RFC 4180), as they come, in lists. Fields in quotation marks may span lines; text after a
 * closing mark is kept as spreadsheets keep it; empty lines are passed over. Nothing makes it throw: a mark that is never
 * closed costs its own line only.
 */
export async function* readCsv(chunks: AsyncIterable<string>, delimiter: Delimiter): AsyncGenerator<CsvRecord[]> {
  let text = ''
  let line = 1
  let unclosed = 0
  let newline: string | undefined
  const take = (last: boolean): CsvRecord[] => {
    newline ??= text.includes('\n') || !text.includes('\r') ? '\n' : '\r'
    const records: CsvRecord[] = []
    let at = 0
    while (at < text.length) {
      let found = nextRecord({ text, delimiter, newline, last, acrossLines: unclosed < MOST_UNCLOSED }, at)
      if (found === 'more' && text.length - at < LONGEST) break
      if (typeof found === 'string') {
        const end = text.indexOf(newline, at)
        if (end < 0 && !last && text.length - at < LONGEST) break
        unclosed++
        records.push({ line, unreadable: UNCLOSED })
        found = { cells: [''], end: end < 0 ? text.length : end + 1, lines: end < 0 ? 0 : 1 }
      }
      if (found.cells.length > 1 || found.cells[0] !== '') records.push({ line, cells: found.cells })
      at = found.end
      line += found.lines
    }
    text = text.slice(at)
    return records
  }
  for await (const chunk of chunks) {
    text += chunk
    // The kind of line end must not be judged by a beginning that stops between \r and \n.
    if (newline === undefined && text.length < 4096) continue
    yield take(false)
  }
  yield take(true)
}

interface Source {
  readonly text: string
  readonly delimiter: string
  readonly newline: string
  /** Nothing comes after this text. */
  readonly last: boolean
  readonly acrossLines: boolean
}

type Found = { cells: string[]; end: number; lines: number } | 'more' | 'unclosed'

function nextRecord(source: Source, from: number): Found {
  const { text, delimiter, newline, last } = source
  const lineEnd = text.indexOf(newline, from)
  const stop = lineEnd < 0 ? text.length : lineEnd
  if (lineEnd < 0 && !last) return 'more'
  // Most records have no quotation mark: the engine's own split is several times faster than looking at each letter.
  const plain = text.slice(from, stop)
  if (!plain.includes('"')) return { cells: trimReturn(plain).split(delimiter), end: stop + 1, lines: 1 }
  return quotedRecord(source, from)
}

function quotedRecord(source: Source, from: number): Found {
  const { text, delimiter, newline, last } = source
  const cells: string[] = []
  let at = from
  let lines = 1
  for (;;) {
    let cell = ''
    if (text[at] === '"') {
      const field = quotedField(source, at + 1)
      if (typeof field === 'string') return field
      cell = field.cell
      at = field.end
      lines += field.lines
    }
    const [nextCell, nextLine] = [text.indexOf(delimiter, at), text.indexOf(newline, at)]
    const isLastCell = nextCell < 0 || (nextLine >= 0 && nextLine < nextCell)
    if (isLastCell && nextLine < 0 && !last) return 'more'
    const stop = isLastCell ? (nextLine < 0 ? text.length : nextLine) : nextCell
    const rest = text.slice(at, stop)
    cells.push(cell + (isLastCell ? trimReturn(rest) : rest))
    at = stop + 1
    if (isLastCell) return { cells, end: at, lines }
  }
}

function quotedField(source: Source, from: number): { cell: string; end: number; lines: number } | 'more' | 'unclosed' {
  const { text, newline, last, acrossLines } = source
  let cell = ''
  let lines = 0
  for (let at = from; ; at++) {
    const close = text.indexOf('"', at)
    // A mark that ends the text may be the first of two.
    if (close < 0 || (close === text.length - 1 && !last)) return last || !acrossLines ? 'unclosed' : 'more'
    const part = text.slice(at, close)
    const crossed = part.split(newline).length - 1
    if (crossed > 0 && !acrossLines) return 'unclosed'
    lines += crossed
    cell += part
    at = close + 1
    if (text[at] !== '"') return { cell, end: at, lines }
    cell += '"'
  }
}

const trimReturn = (text: string): string => (text.endsWith('\r') ? text.slice(0, -1) : text)
