import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js'

export { bytesToHex, hexToBytes, utf8ToBytes }

/** SHA-256 of text (as UTF-8) or bytes. */
export const sha256Of = (input: string | Uint8Array): Uint8Array =>
  sha256(typeof input === 'string' ? utf8ToBytes(input) : input)

export const sha256Hex = (input: string | Uint8Array): string => bytesToHex(sha256Of(input))

/** SHA-256 read as a big-endian number: the value that every challenge of the specification is reduced from. */
export const sha256Number = (input: string | Uint8Array): bigint => BigInt(`0x${sha256Hex(input)}`)

/** SHA-256 of text that comes in parts, for challenges over a whole mix, which would be too long as one string. */
export function sha256Parts(): { add(part: string): void; hex(): string } {
  const hasher = sha256.create()
  return {
    add: (part) => {
      hasher.update(utf8ToBytes(part))
    },
    hex: () => bytesToHex(hasher.digest()),
  }
}

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** Base64 without padding, as §4.15 writes hashes. */
export function base64Unpadded(bytes: Uint8Array): string {
  let text = ''
  for (let i = 0; i < bytes.length; i += 3) {
    const word = (bytes[i]! << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0)
    const digits = Math.min(4, bytes.length - i + 1)
    for (let d = 0; d < digits; d++) text += BASE64[(word >> (18 - 6 * d)) & 63]
  }
  return text
}

/** H_JSON of §4.15: election fingerprint, hash under a ballot's signature, ballot tracker. */
export const hashOfJson = (serialised: string | Uint8Array): string => base64Unpadded(sha256Of(serialised))
