import { ok, type Result } from '../result.ts'
import { type BallotFile, parseBlt } from './blt-parse.ts'
import { type BltContent, writeBlt } from './blt-write.ts'
import { parseDebian, writeDebian } from './debian.ts'
import { parseNistCvr } from './nist-cvr.ts'
import { writeNistCvr } from './nist-cvr-write.ts'
import { parsePrefLib, writePrefLib } from './preflib.ts'
import { parseRankingsCsv, writeRankingsCsv } from './rankings-csv.ts'
import { type ParseError, textInput } from './text-input.ts'

export interface BallotFormat {
  readonly name: string
  /** Endings of file names, without the dot. */
  readonly extensions: readonly string[]
  /** `contest` is needed where a file holds several. */
  parse(source: Uint8Array | string, contest?: string): Result<BallotFile, ParseError>
  /** Says why, where the format cannot hold the ballots. */
  write(content: BltContent): Result<string, string>
}

const blt: BallotFormat = {
  name: 'blt',
  extensions: ['blt', 'hil'],
  parse: (source) => parseBlt(source),
  write: (content) => ok(writeBlt(content)),
}

const csv: BallotFormat = {
  name: 'csv',
  extensions: ['csv', 'tsv'],
  parse: (source) => parseRankingsCsv(source),
  write: (content) => ok(writeRankingsCsv(content)),
}

const preflib = (['soc', 'soi', 'toc', 'toi'] as const).map(
  (type): BallotFormat => ({
    name: type,
    extensions: [type],
    parse: (source) => parsePrefLib(source),
    write: (content) => writePrefLib(content, type),
  }),
)

const debian: BallotFormat = {
  name: 'debian',
  extensions: ['debian_votes', 'debian'],
  parse: (source) => parseDebian(source),
  write: (content) => writeDebian(content),
}

const cvr: BallotFormat = {
  name: 'cvr',
  extensions: ['json', 'cvr'],
  parse: parseNistCvr,
  write: (content) => writeNistCvr(content),
}

export const ballotFormats: readonly BallotFormat[] = [blt, csv, ...preflib, debian, cvr]

export const formatNamed = (name: string): BallotFormat | undefined =>
  ballotFormats.find((format) => format.name === name)

/** The format of a file by the ending of its name. */
export const formatOfName = (path: string): BallotFormat | undefined => {
  const ending = /\.([^./\\]+)$/.exec(path)?.[1]?.toLowerCase()
  return ending === undefined ? undefined : ballotFormats.find((format) => format.extensions.includes(ending))
}

/** How much of a file is looked at to recognise it. */
const LOOK = 20_000

/** The format of a file by what it begins with; BLT where nothing else fits. */
export const formatOfContent = (source: Uint8Array | string): BallotFormat => {
  const input = textInput(typeof source === 'string' ? source.slice(0, LOOK) : source.subarray(0, LOOK))
  const text = input.decode(0, input.bytes.length).trimStart()
  if (text.startsWith('{')) return cvr
  if (/^#\s*(NUMBER ALTERNATIVES|ALTERNATIVE NAME \d+):/m.test(text)) return preflib[3] as BallotFormat
  if (/^\d+[ \t]{0,9}\r?\n1[ \t]{0,9},/.test(text)) return preflib[3] as BallotFormat
  if (/^[ \t]*V:/m.test(text) && /Option\s+1\b/.test(text)) return debian
  const firstLine = text.split(/[\r\n]/).find((line) => line.trim() !== '' && !line.startsWith('#')) ?? ''
  return /[,;\t]/.test(firstLine) && !/^\d+[ \t]+\d+[ \t]*(#.*)?$/.test(firstLine.trim()) ? csv : blt
}

/** Reads a ballot file in any known format: by the ending of its name where that is known, or else by its content. */
export const parseBallots = (
  source: Uint8Array | string,
  about: { readonly name?: string; readonly contest?: string } = {},
): Result<BallotFile, ParseError> =>
  ((about.name === undefined ? undefined : formatOfName(about.name)) ?? formatOfContent(source)).parse(
    source,
    about.contest,
  )
