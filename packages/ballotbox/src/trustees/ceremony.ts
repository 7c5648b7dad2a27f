import { writeCanonical } from '../codec/canonical.ts'
import { type Codec, type FormatError, list, record, refuse, text } from '../codec/codec.ts'
import { type Proof, proof, scalar } from '../codec/numbers.ts'
import {
  type CertificateContext,
  type CertificateKeys,
  certificateKeysCodec,
  coefficientExponentsCodec,
  MAX_TRUSTEES,
  type SignedMessage,
  signedMessageCodec,
  type ThresholdParameters,
  type TrusteePublicKey,
  trusteePublicKeyCodec,
} from '../formats/trustees.ts'
import { type Element, type Group, modulo } from '../groups/group.ts'
import { checkSignedText, signMessage, signText } from '../proofs/signed-message.ts'
import { type RandomSource, randomBelow } from '../random.ts'
import { ok, type Result } from '../result.ts'
import { keysOfSeed, newSeed, receive, send, type TrusteeKeys } from './channel.ts'
import {
  certificatesSignedText,
  commitmentAt,
  openCertificate,
  openCoefficients,
  problemOfKey,
  verificationKeyOf,
} from './check-trustees.ts'
import { publicKeyOf } from './single-key.ts'

/**
 * The key ceremony of §4.6 in the form of version 2.5.1: any `threshold` of `size` trustees can decrypt, fewer cannot,
 * and nobody ever holds the whole key. Trustees talk through the server, which sees only what is signed and encrypted.
 */

type Checked<T> = Result<T, FormatError>

/** What a trustee sends in step 3: shares for all, encrypted, and commitments to its polynomial. */
export interface DealtShares {
  readonly polynomial: string
  readonly secrets: readonly string[]
  readonly coefexps: SignedMessage
  readonly signature: Proof
}

/** What a trustee is given in step 5. */
export interface ReceivedShares {
  readonly polynomial: string
  readonly secrets: readonly string[]
  readonly coefexps: readonly SignedMessage[]
  readonly signatures: readonly Proof[]
}

/** What a trustee sends in step 5: its verification key, and its decryption key encrypted to itself. */
export interface AcceptedShares {
  readonly private_key: string
  readonly public_key: TrusteePublicKey
}

const sealed = text(200_000)

export const dealtSharesCodec = (group: Group): Codec<DealtShares> =>
  record({
    polynomial: sealed,
    secrets: list(sealed, MAX_TRUSTEES, 1),
    coefexps: signedMessageCodec(group),
    signature: proof(group),
  })

export const receivedSharesCodec = (group: Group): Codec<ReceivedShares> =>
  record({
    polynomial: sealed,
    secrets: list(sealed, MAX_TRUSTEES, 1),
    coefexps: list(signedMessageCodec(group), MAX_TRUSTEES, 1),
    signatures: list(proof(group), MAX_TRUSTEES, 1),
  })

export const acceptedSharesCodec = (group: Group): Codec<AcceptedShares> =>
  record({ private_key: sealed, public_key: trusteePublicKeyCodec(group) })

const polynomialCodec = (group: Group) => record({ polynomial: list(scalar(group), MAX_TRUSTEES, 1) })
const secretCodec = (group: Group) => record({ secret: scalar(group) })
const decryptionKeyCodec = (group: Group) => record({ decryption_key: scalar(group) })

/** Step 1 (§4.6.2): a fresh seed, to be kept secret, and a certificate for one seat of one ceremony. */
export function takeSeat(
  group: Group,
  seat: Omit<CertificateContext, 'group'>,
  random: RandomSource,
): { readonly seed: string; readonly certificate: SignedMessage } {
  const seed = newSeed(random)
  const { signing, verification, encryption } = keysOfSeed(group, seed)
  const context = { group: group.name, size: seat.size, threshold: seat.threshold, index: seat.index }
  const message = writeCanonical(certificateKeysCodec(group), { verification, encryption, context })
  return { seed, certificate: signMessage(group, signing, message, random) }
}

/** The certificates of a whole ceremony, checked. */
export interface Seats {
  readonly certs: readonly SignedMessage[]
  readonly keys: readonly CertificateKeys[]
  readonly threshold: number
}

