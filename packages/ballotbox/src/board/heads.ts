import { ed25519 } from '@noble/curves/ed25519.js'
import type { ChainHead } from '../archive/write-archive.ts'
import { readCanonical, writeCanonical } from '../codec/canonical.ts'
import { type Codec, type FormatError, list, record, smallInteger, text } from '../codec/codec.ts'
import { uuidCodec } from '../formats/election.ts'
import { bytesToHex, hexToBytes, sha256Hex, utf8ToBytes } from '../hash.ts'
import type { RandomSource } from '../random.ts'
import { err, ok, type Result } from '../result.ts'
import { boardEntryCodec, MAX_LINE } from './events.ts'

/**
 * Where a board stood at a time, signed by whoever keeps it and by witnesses who saw that it had only grown: rival
 * candidates' agents, trustees, another organisation. A keeper who shows two boards must sign two heads of one height.
 */
export interface SignedHead {
  /** The election's uuid. */
  readonly board: string
  readonly height: number
  readonly hash: string
  /** Seconds since 1970. */
  readonly at: number
  /** Ed25519 signature of the keeper, in hexadecimal. */
  readonly signature: string
  readonly witnesses: readonly Witnessing[]
}

export interface Witnessing {
  /** Ed25519 public key, in hexadecimal. */
  readonly key: string
  readonly signature: string
}

const hex = text(64, /^[0-9a-f]{64}$/)
const signature = text(128, /^[0-9a-f]{128}$/)
const headFields = {
  board: uuidCodec,
  height: smallInteger(0, 100_000_000),
  hash: hex,
  at: smallInteger(0, 100_000_000_000),
}
const headCodec = record(headFields)
const signedHeadCodec: Codec<SignedHead> = record({
  ...headFields,
  signature,
  witnesses: list(record({ key: hex, signature }), 1_000),
})

type Head = Pick<SignedHead, 'board' | 'height' | 'hash' | 'at'>

const signedText = (role: 'keeper' | 'witness', { board, height, hash, at }: Head): Uint8Array =>
  utf8ToBytes(`board-head|${role}|${writeCanonical(headCodec, { board, height, hash, at })}`)

/** A key to sign heads with; both parts in hexadecimal. */
export function makeHeadKey(random: RandomSource): { readonly privateKey: string; readonly publicKey: string } {
  const secret = random(32)
  return { privateKey: bytesToHex(secret), publicKey: bytesToHex(ed25519.getPublicKey(secret)) }
}

export function signHead(head: Head, privateKey: string): SignedHead {
  const signed = ed25519.sign(signedText('keeper', head), hexToBytes(privateKey))
  return { ...head, signature: bytesToHex(signed), witnesses: [] }
}

/**
 * Adds a witness. It must itself have followed the board to this head: `seen` is what `followBoard` gave it.
 */
export function witnessHead(head: SignedHead, seen: ChainHead, privateKey: string): Result<SignedHead> {
  if (seen.hash !== head.hash || seen.height !== head.height) return err('the head is not what was seen of the board')
  const secret = hexToBytes(privateKey)
  const witness = {
    key: bytesToHex(ed25519.getPublicKey(secret)),
    signature: bytesToHex(ed25519.sign(signedText('witness', head), secret)),
  }
  return ok({ ...head, witnesses: [...head.witnesses, witness] })
}

/** Checks the keeper's signature, and gives the keys of those witnesses whose signatures hold, each once. */
export function checkHead(head: SignedHead, keeper: string): Result<{ readonly witnesses: readonly string[] }> {
  if (!holds(head.signature, signedText('keeper', head), keeper)) return err('signature of the keeper does not hold')
  const witnesses = new Set<string>()
  for (const { key, signature: own } of head.witnesses) {
    if (!holds(own, signedText('witness', head), key)) return err('signature of a witness does not hold')
    witnesses.add(key)
  }
  return ok({ witnesses: [...witnesses] })
}

/** Keys that are no curve points make the library throw; here they are signatures that do not hold. */
function holds(signed: string, message: Uint8Array, key: string): boolean {
  try {
    return ed25519.verify(hexToBytes(signed), message, hexToBytes(key))
  } catch {
    return false
  }
}

/** What a witness does: follows lines from where it last stood and gives where it stands. */
export function followBoard(lines: Iterable<string>, from?: ChainHead): Result<ChainHead | undefined> {
  let head = from
  for (const line of lines) {
    const entry = readCanonical(boardEntryCodec, line, MAX_LINE)
    if (!entry.ok) return err(`${entry.error.at}: ${entry.error.problem}`)
    const height = head === undefined ? 0 : head.height + 1
    if (entry.value.parent !== head?.hash || entry.value.height !== height) return err('does not continue the chain')
    head = { hash: sha256Hex(line), height }
  }
  return ok(head)
}

export const readSignedHead = (raw: string): Result<SignedHead, FormatError> => readCanonical(signedHeadCodec, raw)
export const writeSignedHead = (head: SignedHead): string => writeCanonical(signedHeadCodec, head)
