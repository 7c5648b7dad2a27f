import { Stop } from './text-parse.ts'

export interface Cell {
  readonly text: string
  readonly at: number
}

/** The rows of a CSV text (RFC 4180, any of the three line ends) from an index on; rows without any text are left out. */
export function* csvRows(text: string, from: number, delimiter: string): Generator<Cell[]> {
  let at = from
  while (at < text.length) {
    const row: Cell[] = []
    for (;;) {
      const cell = text[at] === '"' ? quotedCell(text, at, delimiter) : plainCell(text, at, delimiter)
      row.push({ text: cell.text, at })
      at = cell.end
      if (text[at] !== delimiter) break
      at++
    }
    at = text[at] === '\r' && text[at + 1] === '\n' ? at + 2 : at + 1
    if (row.some((cell) => cell.text !== '')) yield row
  }
}

interface ReadCell {
  readonly text: string
  readonly end: number
}

const plainCell = (text: string, at: number, delimiter: string): ReadCell => {
  let end = at
  while (end < text.length && text[end] !== delimiter && text[end] !== '\n' && text[end] !== '\r') end++
  return { text: text.slice(at, end).trim(), end }
}

const quotedCell = (text: string, at: number, delimiter: string): ReadCell => {
  let words = ''
  let from = at + 1
  for (;;) {
    const quote = text.indexOf('"', from)
    if (quote < 0) throw new Stop(at, 'a closing quotation mark')
    words += text.slice(from, quote)
    if (text[quote + 1] !== '"') {
      const end = quote + 1
      const after = text[end]
      if (after !== undefined && after !== delimiter && after !== '\n' && after !== '\r') {
        throw new Stop(end, 'a comma or the end of the line after a closing quotation mark')
      }
      return { text: words, end }
    }
    words += '"'
    from = quote + 2
  }
}

/** Which of comma, semicolon and tab parts the cells of the header that begins here. */
export const delimiterIn = (text: string, from: number): string => {
  const header = /[^\r\n]*/.exec(text.slice(from, from + 100_000))?.[0] ?? ''
  const unquoted = header.replaceAll(/"[^"]*"/g, '')
  const times = (mark: string): number => unquoted.split(mark).length
  return [',', ';', '\t'].reduce((best, mark) => (times(mark) > times(best) ? mark : best))
}

export const csvCell = (words: string): string =>
  /[",;\t\r\n#]|^\s|\s$/.test(words) ? `"${words.replaceAll('"', '""')}"` : words
