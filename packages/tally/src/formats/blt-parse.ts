import { BallotBuilder, type Ballots, EQUAL, MOST_CANDIDATES } from '../ballots.ts'
import { err, ok, type Result } from '../result.ts'
import type { ScorePapers } from '../scores/score-papers.ts'
import { sha256 } from '../sha256.ts'
import { readNames } from './blt-names.ts'
import { errorAt, type ParseError, type TextInput, textInput } from './text-input.ts'

/** What a ballot file holds. Candidates are counted from 1, in the order of `candidates`. */
export interface BallotFile {
  readonly title: string
  readonly seats: number
  readonly candidates: readonly string[]
  readonly withdrawn: readonly number[]
  /** The order of a `[tie …]` directive: a tie falls on the candidate named first. */
  readonly tieOrder?: readonly number[]
  /** Undeclared write-ins of an `[undeclared …]` directive. */
  readonly undeclared?: readonly number[]
  readonly ballots: Ballots
  /** Where the papers give scores; `ballots` then holds the rankings that follow from them. */
  readonly scores?: ScorePapers
  /** SHA-256 of the bytes as given, in hexadecimal. */
  readonly digest: string
}

const TAB = 9
const SPACE = 32
const LF = 10
const CR = 13
const QUOTE = 34
const HASH = 35
const MINUS = 45
const ZERO = 48
const NINE = 57
const EQUALS = 61
const OPEN = 91
const CLOSE = 93

class Stop {
  readonly at: number
  readonly expected: string
  constructor(at: number, expected: string) {
    this.at = at
    this.expected = expected
  }
}

/** Carries the reading position through the numeric part of the file. */
interface Reader {
  readonly input: TextInput
  readonly bytes: Uint8Array
  at: number
  nicknames: Map<string, number>
}

/**
 * Reads a ballot file in the BLT format that Hill, Wichmann and Woodall's program began and OpenSTV, Droop, OpenTally
 * and stv-rs extended: see the package's README for everything it takes.
 */
export const parseBlt = (source: Uint8Array | string): Result<BallotFile, ParseError> => {
  const input = textInput(source)
  const reader: Reader = { input, bytes: input.bytes, at: 0, nicknames: new Map() }
  try {
    const head = readHead(reader)
    const ballots = readBallots(reader, head.candidates)
    const names = readNames(input, reader.at, head.candidates)
    if (!names.ok) return names
    return ok({
      title: names.value.title,
      seats: head.seats,
      candidates: names.value.candidates,
      withdrawn: [...new Set(head.withdrawn)].sort((a, b) => a - b),
      ...(head.tieOrder && { tieOrder: head.tieOrder }),
      ...(head.undeclared && { undeclared: head.undeclared }),
      ballots,
      digest: sha256(source),
    })
  } catch (stop) {
    if (stop instanceof Stop) return err(errorAt(input, stop.at, stop.expected))
    throw stop
  }
}

interface Head {
  candidates: number
  seats: number
  withdrawn: number[]
  tieOrder?: number[]
  undeclared?: number[]
}

const readHead = (reader: Reader): Head => {
  skipBlank(reader)
  const candidates = readCount(reader, 'the number of candidates')
  if (candidates > MOST_CANDIDATES) throw new Stop(0, `at most ${MOST_CANDIDATES} candidates`)
  skipSpaces(reader)
  const seats = readCount(reader, 'the number of seats')
  const head: Head = { candidates, seats, withdrawn: [] }
  for (;;) {
    skipBlank(reader)
    const byte = reader.bytes[reader.at]
    if (byte === OPEN) readDirective(reader, head)
    else if (byte === MINUS) {
      reader.at++
      head.withdrawn.push(readCandidateNumber(reader, candidates) + 1)
    } else return head
  }
}

const readDirective = (reader: Reader, head: Head): void => {
  const start = reader.at
  let end = start
  while (reader.bytes[end] !== CLOSE) {
    if (end >= reader.bytes.length || reader.bytes[end] === LF) throw new Stop(end, '"]" to close the directive')
    end++
  }
  const [name, ...words] = reader.input
    .decode(start + 1, end)
    .trim()
    .split(/\s+/)
  const candidate = (word: string): number => {
    const number = reader.nicknames.get(word) ?? (/^\d+$/.test(word) ? Number(word) : 0)
    if (number < 1 || number > head.candidates) throw new Stop(start, `candidates known to this file in [${name} …]`)
    return number
  }
  reader.at = end + 1
  switch (name) {
    case 'nick':
      if (new Set(words).size !== head.candidates || words.length !== head.candidates) {
        throw new Stop(start, `${head.candidates} different nicknames, one for each candidate`)
      }
      reader.nicknames = new Map(words.map((word, i) => [word, i + 1]))
      break
    case 'withdrawn':
      head.withdrawn.push(...words.map(candidate))
      break
    case 'tie':
      head.tieOrder = words.map(candidate)
      break
    case 'undeclared':
      head.undeclared = words.map(candidate)
      break
    case 'droop':
      break
    default:
      throw new Stop(start, 'one of the directives nick, withdrawn, tie, undeclared or droop')
  }
}

