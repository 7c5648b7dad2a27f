import { err, ok, type Result } from '../result.ts'
import { errorAt, type ParseError, textInput } from './text-input.ts'

/** Thrown inside a parser where it cannot go on; `at` is an index into the text. It never leaves `parseText`. */
export class Stop {
  readonly at: number
  readonly expected: string
  constructor(at: number, expected: string) {
    this.at = at
    this.expected = expected
  }
}

/** Runs a parser over the text of a file; where it stops, says at which line and column. */
export const parseText = <T>(source: Uint8Array | string, parse: (text: string) => T): Result<T, ParseError> => {
  const input = textInput(source)
  const text = input.decode(0, input.bytes.length)
  try {
    return ok(parse(text))
  } catch (stop) {
    if (!(stop instanceof Stop)) throw stop
    const before = new TextEncoder().encode(text.slice(0, stop.at)).length
    return err(errorAt(textInput(text), before, stop.expected))
  }
}

export interface Line {
  readonly text: string
  /** Where it begins in the whole text. */
  readonly at: number
}

/** The lines of a text, ends of all three kinds left off. */
export function* linesOf(text: string): Generator<Line> {
  for (let at = 0; at < text.length; ) {
    let end = at
    while (end < text.length && text[end] !== '\n' && text[end] !== '\r') end++
    yield { text: text.slice(at, end), at }
    at = text[end] === '\r' && text[end + 1] === '\n' ? end + 2 : end + 1
  }
}

/** A number of papers. */
export const readPapers = (word: string, at: number, before: number): number => {
  const papers = /^\d{1,16}$/.test(word) ? Number(word) : Number.NaN
  if (!Number.isSafeInteger(papers)) throw new Stop(at, 'a number of papers')
  if (!Number.isSafeInteger(papers + before)) throw new Stop(at, 'fewer than 2^53 papers in all')
  return papers
}

/** A whole number from 1, such as a number of seats. */
export const readCount = (word: string, at: number, what: string): number => {
  const number = /^\d{1,9}$/.test(word) ? Number(word) : 0
  if (number < 1) throw new Stop(at, `${what}, a whole number from 1`)
  return number
}

/** Candidate numbers with commas or blanks between. */
export const readNumbers = (words: string, at: number, candidates: number): number[] => {
  const numbers = words
    .split(/[\s,]+/)
    .filter(Boolean)
    .map((word) => (/^\d{1,9}$/.test(word) ? Number(word) : 0))
  if (numbers.some((number) => number < 1 || number > candidates)) {
    throw new Stop(at, `candidate numbers from 1 to ${candidates}`)
  }
  return numbers
}

/** What stands in one line of a file: line ends become blanks. */
export const oneLine = (words: string): string => words.replaceAll(/[\r\n\u2028\u2029]+/g, ' ').trim()

/** `key: value` with blanks around either; nothing where there is no colon. The key is in lower case. */
export const keyAndValue = (words: string): { readonly key: string; readonly value: string } | undefined => {
  const colon = words.indexOf(':')
  if (colon < 0) return undefined
  return { key: words.slice(0, colon).trim().toLowerCase(), value: words.slice(colon + 1).trim() }
}
