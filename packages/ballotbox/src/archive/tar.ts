import { utf8ToBytes } from '../hash.ts'

/** The old-style tar of §4.4: 512-byte blocks, no trailer, everything in a header but name and size fixed. */

export const BLOCK = 512
const SIZE_AT = 124
const CHECKSUM_AT = 148

const octal = (value: number, digits: number): string => value.toString(8).padStart(digits, '0')

/** The one header that a member of this name, size (bytes) and time (seconds since 1970) can have. */
export function tarHeader(name: string, size: number, time: number): Uint8Array {
  const block = new Uint8Array(BLOCK)
  const put = (text: string, at: number) => block.set(utf8ToBytes(text), at)
  put(name, 0)
  put('0000644\0', 100)
  put('0000000\0', 108)
  put('0000000\0', 116)
  put(`${octal(size, 11)}\0`, SIZE_AT)
  put(`${octal(time, 11)}\0`, 136)
  put('        ', CHECKSUM_AT)
  put('0', 156)
  const sum = block.reduce((total, byte) => total + byte, 0)
  put(`${octal(sum, 6)}\0 `, CHECKSUM_AT)
  return block
}

/** Zero bytes that fill a member's last block. */
export const paddingOf = (size: number): number => (BLOCK - (size % BLOCK)) % BLOCK

/** A member as it stands in the archive: header, content, padding. */
export function tarMember(name: string, content: Uint8Array, time: number): Uint8Array {
  const member = new Uint8Array(BLOCK + content.length + paddingOf(content.length))
  member.set(tarHeader(name, content.length, time), 0)
  member.set(content, BLOCK)
  return member
}

/** Name and size that a header claims; whether the rest of it is as it must be is `tarHeader`'s to show. */
export function claimedBy(header: Uint8Array): { name: string; size: number } | undefined {
  const ascii = (from: number, to: number) => String.fromCharCode(...header.subarray(from, to))
  const name = ascii(0, 100)
  const end = name.indexOf('\0')
  const size = /^([0-7]{11})\0$/.exec(ascii(SIZE_AT, SIZE_AT + 12))?.[1]
  return end < 0 || size === undefined ? undefined : { name: name.slice(0, end), size: Number.parseInt(size, 8) }
}
