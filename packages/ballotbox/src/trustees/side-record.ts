import { readCanonical, writeCanonical } from '../codec/canonical.ts'
import { type Codec, constant, type FormatError, list, oneOf, record, smallInteger, text } from '../codec/codec.ts'
import { type Proof, proof } from '../codec/numbers.ts'
import type { OpenElection } from '../formats/election.ts'
import type { Element, Group } from '../groups/group.ts'
import { checkSignedText, signText } from '../proofs/signed-message.ts'
import type { RandomSource } from '../random.ts'
import { err, ok, type Result } from '../result.ts'

/**
 * The archive lets a server write any trustee's number on a shuffle. So each trustee signs what it made, with the key
 * that the archive lists for it, in a record published beside the archive.
 */
export interface SideRecord {
  readonly version: 1
  /** Fingerprint φ of the election. */
  readonly election: string
  readonly works: readonly SignedWork[]
}

export interface TrusteeWork {
  readonly type: 'Shuffle' | 'PartialDecryption'
  /** The trustee's number, counted from 1. */
  readonly owner: number
  /** SHA-256 of what it made, in hexadecimal: the `payload` of its record in the archive. */
  readonly payload: string
}

export interface SignedWork extends TrusteeWork {
  readonly signature: Proof
}

const workFields = {
  type: oneOf<TrusteeWork['type']>('Shuffle', 'PartialDecryption'),
  owner: smallInteger(1, 10_000),
  payload: text(64, /^[0-9a-f]{64}$/),
}

const fingerprintText = text(43, /^[A-Za-z0-9+/]{43}$/)
const signedTextCodec = record({ election: fingerprintText, ...workFields })

export const signedWorkCodec = (group: Group): Codec<SignedWork> => record({ ...workFields, signature: proof(group) })

const sideRecordCodec = (group: Group): Codec<SideRecord> =>
  record({ version: constant(1), election: fingerprintText, works: list(signedWorkCodec(group), 10_000) })

const signedText = (open: OpenElection, { type, owner, payload }: TrusteeWork): string =>
  writeCanonical(signedTextCodec, { election: open.fingerprint, type, owner, payload })

/** Signs a trustee's work with its private key (of §4.5, or its decryption key of §4.6.6). */
export const signWork = (
  open: OpenElection,
  privateKey: bigint,
  work: TrusteeWork,
  random: RandomSource,
): SignedWork => ({ ...work, signature: signText(open.group, privateKey, signedText(open, work), random) })

/** Checks a work's signature under the public key of the trustee whose number it bears. */
export function checkSignedWork(
  open: OpenElection,
  publicKeys: readonly Element[],
  work: SignedWork,
): Result<undefined, 'no such trustee' | 'signature does not hold'> {
  const key = publicKeys[work.owner - 1]
  if (key === undefined) return err('no such trustee')
  return checkSignedText(open.group, key, signedText(open, work), work.signature)
    ? ok(undefined)
    : err('signature does not hold')
}

export const readSideRecord = (group: Group, raw: string): Result<SideRecord, FormatError> =>
  readCanonical(sideRecordCodec(group), raw)

export const writeSideRecord = (group: Group, sideRecord: SideRecord): string =>
  writeCanonical(sideRecordCodec(group), sideRecord)
