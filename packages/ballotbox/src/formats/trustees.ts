import { readCanonical, writeCanonical } from '../codec/canonical.ts'
import {
  type Codec,
  constant,
  either,
  type FormatError,
  list,
  optional,
  record,
  smallInteger,
  text,
  tuple,
} from '../codec/codec.ts'
import { element, type Proof, proof } from '../codec/numbers.ts'
import type { Element, Group } from '../groups/group.ts'
import type { Result } from '../result.ts'

/** §4.5, with the signature under a threshold trustee's key that version 2.5.1 added. */
export interface TrusteePublicKey {
  readonly pok: Proof
  readonly public_key: Element
  readonly signature?: Proof
  readonly name?: string
}

/** §4.6.1. The message is itself JSON text. */
export interface SignedMessage {
  readonly message: string
  readonly signature: Proof
}

/** §4.6.7, with the signatures over all certificates that version 2.5.1 added. */
export interface ThresholdParameters {
  readonly threshold: number
  readonly certs: readonly SignedMessage[]
  readonly coefexps: readonly SignedMessage[]
  readonly signatures?: readonly Proof[]
  readonly verification_keys: readonly TrusteePublicKey[]
}

/** §4.7. */
export type TrusteeKind = readonly ['Single', TrusteePublicKey] | readonly ['Pedersen', ThresholdParameters]

export type Trustees = readonly TrusteeKind[]

export const MAX_TRUSTEES = 100

export const trusteePublicKeyCodec = (group: Group): Codec<TrusteePublicKey> =>
  record({
    pok: proof(group),
    public_key: element(group),
    signature: optional(proof(group)),
    name: optional(text(200)),
  })

export const signedMessageCodec = (group: Group): Codec<SignedMessage> =>
  record({ message: text(200_000), signature: proof(group) })

/** The specification does not say where 2.5.1's signatures stand, so both places are read; here they stand first. */
type SignaturesStand = 'before the keys' | 'after the keys'

function thresholdCodec(group: Group, stand: SignaturesStand): Codec<ThresholdParameters> {
  const signatures = optional(list(proof(group), MAX_TRUSTEES, 1))
  const verification_keys = list(trusteePublicKeyCodec(group), MAX_TRUSTEES, 1)
  const first = {
    threshold: smallInteger(1, MAX_TRUSTEES),
    certs: list(signedMessageCodec(group), MAX_TRUSTEES, 1),
    coefexps: list(signedMessageCodec(group), MAX_TRUSTEES, 1),
  }
  return stand === 'before the keys'
    ? record({ ...first, signatures, verification_keys })
    : record({ ...first, verification_keys, signatures })
}

const kindCodec = (group: Group, stand: SignaturesStand): Codec<TrusteeKind> =>
  either(
    tuple(constant('Single'), trusteePublicKeyCodec(group)),
    tuple(constant('Pedersen'), thresholdCodec(group, stand)),
    (json) => Array.isArray(json) && json[0] === 'Single',
    (value): value is readonly ['Single', TrusteePublicKey] => value[0] === 'Single',
  )

const trusteesCodec = (group: Group, stand: SignaturesStand): Codec<Trustees> =>
  list(kindCodec(group, stand), MAX_TRUSTEES, 1)

export function readTrustees(group: Group, raw: string): Result<Trustees, FormatError> {
  const read = readCanonical(trusteesCodec(group, 'before the keys'), raw)
  if (read.ok) return read
  const other = readCanonical(trusteesCodec(group, 'after the keys'), raw)
  return other.ok ? other : read
}

export const writeTrustees = (group: Group, trustees: Trustees): string =>
  writeCanonical(trusteesCodec(group, 'before the keys'), trustees)

/** Public content of a threshold trustee's certificate (§4.6.2), with the context that version 2.5.1 added. */
export interface CertificateKeys {
  readonly verification: Element
  readonly encryption: Element
  readonly context?: CertificateContext
}

/** For which ceremony, and which of its seats, a certificate was made: it cannot be replayed in another. */
export interface CertificateContext {
  readonly group: string
  readonly size: number
  readonly threshold: number
  readonly index: number
}

const contextCodec: Codec<CertificateContext> = record({
  group: text(40),
  size: smallInteger(1, MAX_TRUSTEES),
  threshold: smallInteger(1, MAX_TRUSTEES),
  index: smallInteger(1, MAX_TRUSTEES),
})

export const certificateKeysCodec = (group: Group): Codec<CertificateKeys> =>
  record({ verification: element(group), encryption: element(group), context: optional(contextCodec) })

/** §4.6.4, raw_coefexps: A_z0 … A_zt. */
export interface CoefficientExponents {
  readonly coefexps: readonly Element[]
}

export const coefficientExponentsCodec = (group: Group): Codec<CoefficientExponents> =>
  record({ coefexps: list(element(group), MAX_TRUSTEES, 1) })

/** What each trustee signs, so that all are known to have seen the same certificates (2.5.1). */
export const certificatesSignedCodec = (
  group: Group,
): Codec<{ readonly certs: readonly SignedMessage[]; readonly coefexps: readonly Element[] }> =>
  record({
    certs: list(signedMessageCodec(group), MAX_TRUSTEES, 1),
    coefexps: list(element(group), MAX_TRUSTEES, 1),
  })
