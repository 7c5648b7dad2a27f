import { err, ok, type Result } from '../result.ts'

/**
 * AES-256-CCM (NIST SP 800-38C) with a 13-byte nonce and an 8-byte tag, as §4.6.1 uses it, put together from the CBC
 * and CTR that every browser has: CCM is a CBC-MAC and counter mode under one key.
 */

const BLOCK = 16
const TAG = 8
const NONCE = 13
/** With a 13-byte nonce two bytes are left to write the length in. */
const MAX_LENGTH = 65_535

type Bytes = Uint8Array<ArrayBuffer>

export async function encryptCcm(key: Uint8Array, nonce: Uint8Array, plaintext: Uint8Array): Promise<Uint8Array> {
  if (plaintext.length > MAX_LENGTH) throw new Error('message is too long for this form of CCM')
  const tag = await cbcMac(key, nonce, plaintext)
  const masked = await counterMode(key, nonce, joined(tag, new Uint8Array(BLOCK - TAG), plaintext))
  return joined(masked.subarray(BLOCK), masked.subarray(0, TAG))
}

export async function decryptCcm(key: Uint8Array, nonce: Uint8Array, sealed: Uint8Array): Promise<Result<Uint8Array>> {
  if (sealed.length < TAG || sealed.length > MAX_LENGTH + TAG) return err('encrypted message of an impossible length')
  const body = sealed.subarray(0, sealed.length - TAG)
  const masked = joined(sealed.subarray(sealed.length - TAG), new Uint8Array(BLOCK - TAG), body)
  const open = await counterMode(key, nonce, masked)
  const plaintext = open.subarray(BLOCK)
  const expected = await cbcMac(key, nonce, plaintext)
  const differs = expected.reduce((bits, byte, i) => bits | (byte ^ open[i]!), 0)
  return differs === 0 ? ok(plaintext) : err('encrypted message was changed, or is for another key')
}

/** SP 800-38C appendix A.2: the first block holds flags, nonce and length; then the message, filled with zeros. */
async function cbcMac(key: Uint8Array, nonce: Uint8Array, message: Uint8Array): Promise<Uint8Array> {
  const lengthBytes = BLOCK - 1 - NONCE
  const flags = 8 * ((TAG - 2) / 2) + (lengthBytes - 1)
  const first = joined([flags], nonce.subarray(0, NONCE), [message.length >> 8, message.length & 255])
  const filler = new Uint8Array((BLOCK - (message.length % BLOCK)) % BLOCK)
  const blocks = joined(first, message, filler)
  const cbc = await importKey(key, 'AES-CBC')
  const algorithm = { name: 'AES-CBC', iv: new Uint8Array(BLOCK) }
  // WebCrypto adds a block of padding of its own; the MAC is the block before it.
  const chained = new Uint8Array(await crypto.subtle.encrypt(algorithm, cbc, blocks))
  return chained.subarray(blocks.length - BLOCK, blocks.length - BLOCK + TAG)
}

/** SP 800-38C appendix A.3: block 0 masks the tag, blocks from 1 on the message. */
async function counterMode(key: Uint8Array, nonce: Uint8Array, blocks: Bytes): Promise<Bytes> {
  const counter = joined([BLOCK - 2 - NONCE], nonce.subarray(0, NONCE), [0, 0])
  const algorithm = { name: 'AES-CTR', counter, length: 16 }
  return new Uint8Array(await crypto.subtle.encrypt(algorithm, await importKey(key, 'AES-CTR'), blocks))
}

const importKey = (key: Uint8Array, name: 'AES-CBC' | 'AES-CTR'): Promise<CryptoKey> =>
  crypto.subtle.importKey('raw', joined(key), name, false, ['encrypt'])

function joined(...parts: readonly (Uint8Array | readonly number[])[]): Bytes {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
