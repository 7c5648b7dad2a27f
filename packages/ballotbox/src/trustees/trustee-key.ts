import { hkdf } from '@noble/hashes/hkdf.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { readCanonical, writeCanonical } from '../codec/canonical.ts'
import { type Codec, constant, type FormatError, oneOf, optional, record, text } from '../codec/codec.ts'
import type { TrusteePublicKey } from '../formats/trustees.ts'
import type { Group, GroupName } from '../groups/group.ts'
import { sha256Hex, utf8ToBytes } from '../hash.ts'
import { bytesToNumber, type RandomSource } from '../random.ts'
import { err, ok, type Result } from '../result.ts'
import { recoverDecryptionKey } from './ceremony.ts'
import { newSeed, SEED } from './channel.ts'
import { publicKeyOf } from './single-key.ts'

/**
 * What a trustee keeps: one seed, short enough to be written on paper. A single trustee's private key follows from it;
 * a threshold trustee's follows from it and from what it sent in step 5 of the ceremony, which is encrypted to itself
 * and may lie with the server.
 */
export interface TrusteeKeyFile {
  readonly version: 1
  readonly group: GroupName
  readonly kind: 'single' | 'threshold'
  readonly seed: string
  /** A threshold trustee's decryption key, encrypted to itself (§4.6.6). */
  readonly sealed?: string
}

const keyFileCodec: Codec<TrusteeKeyFile> = record({
  version: constant(1),
  group: oneOf<GroupName>('RFC-3526-2048', 'BELENIOS-2048'),
  kind: oneOf<TrusteeKeyFile['kind']>('single', 'threshold'),
  seed: text(22, SEED),
  sealed: optional(text(200_000)),
})

export const readKeyFile = (raw: string): Result<TrusteeKeyFile, FormatError> => readCanonical(keyFileCodec, raw.trim())
export const writeKeyFile = (key: TrusteeKeyFile): string => writeCanonical(keyFileCodec, key)

/** Makes a single trustee's key and what it sends to the organisers. */
export function newSingleKey(
  group: Group,
  random: RandomSource,
): { readonly file: TrusteeKeyFile; readonly publicKey: TrusteePublicKey } {
  const seed = newSeed(random)
  const file = { version: 1, group: group.name, kind: 'single', seed } as const
  return { file, publicKey: publicKeyOf(group, privateKeyOfSeed(group, seed), random) }
}

/** As many bytes as q and 16 more, so that the remainder is as good as uniform. */
function privateKeyOfSeed(group: Group, seed: string): bigint {
  const length = Math.ceil(group.q.toString(2).length / 8) + 16
  return (
    bytesToNumber(hkdf(sha256, utf8ToBytes(seed), undefined, utf8ToBytes(`single|${group.name}`), length)) % group.q
  )
}

/** The exponent that a trustee decrypts and signs with. */
export async function privateKeyOf(group: Group, file: TrusteeKeyFile): Promise<Result<bigint>> {
  if (file.group !== group.name) return err(`this key is for ${file.group}`)
  if (file.kind === 'single') return ok(privateKeyOfSeed(group, file.seed))
  if (file.sealed === undefined) return err('the key ceremony has not been finished with this key')
  const key = await recoverDecryptionKey(group, file.seed, file.sealed)
  return key.ok ? key : err(`${key.error.at}: ${key.error.problem}`)
}

/** The seed as it is written on paper: in groups, with four signs that tell whether it was copied right. */
export function paperBackup(file: TrusteeKeyFile): string {
  const letters = `${file.seed}${checkSigns(file.seed)}`
  return letters.match(/.{1,4}/g)!.join(' ')
}

/** Gives back the seed from paper. */
export function seedFromPaper(paper: string): Result<string> {
  const letters = paper.replace(/\s+/g, '')
  const seed = letters.slice(0, 22)
  if (!SEED.test(seed) || letters.length !== 26) return err('a backup has 26 letters and digits')
  return letters.slice(22) === checkSigns(seed) ? ok(seed) : err('the last four signs do not fit: look for a slip')
}

const checkSigns = (seed: string): string => sha256Hex(`paper|${seed}`).slice(0, 4)
