import { readCanonical, textOfBytes } from '../codec/canonical.ts'
import { type Codec, type FormatError, refuse } from '../codec/codec.ts'
import { sha256Hex } from '../hash.ts'
import { err, ok, type Result } from '../result.ts'
import { type ArchiveEvent, type ArchiveHeader, eventCodec, HEADER_NAME, headerCodec } from './events.ts'
import { BLOCK, claimedBy, paddingOf, tarHeader } from './tar.ts'

/** Why what was read is no archive, and at which member (counted from 0). */
export interface ArchiveError {
  readonly member: number
  readonly problem: string
}

export interface ArchiveLimits {
  /** Longest member, in bytes. */
  readonly maxMember: number
  /** Most members between one event and the next. */
  readonly maxDataPerEvent: number
}

export const DEFAULT_LIMITS: ArchiveLimits = { maxMember: 536_870_000, maxDataPerEvent: 4 }

interface Member {
  readonly name: string
  readonly content: Uint8Array
}

/**
 * Splits an archive into members as it streams in, holding one at a time. A header must be, byte for byte, the one
 * that its name, its size and the archive's time call for; so no path, link, owner or mode can be smuggled in.
 */
async function* readMembers(
  source: AsyncIterable<Uint8Array>,
  limits: ArchiveLimits,
): AsyncGenerator<Result<Member, string>, void, undefined> {
  const take = bufferedReader(source)
  let time: number | undefined
  for (;;) {
    const header = await take(BLOCK)
    if (header.length === 0) return
    if (header.length < BLOCK) return void (yield err('truncated within a tar header'))
    const claim = claimedBy(header)
    if (claim === undefined) return void (yield err('not a tar header of the expected form, or a trailer'))
    if (claim.size > limits.maxMember) return void (yield err('member is too large'))
    const content = await take(claim.size)
    const padding = await take(paddingOf(claim.size))
    if (content.length < claim.size || padding.length < paddingOf(claim.size)) {
      return void (yield err('truncated within a member'))
    }
    time ??= timeOf(content)
    if (time === undefined) return void (yield err('does not begin with a BELENIOS header'))
    if (!sameBytes(header, tarHeader(claim.name, claim.size, time))) {
      return void (yield err('tar header is not byte for byte as it must be'))
    }
    if (padding.some((byte) => byte !== 0)) return void (yield err('padding is not zero'))
    yield ok({ name: claim.name, content })
  }
}

/** The archive's time, from the content of its first member. */
function timeOf(content: Uint8Array): number | undefined {
  const header = readJson(headerCodec, content, 100)
  return header.ok ? Number(header.value.timestamp) : undefined
}

/** Takes bytes one length after another; fewer where the source ends. Memory is taken once, for the whole length. */
function bufferedReader(source: AsyncIterable<Uint8Array>): (length: number) => Promise<Uint8Array> {
  const chunks = source[Symbol.asyncIterator]()
  let rest: Uint8Array = new Uint8Array(0)
  return async (length) => {
    const whole = new Uint8Array(length)
    let have = 0
    while (have < length) {
      if (rest.length === 0) {
        const next = await chunks.next()
        if (next.done === true) break
        rest = next.value
      }
      const piece = rest.subarray(0, length - have)
      rest = rest.subarray(piece.length)
      whole.set(piece, have)
      have += piece.length
    }
    return whole.subarray(0, have)
  }
}

const sameBytes = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, i) => byte === b[i])

/** Reads canonical JSON from bytes. */
export function readJson<T>(codec: Codec<T>, bytes: Uint8Array, maxLength?: number): Result<T, FormatError> {
  if (maxLength !== undefined && bytes.length > maxLength) return refuse('', `longer than ${maxLength} bytes`)
  const text = textOfBytes(bytes)
  return text.ok ? readCanonical(codec, text.value, maxLength) : text
}

/** One event with the data that stand before it, by their hashes. */
export interface ArchiveEntry {
  readonly event: ArchiveEvent
  readonly hash: string
  /** May be emptied by whoever has read them, for they can be long. */
  readonly data: Map<string, Uint8Array>
  /** How many members the entry ends at. */
  readonly members: number
}

export type ArchiveItem =
  | { readonly kind: 'header'; readonly header: ArchiveHeader }
  | { readonly kind: 'entry'; readonly entry: ArchiveEntry }

const MEMBER_NAME = /^([0-9a-f]{64})\.(data|event)\.json$/

/**
 * Reads an archive (§4.4) and checks its form: header first, names that are their contents' hashes, an unbroken chain
 * of events, every payload before its event, no data that the event does not need to be given. Stops at the first error.
 */
export async function* readArchive(
  source: AsyncIterable<Uint8Array>,
  limits: ArchiveLimits = DEFAULT_LIMITS,
): AsyncGenerator<Result<ArchiveItem, ArchiveError>, void, undefined> {
  let member = 0
  let data = new Map<string, Uint8Array>()
  let last: { hash: string; height: number } | undefined
  for await (const one of readMembers(source, limits)) {
    if (!one.ok) return void (yield err({ member, problem: one.error }))
    const { name, content } = one.value
    if (member === 0) {
      if (name !== HEADER_NAME) return void (yield err({ member, problem: 'does not begin with a BELENIOS header' }))
      const header = readJson(headerCodec, content)
      if (!header.ok) return void (yield err({ member, problem: header.error.problem }))
      yield ok({ kind: 'header', header: header.value })
    } else {
      const named = checkName(name, content)
      if (!named.ok) return void (yield err({ member, problem: named.error }))
      if (named.value.kind === 'data') {
        if (data.has(named.value.hash)) return void (yield err({ member, problem: 'same data twice' }))
        if (data.size >= limits.maxDataPerEvent) return void (yield err({ member, problem: 'too many data in a row' }))
        data.set(named.value.hash, content)
      } else {
        const event = checkEvent(content, last, data)
        if (!event.ok) return void (yield err({ member, problem: event.error }))
        last = { hash: named.value.hash, height: event.value.height }
        yield ok({
          kind: 'entry',
          entry: { event: event.value, hash: named.value.hash, data, members: member + 1 },
        })
        data = new Map()
      }
    }
    member++
  }
  if (member === 0) yield err({ member, problem: 'empty' })
  else if (data.size > 0) yield err({ member, problem: 'ends with data that no event refers to' })
}

function checkName(name: string, content: Uint8Array): Result<{ hash: string; kind: 'data' | 'event' }> {
  const match = MEMBER_NAME.exec(name)
  if (match === null) return err('member with an unexpected name')
  const hash = match[1]!
  if (sha256Hex(content) !== hash) return err('member whose name is not the hash of its content')
  return ok({ hash, kind: match[2] === 'data' ? 'data' : 'event' })
}

function checkEvent(
  content: Uint8Array,
  last: { hash: string; height: number } | undefined,
  data: ReadonlyMap<string, Uint8Array>,
): Result<ArchiveEvent> {
  const event = readJson(eventCodec, content, 1_000)
  if (!event.ok) return err(`event: ${event.error.problem}`)
  const { parent, height, payload } = event.value
  if (parent !== last?.hash) return err('event whose parent is not the event before it')
  if (height !== (last === undefined ? 0 : last.height + 1)) return err('event of the wrong height')
  if (payload === undefined) return data.size === 0 ? ok(event.value) : err('data before an event that has no payload')
  return data.has(payload) ? ok(event.value) : err('event whose payload does not stand before it')
}
