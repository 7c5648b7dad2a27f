import { writeCanonical } from '../codec/canonical.ts'
import { sha256Hex, utf8ToBytes } from '../hash.ts'
import { type EventType, eventCodec, HEADER_NAME, headerCodec } from './events.ts'
import { tarMember } from './tar.ts'

/** Where a hash chain stands. */
export interface ChainHead {
  readonly hash: string
  readonly height: number
}

/** Makes an archive piece by piece; the caller writes the pieces one after another. */
export interface ArchiveWriter {
  /** The first member. */
  start(): Uint8Array
  /** The members of one event: its data, of which the last is the payload, and the event itself. */
  append(type: EventType, data: readonly string[]): Uint8Array[]
  head(): ChainHead | undefined
}

/** `timestamp` in whole seconds since 1970; `head` continues an archive that has been started. */
export function archiveWriter(timestamp: number, head?: ChainHead): ArchiveWriter {
  let last = head
  return {
    start: () => {
      const header = writeCanonical(headerCodec, { version: 1, timestamp: String(timestamp) })
      return tarMember(HEADER_NAME, utf8ToBytes(header), timestamp)
    },
    append(type, data) {
      const members = data.map((text) => memberOf(text, 'data', timestamp))
      const event = writeCanonical(eventCodec, {
        ...(last === undefined ? {} : { parent: last.hash }),
        height: last === undefined ? 0 : last.height + 1,
        type,
        ...(members.length === 0 ? {} : { payload: members.at(-1)!.hash }),
      })
      const member = memberOf(event, 'event', timestamp)
      last = { hash: member.hash, height: last === undefined ? 0 : last.height + 1 }
      return [...members, member].map((each) => each.bytes)
    },
    head: () => last,
  }
}

function memberOf(text: string, kind: 'data' | 'event', time: number): { hash: string; bytes: Uint8Array } {
  const content = utf8ToBytes(text)
  const hash = sha256Hex(content)
  return { hash, bytes: tarMember(`${hash}.${kind}.json`, content, time) }
}
