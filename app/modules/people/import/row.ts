import { createHash } from 'node:crypto'
import { err, ok, type Result } from '../../../platform/result.ts'
import { emailKey, phoneKey, tidyPostcode } from '../contact-keys.ts'
import { nameFrom, nameKey, tidy, UNNAMED } from '../names.ts'
import type { Field } from './columns.ts'
import { type DateOrder, parseDate } from './dates.ts'

/** One row of a file as it is staged: tidied, folded for comparing, and sure to fit the tables. Null is unknown. */
export interface StagedRow {
  readonly line: number
  readonly name: string
  readonly given: string | null
  readonly family: string | null
  readonly nameKey: string
  readonly pronouns: string | null
  readonly email: string | null
  readonly emailKey: string | null
  readonly phone: string | null
  readonly phoneKey: string | null
  readonly postcode: string | null
  readonly place: string | null
  readonly extSource: string | null
  readonly extId: string | null
  readonly moreIds: readonly (readonly [source: string, id: string])[]
  readonly joined: string | null
  readonly paidUntil: string | null
  readonly group: string | null
}

export interface RowReading {
  readonly fields: readonly Field[]
  readonly dates: DateOrder
}

export interface RowRead {
  readonly row: StagedRow
  /** What was left out of the row, in words. */
  readonly notes: readonly string[]
}

/** Makes a row of a record's cells, or says why it cannot be taken. */
export function readRow(line: number, cells: readonly string[], reading: RowReading): Result<RowRead, string> {
  const given: Record<string, string> = {}
  const ids: [string, string][] = []
  for (let at = 0; at < reading.fields.length; at++) {
    const field = reading.fields[at] as Field
    if (field === 'ignore') continue
    const value = clean(cells[at] ?? '')
    if (value === '') continue
    if (field.startsWith('id:')) ids.push([field.slice(3), value])
    else given[field] = value
  }
  if (cells.length > reading.fields.length && cells.slice(reading.fields.length).some((cell) => cell.trim() !== ''))
    return err(`This row has ${cells.length} columns, the heading ${reading.fields.length}.`)
  return assemble(line, given, ids, reading.dates)
}

function assemble(
  line: number,
  given: Record<string, string>,
  ids: [string, string][],
  dates: DateOrder,
): Result<RowRead, string> {
  const notes: string[] = []
  const name = nameFrom({
    name: given.name,
    given: [given['given-name'], given['middle-name']].filter(Boolean).join(' '),
    family: given['family-name'],
  })
  const address = given.email ?? null
  const email = address === null ? null : emailKey(address)
  if (address !== null && email === null) notes.push('The e-mail address is none, and was left out.')
  if (!name && email === null && ids.length === 0) return err('There is no name, e-mail address or id in this row.')
  const tooLong = lengthProblem(name?.name ?? '', given, ids)
  if (tooLong) return err(tooLong)

  const joined = given.joined === undefined ? null : parseDate(given.joined, dates)
  if (given.joined !== undefined && joined === null) return err('The date joined is not a date.')
  const paidUntil = given['paid-until'] === undefined ? null : parseDate(given['paid-until'], dates)
  if (given['paid-until'] !== undefined && paidUntil === null)
    return err('The date that membership is paid until is not a date.')
  if (joined !== null && paidUntil !== null && paidUntil < joined)
    return err('Membership is paid until a day before the one joined on.')

  const phone = given.mobile ?? given.phone ?? null
  const phoneDigits = phone === null ? null : phoneKey(phone)
  if (phone !== null && phoneDigits === null) notes.push('The phone number is none, and was left out.')
  const key = name ? nameKey(name.name) : ''
  const first = ids[0] ?? (email === null ? ownId(key, given) : null)
  return ok({
    notes,
    row: {
      line,
      name: name?.name ?? UNNAMED,
      given: fitting(name?.given, 100),
      family: fitting(name?.family, 100),
      nameKey: key,
      pronouns: fitting(given.pronouns, 40),
      email: email === null ? null : (address as string),
      emailKey: email,
      phone: phoneDigits === null ? null : (phone as string).slice(0, 40),
      phoneKey: phoneDigits,
      postcode: given.postcode ? tidyPostcode(given.postcode) : null,
      place: fitting(given.place, 120),
      extSource: first?.[0] ?? null,
      extId: first?.[1] ?? null,
      moreIds: ids.slice(1),
      joined,
      paidUntil,
      group: fitting(given.group, 200),
    },
  })
}

function lengthProblem(name: string, given: Record<string, string>, ids: readonly [string, string][]): string | null {
  if (name.length > 200) return 'The name is longer than 200 letters.'
  if ((given.email ?? '').length > 254) return 'The e-mail address is longer than 254 letters.'
  if (ids.some(([, id]) => id.length > 200)) return 'The id is longer than 200 letters.'
  return null
}

/** A row that brings neither an address nor an id is known again by what it says. */
function ownId(key: string, given: Record<string, string>): [string, string] {
  const said = [key, given.postcode ?? '', given.phone ?? '', given.mobile ?? '', given.place ?? ''].join('\n')
  return ['row', createHash('sha256').update(said).digest('base64url').slice(0, 32)]
}

const fitting = (text: string | null | undefined, most: number): string | null => text?.slice(0, most).trim() || null

/** Control characters mean nothing in a name, and zero is no text to PostgreSQL. */
function clean(cell: string): string {
  // Most cells are plain: looking is cheaper than rewriting.
  const text = UNUSUAL.test(cell) ? tidy(cell.replace(CONTROL, ' ').toWellFormed()) : cell.trim()
  return text === 'NULL' || text === 'null' ? '' : text
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROL = /[\u0000-\u001f\u007f]+/g
const UNUSUAL = /[^\x20-\x7e]| {2}/
