import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  hkdfSync,
  type KeyObject,
} from 'node:crypto'
import { err, ok, type Result } from '../../../platform/result.ts'

/**
 * Sealing one paper to the key of its election, in the manner of HPKE's base mode (RFC 9180): an X25519 key made for
 * this envelope alone (RFC 7748), HKDF-SHA-256 (RFC 5869) over what the two keys share, AES-256-GCM.
 * The server that seals has seen the paper: what this protects is the store, its backups and whoever reads them.
 *
 * Envelope: version (1) | public key of this envelope (32) | sealed paper | tag (16).
 */
const VERSION = 1
const KEY = 32
const TAG = 16
const HEAD = 1 + KEY

/** Raw keys of 32 bytes in the wrappings that Node reads (RFC 8410). */
const PRIVATE_PREFIX = Buffer.from('302e020100300506032b656e04220420', 'hex')
const PUBLIC_PREFIX = Buffer.from('302a300506032b656e032100', 'hex')

export interface KeyPair {
  readonly privateKey: Uint8Array
  readonly publicKey: Uint8Array
}

/** Where an envelope belongs: it opens nowhere else, so that none can be copied to another place or election. */
export interface Address {
  readonly contest: string
  readonly place: string
}

/** The key pair whose private half is the 32 bytes given. */
export function keyPairOf(privateKey: Uint8Array): KeyPair {
  return { privateKey, publicKey: rawPublic(createPublicKey(privateObject(privateKey))) }
}

/** `ephemeral`: 32 fresh random bytes, used for this envelope and forgotten. */
export function sealPaper(paper: Uint8Array, publicKey: Uint8Array, address: Address, ephemeral: Uint8Array): Buffer {
  const mine = privateObject(ephemeral)
  const head = Buffer.concat([Buffer.of(VERSION), rawPublic(createPublicKey(mine))])
  const { key, nonce } = keysOf(mine, publicObject(publicKey), head, publicKey)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  cipher.setAAD(associated(head, address))
  return Buffer.concat([head, cipher.update(paper), cipher.final(), cipher.getAuthTag()])
}

export type SealFault = 'malformed' | 'not-ours'

/** Opens envelopes of one election; the key is unwrapped once. */
export function opener(keys: KeyPair): (envelope: Uint8Array, address: Address) => Result<Uint8Array, SealFault> {
  const mine = privateObject(keys.privateKey)
  return (envelope, address) => {
    if (envelope.length < HEAD + TAG || envelope[0] !== VERSION) return err('malformed')
    const bytes = Buffer.from(envelope)
    const head = bytes.subarray(0, HEAD)
    const end = bytes.length - TAG
    try {
      const { key, nonce } = keysOf(mine, publicObject(head.subarray(1)), head, keys.publicKey)
      const decipher = createDecipheriv('aes-256-gcm', key, nonce)
      decipher.setAAD(associated(head, address))
      decipher.setAuthTag(bytes.subarray(end))
      return ok(Buffer.concat([decipher.update(bytes.subarray(HEAD, end)), decipher.final()]))
    } catch {
      // The one way that Node tells of a tag that does not fit, or of a point of small order.
      return err('not-ours')
    }
  }
}

function keysOf(mine: KeyObject, theirs: KeyObject, head: Uint8Array, recipient: Uint8Array) {
  const shared = diffieHellman({ privateKey: mine, publicKey: theirs })
  const salt = createHash('sha256').update(head).update(recipient).digest()
  const material = Buffer.from(hkdfSync('sha256', shared, salt, 'groundswell ballot envelope 1', 44))
  return { key: material.subarray(0, 32), nonce: material.subarray(32) }
}

const associated = (head: Uint8Array, { contest, place }: Address): Buffer =>
  Buffer.concat([head, Buffer.from(`${contest}/${place}`)])

const privateObject = (raw: Uint8Array): KeyObject =>
  createPrivateKey({ key: Buffer.concat([PRIVATE_PREFIX, raw]), format: 'der', type: 'pkcs8' })

const publicObject = (raw: Uint8Array): KeyObject =>
  createPublicKey({ key: Buffer.concat([PUBLIC_PREFIX, raw]), format: 'der', type: 'spki' })

const rawPublic = (key: KeyObject): Buffer => key.export({ format: 'der', type: 'spki' }).subarray(-KEY)

/** Crockford's base 32: no letter that is taken for a figure, or for another when read out. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/**
 * The reference that a voter is given: 50 bits of the envelope's SHA-256, such as `7K2QD-M0X4H`. It names an envelope on
 * the board and says nothing of the paper in it.
 */
export function receiptCode(envelope: Uint8Array): string {
  const hash = createHash('sha256').update(envelope).digest()
  let bits = hash.readBigUInt64BE(0) >> 14n
  let text = ''
  for (let i = 0; i < 10; i++) {
    text = ALPHABET.charAt(Number(bits & 31n)) + text
    bits >>= 5n
  }
  return `${text.slice(0, 5)}-${text.slice(5)}`
}

/** A code as somebody typed or read it out, brought into the form that the board shows; null where it can be none. */
export function readReceiptCode(text: string): string | null {
  const plain = text.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1')
  if (!/^[0-9A-HJKMNP-TV-Z]{10}$/.test(plain)) return null
  return `${plain.slice(0, 5)}-${plain.slice(5)}`
}
