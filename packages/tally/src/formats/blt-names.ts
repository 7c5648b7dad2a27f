import { err, ok, type Result } from '../result.ts'
import { errorAt, type ParseError, type TextInput } from './text-input.ts'

/**
 * The words at the end of a ballot file: a name for each candidate, then the title. Each is either a text in quotation
 * marks, wherever it stands, or an unquoted line. What follows the title (source, comment) is left alone.
 */
export const readNames = (
  input: TextInput,
  from: number,
  candidates: number,
): Result<{ candidates: string[]; title: string }, ParseError> => {
  const text = input.decode(from, input.bytes.length)
  const items: string[] = []
  let at = 0
  while (items.length <= candidates) {
    at = skipBlankLines(text, at)
    if (at >= text.length) break
    const item = text[at] === '"' ? quoted(text, at) : unquoted(text, at)
    if (!item) return err(errorAt(input, from + byteLength(text, at, input, from), 'a closing quotation mark'))
    items.push(item.words)
    at = item.end
  }
  if (items.length < candidates) {
    const expected = `the name of candidate ${items.length + 1} of ${candidates}`
    return err(errorAt(input, input.bytes.length, expected))
  }
  return ok({ candidates: items.slice(0, candidates), title: items[candidates] ?? '' })
}

interface Item {
  readonly words: string
  readonly end: number
}

const skipBlankLines = (text: string, from: number): number => {
  let at = from
  for (;;) {
    while (at < text.length && (text[at] as string).trim() === '') at++
    if (text[at] !== '#') return at
    at = lineEnd(text, at)
  }
}

const lineEnd = (text: string, from: number): number => {
  let at = from
  while (at < text.length && text[at] !== '\n' && text[at] !== '\r') at++
  return at
}

const unquoted = (text: string, from: number): Item => {
  const end = lineEnd(text, from)
  return { words: text.slice(from, end).trim(), end }
}

/**
 * Inner quotation marks come doubled, but some files leave them single: a mark closes the text only where the line
 * ends, a comment begins, or the next text in quotation marks follows.
 */
const quoted = (text: string, from: number): Item | undefined => {
  let words = ''
  for (let at = from + 1; at < text.length; at++) {
    const character = text[at] as string
    if (character !== '"') {
      words += character
    } else if (text[at + 1] === '"' && !closes(text, at)) {
      words += '"'
      at++
    } else if (closes(text, at)) {
      return { words: words.trim(), end: at + 1 }
    } else {
      words += '"'
    }
  }
  return undefined
}

const closes = (text: string, mark: number): boolean => {
  let at = mark + 1
  while (text[at] === ' ' || text[at] === '\t') at++
  const next = text[at]
  if (next === undefined || next === '\n' || next === '\r') return true
  return (next === '"' || next === '#') && at > mark + 1
}

/** How many bytes of the input the first `to` characters of the text took. */
const byteLength = (text: string, to: number, input: TextInput, from: number): number => {
  const bytes = new TextEncoder().encode(text.slice(0, to)).length
  const isUtf8 = input.decode(from, from + bytes) === text.slice(0, to)
  return isUtf8 ? bytes : to
}
