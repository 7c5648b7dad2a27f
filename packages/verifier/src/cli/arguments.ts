import { err, ok, type Result } from '@groundswell/ballotbox'

export const USAGE = `Usage: groundswell-verify ARCHIVE.bel|URL [options]
  --board LOG        the board that the archive was made from: file or URL; needs --roll FILE
  --heads FILE       signed heads of the board that witnesses kept, one a line
  --keeper KEY       public key of whoever keeps the board, in hexadecimal, to check the heads' signatures with
  --trustees FILE    what trustees signed beside the archive (the side record)
  --roll FILE|N      the frozen roll, or the number of its places
  --mixers K         trustees who must have mixed; else as many as must come together to decrypt
  --count RULES      count the ranked papers, by a rule such as scottish
  --seats N[,N…]     places to fill, for each ranked question in turn; else one
  --seed TEXT        published seed of the lot that settles ties; else the digest of the papers
  --record FILE      a published count to compare with, as JSON
  --threads N        processor cores to use; else all
  --format text|json
Exit: 0 no finding, 1 findings (a line each), 2 no archive or no sense in the options.
`

/** What the command line asks for. */
export interface Request {
  readonly archive: string
  readonly board?: string
  readonly heads?: string
  readonly keeper?: string
  readonly trustees?: string
  readonly roll?: string
  readonly mixers?: number
  readonly rules?: string
  readonly seed?: string
  readonly seats: readonly number[]
  readonly records: readonly string[]
  readonly threads?: number
  readonly format: 'text' | 'json'
}

const TAKEN = [
  'board',
  'heads',
  'keeper',
  'trustees',
  'roll',
  'mixers',
  'count',
  'seats',
  'seed',
  'record',
  'threads',
  'format',
] as const
type Name = (typeof TAKEN)[number]

/** `--name value` or `--name=value`; one operand; `--` ends the options. */
export function readArguments(words: readonly string[]): Result<Request> {
  const split = splitWords(words)
  if (!split.ok) return split
  const { operands, given } = split.value
  const [archive] = operands
  if (archive === undefined || operands.length > 1) return err('one archive is needed: a file or an address')
  const single = (name: Name) => given.get(name)?.at(-1)
  const mixers = numberOf(single('mixers'), 'mixers', 0, 10_000)
  if (!mixers.ok) return mixers
  const threads = numberOf(single('threads'), 'threads', 1, 64)
  if (!threads.ok) return threads
  const seats = seatsOf(single('seats'))
  if (!seats.ok) return seats
  const format = single('format') ?? 'text'
  if (format !== 'text' && format !== 'json') return err('--format takes text or json')
  const keeper = single('keeper')
  if (keeper !== undefined && !/^[0-9a-f]{64}$/.test(keeper)) return err('--keeper takes 64 hexadecimal digits')
  const roll = single('roll')
  if (given.has('board') && (roll === undefined || isNumber(roll))) return err('--board needs --roll FILE')
  if (given.has('heads') && !given.has('board')) return err('--heads needs --board')
  if (given.has('keeper') && !given.has('heads')) return err('--keeper needs --heads')
  return ok({
    archive,
    ...present({
      board: single('board'),
      heads: single('heads'),
      keeper,
      trustees: single('trustees'),
      roll,
      rules: single('count'),
      seed: single('seed'),
      mixers: mixers.value,
      threads: threads.value,
    }),
    seats: seats.value,
    records: given.get('record') ?? [],
    format,
  })
}

/** Whether `--roll` gives a number of places rather than a file. */
export const isNumber = (text: string): boolean => /^\d{1,9}$/.test(text)

interface Split {
  readonly operands: readonly string[]
  readonly given: ReadonlyMap<Name, readonly string[]>
}

function splitWords(words: readonly string[]): Result<Split> {
  const operands: string[] = []
  const given = new Map<Name, readonly string[]>()
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!
    if (word === '--') {
      operands.push(...words.slice(i + 1))
      break
    }
    if (!word.startsWith('--')) {
      operands.push(word)
      continue
    }
    const equals = word.indexOf('=')
    const wanted = word.slice(2, equals < 0 ? undefined : equals)
    const name = TAKEN.find((each) => each === wanted)
    if (name === undefined) return err(`unknown option --${wanted}`)
    const value = equals < 0 ? words[++i] : word.slice(equals + 1)
    if (value === undefined) return err(`option --${name} needs a value`)
    if (given.has(name) && name !== 'record') return err(`option --${name} given twice`)
    given.set(name, [...(given.get(name) ?? []), value])
  }
  return ok({ operands, given })
}

function numberOf(text: string | undefined, name: string, least: number, most: number): Result<number | undefined> {
  if (text === undefined) return ok(undefined)
  const number = Number(text)
  if (!isNumber(text) || number < least || number > most) {
    return err(`--${name} takes a number from ${least} to ${most}`)
  }
  return ok(number)
}

function seatsOf(text: string | undefined): Result<readonly number[]> {
  if (text === undefined) return ok([])
  const seats = text.split(',')
  return seats.every((each) => /^[1-9]\d{0,3}$/.test(each))
    ? ok(seats.map(Number))
    : err('--seats takes numbers with commas between, such as 3,1')
}

type Present<T> = { [K in keyof T]?: Exclude<T[K], undefined> }

/** Fields without those that are undefined. */
export const present = <T extends object>(fields: T): Present<T> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Present<T>
