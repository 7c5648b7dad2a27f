import { ok, type Result } from '../result.ts'
import { type Codec, type FormatError, type Json, refuse } from './codec.ts'

/** Nothing in the formats of §4 nests deeper than a shuffle's ciphertexts; twice that is refused unread. */
const MAX_DEPTH = 16

/** Longest text that is read as one JSON value unless the caller says otherwise, in UTF-16 units. */
const DEFAULT_MAX_LENGTH = 4_000_000

/**
 * Reads JSON that must be written canonically: compact, fields in the specification's order, each once, numbers
 * without leading zeros: exactly the text that `writeCanonical` would give. The text is compared with what was parsed
 * of it rather than written again, which would take as much memory once more; the formats see to the order of fields
 * and to the numbers within strings.
 */
export function readCanonical<T>(
  codec: Codec<T>,
  source: string,
  maxLength: number = DEFAULT_MAX_LENGTH,
): Result<T, FormatError> {
  if (source.length > maxLength) return refuse('', `longer than ${maxLength} characters`)
  if (nestsTooDeep(source)) return refuse('', `nested more than ${MAX_DEPTH} deep`)
  const json = parsed(source)
  if (!json.ok) return json
  const value = codec.read(json.value, '')
  if (!value.ok) return value
  if (!isWrittenAs(json.value, source)) return refuse('', 'not written canonically')
  return value
}

export const writeCanonical = <T>(codec: Codec<T>, value: T): string => JSON.stringify(codec.write(value))

/** Whether compact JSON of the value, its keys in the order in which they stand, is the text. */
function isWrittenAs(value: Json, source: string): boolean {
  let at = 0
  const take = (token: string): boolean => {
    if (!source.startsWith(token, at)) return false
    at += token.length
    return true
  }
  const takeAll = <T>(items: readonly T[], takeOne: (item: T) => boolean): boolean =>
    items.every((item, i) => (i === 0 || take(',')) && takeOne(item))
  const takeValue = (json: Json): boolean => {
    if (json === null || typeof json !== 'object') return take(JSON.stringify(json))
    if (Array.isArray(json)) return take('[') && takeAll(json as readonly Json[], takeValue) && take(']')
    const takeField = ([key, field]: [string, Json]) => take(JSON.stringify(key)) && take(':') && takeValue(field)
    return take('{') && takeAll(Object.entries(json), takeField) && take('}')
  }
  return takeValue(value) && at === source.length
}

function parsed(source: string): Result<Json, FormatError> {
  try {
    return ok(JSON.parse(source) as Json)
  } catch {
    return refuse('', 'not JSON')
  }
}

function nestsTooDeep(source: string): boolean {
  let depth = 0
  let inString = false
  for (let i = 0; i < source.length; i++) {
    const unit = source.charCodeAt(i)
    if (inString) {
      if (unit === 0x5c) i++
      else if (unit === 0x22) inString = false
    } else if (unit === 0x22) inString = true
    else if (unit === 0x7b || unit === 0x5b) {
      if (++depth > MAX_DEPTH) return true
    } else if (unit === 0x7d || unit === 0x5d) depth--
  }
  return false
}

const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** Bytes to text; what is not UTF-8 is refused. */
export function textOfBytes(bytes: Uint8Array): Result<string, FormatError> {
  try {
    return ok(UTF8.decode(bytes))
  } catch {
    return refuse('', 'not UTF-8')
  }
}