/** The papers, one a line: `papers preference … 0`, up to a line that is `0` alone. */
const readBallots = (reader: Reader, candidates: number): Ballots => {
  const { bytes } = reader
  const builder = new BallotBuilder(candidates)
  /** On which paper a candidate was last seen, so that a second preference for the same candidate is noticed. */
  const seen = new Uint32Array(candidates)
  for (let paper = 1; ; paper++) {
    skipBlank(reader)
    const start = reader.at
    // D01 of the Tideman collection has no closing 0: names in quotation marks can only follow the last paper.
    if (bytes[start] === QUOTE && paper > 1) return builder.build()
    const weight = readNumber(reader, 'a number of papers, or 0 after the last paper')
    if (weight === 0) return builder.build()
    if (builder.papers + weight > Number.MAX_SAFE_INTEGER) throw new Stop(start, 'fewer than 2^53 papers in all')
    readRanking(reader, builder, seen, paper)
    builder.close(weight)
  }
}

/** Preferences up to `0`. Nearly all files of size are plain numbers: these are read here, all else one by one. */
const readRanking = (reader: Reader, builder: BallotBuilder, seen: Uint32Array, paper: number): void => {
  const { bytes } = reader
  const isPlain = reader.nicknames.size === 0
  const candidates = seen.length
  let equal = 0
  for (let at = reader.at; ; ) {
    let byte = bytes[at] as number
    while (byte === SPACE || byte === TAB) byte = bytes[++at] as number
    const start = at
    let number = 0
    while (isPlain && byte >= ZERO && byte <= NINE) {
      number = number * 10 + byte - ZERO
      byte = bytes[++at] as number
    }
    if (number === 0 || number > candidates) {
      if (equal === 0 && bytes[start] === ZERO && !((bytes[start + 1] as number) > SPACE)) {
        reader.at = start + 1
        return
      }
      reader.at = start
      number = readCandidateNumber(reader, candidates, equal === 0 ? ' or 0 to end the paper' : '') + 1
      at = reader.at
      byte = bytes[at] as number
    }
    if (seen[number - 1] === paper) throw new Stop(start, 'each candidate at most once on a paper')
    seen[number - 1] = paper
    builder.push((number - 1) | equal)
    equal = 0
    if (byte === EQUALS) {
      at++
      equal = EQUAL
    } else if (byte > SPACE) throw new Stop(at, 'a space or "=" after a preference')
  }
}

/** A candidate as a number from 1 or as a nickname; gives the index from 0. */
const readCandidateNumber = (reader: Reader, candidates: number, orElse = ''): number => {
  const { bytes } = reader
  const start = reader.at
  if (reader.nicknames.size > 0) {
    let end = start
    while (end < bytes.length && (bytes[end] as number) > SPACE && bytes[end] !== EQUALS) end++
    const known = reader.nicknames.get(reader.input.decode(start, end))
    if (known !== undefined) {
      reader.at = end
      return known - 1
    }
  }
  let number = 0
  let at = start
  for (let byte = bytes[at] as number; byte >= ZERO && byte <= NINE; byte = bytes[++at] as number) {
    number = number * 10 + byte - ZERO
  }
  reader.at = at
  if (number >= 1 && number <= candidates) return number - 1
  const nickname = reader.nicknames.size > 0 ? 'a nickname or ' : ''
  throw new Stop(start, `${nickname}a candidate number from 1 to ${candidates}${orElse}`)
}

const readNumber = (reader: Reader, expected: string): number => {
  const { bytes } = reader
  const start = reader.at
  let number = 0
  let at = start
  for (let byte = bytes[at] as number; byte >= ZERO && byte <= NINE; byte = bytes[++at] as number) {
    number = number * 10 + byte - ZERO
  }
  if (at === start || (bytes[at] as number) > SPACE || number > Number.MAX_SAFE_INTEGER) throw new Stop(start, expected)
  reader.at = at
  return number
}

const readCount = (reader: Reader, what: string): number => {
  const start = reader.at
  const number = readNumber(reader, `${what}, a whole number from 1`)
  if (number === 0) throw new Stop(start, `${what}, a whole number from 1`)
  return number
}

const skipSpaces = (reader: Reader): void => {
  while (reader.bytes[reader.at] === SPACE || reader.bytes[reader.at] === TAB) reader.at++
}

/** Blanks, line ends and `#` comments. */
const skipBlank = (reader: Reader): void => {
  const { bytes } = reader
  for (;;) {
    const byte = bytes[reader.at] as number
    if (byte <= SPACE) reader.at++
    else if (byte === HASH) {
      while (reader.at < bytes.length && bytes[reader.at] !== LF && bytes[reader.at] !== CR) reader.at++
    } else return
  }
}