/** Step 2: all certificates belong to one ceremony, each to its seat. */
export function checkSeats(group: Group, certs: readonly SignedMessage[]): Checked<Seats> {
  const keys: CertificateKeys[] = []
  for (const [z, cert] of certs.entries()) {
    const at = `certificate ${z + 1}`
    const opened = openCertificate(group, cert, at)
    if (!opened.ok) return opened
    const { context } = opened.value
    const threshold = keys[0]?.context?.threshold ?? context?.threshold
    const fits =
      context !== undefined &&
      context.group === group.name &&
      context.size === certs.length &&
      context.index === z + 1 &&
      context.threshold === threshold &&
      context.threshold <= certs.length
    if (!fits) return refuse(at, 'was made for another ceremony or seat')
    keys.push(opened.value)
  }
  const threshold = keys[0]?.context?.threshold
  return threshold === undefined ? refuse('certificates', 'there are none') : ok({ certs, keys, threshold })
}

/** Which seat a seed took, counted from 1. */
function seatOf(seats: Seats, own: TrusteeKeys): Checked<number> {
  const index = seats.keys.findIndex(
    (each) => each.verification === own.verification && each.encryption === own.encryption,
  )
  return index < 0 ? refuse('certificates', 'your own is not among them') : ok(index + 1)
}

/** Step 3 (§4.6.4): a random polynomial, its values sent to the others, and commitments to it. */
export async function dealShares(
  group: Group,
  seed: string,
  certs: readonly SignedMessage[],
  random: RandomSource,
): Promise<Checked<DealtShares>> {
  const seats = checkSeats(group, certs)
  if (!seats.ok) return seats
  const own = keysOfSeed(group, seed)
  const seat = seatOf(seats.value, own)
  if (!seat.ok) return seat
  const polynomial = Array.from({ length: seats.value.threshold }, () => randomBelow(group.q, random))
  const exponents = polynomial.map((coefficient) => group.powerOfG(coefficient))
  const secrets: string[] = []
  for (const [j, { encryption }] of seats.value.keys.entries()) {
    const secret = valueAt(group, polynomial, j + 1)
    secrets.push(await send(group, own, encryption, secretCodec(group), { secret }, random))
  }
  const commitments = writeCanonical(coefficientExponentsCodec(group), { coefexps: exponents })
  return ok({
    polynomial: await send(group, own, own.encryption, polynomialCodec(group), { polynomial }, random),
    secrets,
    coefexps: signMessage(group, own.signing, commitments, random),
    signature: signText(group, own.signing, certificatesSignedText(group, certs, exponents), random),
  })
}

/** f(j) = a₀ + a₁·j + … modulo q. */
const valueAt = (group: Group, polynomial: readonly bigint[], j: number): bigint =>
  polynomial.reduceRight((value, coefficient) => modulo(value * BigInt(j) + coefficient, group.q), 0n)

/** Commitments to all polynomials, checked with both signatures over each. */
function openAllCoefficients(
  group: Group,
  { certs, keys, threshold }: Seats,
  signed: readonly { readonly coefexps: SignedMessage; readonly signature: Proof }[],
): Checked<readonly (readonly Element[])[]> {
  if (signed.length !== keys.length) return refuse('shares', 'not one of each trustee')
  const all: (readonly Element[])[] = []
  for (const [i, { coefexps, signature }] of signed.entries()) {
    const at = `shares of trustee ${i + 1}`
    const { verification } = keys[i]!
    const opened = openCoefficients(group, verification, coefexps, threshold, at)
    if (!opened.ok) return opened
    const text = certificatesSignedText(group, certs, opened.value)
    if (!checkSignedText(group, verification, text, signature)) {
      return refuse(at, 'signature over the certificates does not hold')
    }
    all.push(opened.value)
  }
  return ok(all)
}

/** Step 4 (§4.6.5), done by the server: checks what was dealt and routes it to each trustee. */
export function routeShares(
  group: Group,
  certs: readonly SignedMessage[],
  dealt: readonly DealtShares[],
): Checked<readonly ReceivedShares[]> {
  const seats = checkSeats(group, certs)
  if (!seats.ok) return seats
  const coefficients = openAllCoefficients(group, seats.value, dealt)
  if (!coefficients.ok) return coefficients
  const uneven = dealt.findIndex(({ secrets }) => secrets.length !== certs.length)
  if (uneven >= 0) return refuse(`shares of trustee ${uneven + 1}`, 'not one for each trustee')
  return ok(
    dealt.map(({ polynomial }, j) => ({
      polynomial,
      secrets: dealt.map(({ secrets }) => secrets[j]!),
      coefexps: dealt.map(({ coefexps }) => coefexps),
      signatures: dealt.map(({ signature }) => signature),
    })),
  )
}

/** Step 5 (§4.6.5–4.6.6): checks every share against the commitments and adds them up into a decryption key. */
export async function acceptShares(
  group: Group,
  seed: string,
  certs: readonly SignedMessage[],
  received: ReceivedShares,
  random: RandomSource,
): Promise<Checked<AcceptedShares>> {
  const seats = checkSeats(group, certs)
  if (!seats.ok) return seats
  const own = keysOfSeed(group, seed)
  const seat = seatOf(seats.value, own)
  if (!seat.ok) return seat
  const { coefexps, signatures, secrets } = received
  if (signatures.length !== coefexps.length) return refuse('shares', 'lists of different lengths')
  const signed = coefexps.map((each, i) => ({ coefexps: each, signature: signatures[i]! }))
  const coefficients = openAllCoefficients(group, seats.value, signed)
  if (!coefficients.ok) return coefficients
  const polynomial = await receive(group, own, own.verification, polynomialCodec(group), received.polynomial)
  if (!polynomial.ok) return polynomial
  const kept = polynomial.value.polynomial.map((coefficient) => group.powerOfG(coefficient))
  if (kept.join() !== coefficients.value[seat.value - 1]!.join()) return refuse('polynomial', 'is not the one dealt')
  if (secrets.length !== certs.length) return refuse('shares', 'not one of each trustee')
  let decryption_key = 0n
  for (const [i, each] of secrets.entries()) {
    const at = `share of trustee ${i + 1}`
    const opened = await receive(group, own, seats.value.keys[i]!.verification, secretCodec(group), each)
    if (!opened.ok) return refuse(at, opened.error.problem)
    const { secret } = opened.value
    if (group.powerOfG(secret) !== commitmentAt(group, coefficients.value[i]!, seat.value)) {
      return refuse(at, 'does not fit its commitments')
    }
    decryption_key = modulo(decryption_key + secret, group.q)
  }
  const key = publicKeyOf(group, decryption_key, random)
  const signature = signText(group, own.signing, group.write(key.public_key), random)
  return ok({
    private_key: await send(group, own, own.encryption, decryptionKeyCodec(group), { decryption_key }, random),
    public_key: { pok: key.pok, public_key: key.public_key, signature },
  })
}

/** Step 6 (§4.6.6–4.6.7), done by the server: checks everything and puts the published parameters together. */
export function thresholdParameters(
  group: Group,
  certs: readonly SignedMessage[],
  dealt: readonly DealtShares[],
  accepted: readonly AcceptedShares[],
): Checked<ThresholdParameters> {
  const seats = checkSeats(group, certs)
  if (!seats.ok) return seats
  const coefficients = openAllCoefficients(group, seats.value, dealt)
  if (!coefficients.ok) return coefficients
  if (accepted.length !== certs.length) return refuse('verification keys', 'not one of each trustee')
  for (const [j, { public_key: key }] of accepted.entries()) {
    const at = `verification key of trustee ${j + 1}`
    const expected = verificationKeyOf(group, coefficients.value, j + 1)
    const problem = problemOfKey(group, key, at)
    if (problem !== undefined) return problem
    if (key.public_key !== expected) return refuse(at, 'is not what the commitments make it')
    const { verification } = seats.value.keys[j]!
    if (key.signature === undefined || !checkSignedText(group, verification, group.write(expected), key.signature)) {
      return refuse(at, 'signature does not hold')
    }
  }
  return ok({
    threshold: seats.value.threshold,
    certs,
    coefexps: dealt.map(({ coefexps }) => coefexps),
    signatures: dealt.map(({ signature }) => signature),
    verification_keys: accepted.map(({ public_key }) => public_key),
  })
}

/** Opens a trustee's decryption key, which it encrypted to itself in step 5, with its seed alone. */
export async function recoverDecryptionKey(group: Group, seed: string, privateKey: string): Promise<Checked<bigint>> {
  const own = keysOfSeed(group, seed)
  const opened = await receive(group, own, own.verification, decryptionKeyCodec(group), privateKey)
  return opened.ok ? ok(opened.value.decryption_key) : opened
}
