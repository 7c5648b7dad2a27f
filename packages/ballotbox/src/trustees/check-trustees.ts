import { readCanonical, writeCanonical } from '../codec/canonical.ts'
import { type FormatError, refuse } from '../codec/codec.ts'
import {
  type CertificateKeys,
  certificateKeysCodec,
  certificatesSignedCodec,
  coefficientExponentsCodec,
  type SignedMessage,
  type ThresholdParameters,
  type TrusteePublicKey,
  type Trustees,
} from '../formats/trustees.ts'
import type { Element, Group } from '../groups/group.ts'
import { checkKnowledge, trusteeKeyPrefix } from '../proofs/knowledge.ts'
import { checkSignedText, openSigned } from '../proofs/signed-message.ts'
import { ok, type Result } from '../result.ts'

/** What the trustees' keys come to once every proof among them has been checked. */
export interface CheckedTrustees {
  /** The product of the sub-keys (§3.1.1): it must be the election's public key. */
  readonly key: Element
  /** Each trustee's own public key; trustees are counted from 1 in this order by `owner` fields. */
  readonly publicKeys: readonly Element[]
  readonly items: readonly TrusteeItem[]
}

/** How the shares of one item of the trustees' list combine (§4.19). `first` is the index of its first trustee. */
export type TrusteeItem =
  | { readonly kind: 'single'; readonly first: number }
  | { readonly kind: 'threshold'; readonly first: number; readonly size: number; readonly threshold: number }

/** Checks all keys and proofs of §4.5–4.7. */
export function checkTrustees(group: Group, trustees: Trustees): Result<CheckedTrustees, FormatError> {
  const publicKeys: Element[] = []
  const items: TrusteeItem[] = []
  let key = group.one
  for (const [i, [kind, content]] of trustees.entries()) {
    const at = `trustees[${i}]`
    const first = publicKeys.length
    if (kind === 'Single') {
      const problem = problemOfKey(group, content, at)
      if (problem !== undefined) return problem
      publicKeys.push(content.public_key)
      items.push({ kind: 'single', first })
      key = group.multiply(key, content.public_key)
    } else {
      const checked = checkThreshold(group, content, at)
      if (!checked.ok) return checked
      publicKeys.push(...content.verification_keys.map((each) => each.public_key))
      items.push({ kind: 'threshold', first, size: content.certs.length, threshold: content.threshold })
      key = group.multiply(key, checked.value)
    }
  }
  return ok({ key, publicKeys, items })
}

type Refusal = { readonly ok: false; readonly error: FormatError } | undefined

/** §4.5. */
export function problemOfKey(group: Group, key: TrusteePublicKey, at: string): Refusal {
  if (!group.isMember(key.public_key)) return refuse(at, 'public key outside the group')
  return checkKnowledge(group, key.public_key, trusteeKeyPrefix(group, key.public_key), key.pok)
    ? undefined
    : refuse(at, 'proof of knowledge of the private key does not hold')
}

/** §4.6.2: the keys in a certificate that its own key signed. */
export function openCertificate(group: Group, cert: SignedMessage, at: string): Result<CertificateKeys, FormatError> {
  const keys = readCanonical(certificateKeysCodec(group), cert.message)
  if (!keys.ok) return refuse(at, keys.error.problem)
  if (!group.isMember(keys.value.verification) || !group.isMember(keys.value.encryption)) {
    return refuse(at, 'certificate holds a key outside the group')
  }
  return checkSignedText(group, keys.value.verification, cert.message, cert.signature)
    ? keys
    : refuse(at, 'signature of the certificate does not hold')
}

/** §4.6.4: a trustee's commitments to its polynomial, all in the group and as many as the threshold. */
export function openCoefficients(
  group: Group,
  verification: Element,
  signed: SignedMessage,
  threshold: number,
  at: string,
): Result<readonly Element[], FormatError> {
  const opened = openSigned(group, verification, signed, coefficientExponentsCodec(group), at)
  if (!opened.ok) return opened
  const { coefexps } = opened.value
  if (coefexps.length !== threshold) return refuse(at, 'not as many coefficients as the threshold')
  return coefexps.every((each) => group.isMember(each)) ? ok(coefexps) : refuse(at, 'coefficient outside the group')
}

/** §4.6.6: ∏ᵢ ∏ₖ Aᵢₖ^(jᵏ), the public key of trustee j (counted from 1). */
export function verificationKeyOf(group: Group, coefficients: readonly (readonly Element[])[], j: number): Element {
  return coefficients.reduce((key, each) => group.multiply(key, commitmentAt(group, each, j)), group.one)
}

/** ∏ₖ Aₖ^(jᵏ): what g raised to the polynomial's value at j must be (§4.6.5). */
export function commitmentAt(group: Group, coefficients: readonly Element[], j: number): Element {
  let power = 1n
  let product = group.one
  for (const coefficient of coefficients) {
    product = group.multiply(product, group.power(coefficient, power))
    power = (power * BigInt(j)) % group.q
  }
  return product
}

/** The text that each trustee signs over all certificates and its own commitments (2.5.1). */
export const certificatesSignedText = (
  group: Group,
  certs: readonly SignedMessage[],
  coefexps: readonly Element[],
): string => `certs_sig|${writeCanonical(certificatesSignedCodec(group), { certs, coefexps })}`

/** §4.6.7, and what 2.5.1 added where the parameters hold it. Gives the sub-key ∏ A_z0 (§4.6.4). */
function checkThreshold(group: Group, parameters: ThresholdParameters, at: string): Result<Element, FormatError> {
  const { certs, coefexps, verification_keys, threshold, signatures } = parameters
  const size = certs.length
  if (coefexps.length !== size || verification_keys.length !== size) return refuse(at, 'lists of different lengths')
  if (signatures !== undefined && signatures.length !== size) return refuse(at, 'lists of different lengths')
  if (threshold > size) return refuse(at, 'threshold above the number of trustees')
  const keys: CertificateKeys[] = []
  const coefficients: (readonly Element[])[] = []
  for (let z = 0; z < size; z++) {
    const cert = openCertificate(group, certs[z]!, `${at}.certs[${z}]`)
    if (!cert.ok) return cert
    const own = openCoefficients(group, cert.value.verification, coefexps[z]!, threshold, `${at}.coefexps[${z}]`)
    if (!own.ok) return own
    keys.push(cert.value)
    coefficients.push(own.value)
  }
  for (let z = 0; z < size; z++) {
    const expected = verificationKeyOf(group, coefficients, z + 1)
    const problem =
      problemOfVerificationKey(group, keys[z]!, verification_keys[z]!, expected, `${at}.verification_keys[${z}]`) ??
      problemOfContext(group, parameters, keys, coefficients, z, at)
    if (problem !== undefined) return problem
  }
  return ok(coefficients.reduce((key, each) => group.multiply(key, each[0]!), group.one))
}

function problemOfVerificationKey(
  group: Group,
  keys: CertificateKeys,
  key: TrusteePublicKey,
  expected: Element,
  at: string,
): Refusal {
  const problem = problemOfKey(group, key, at)
  if (problem !== undefined) return problem
  if (key.public_key !== expected) return refuse(at, 'verification key is not what the commitments make it')
  if (key.signature === undefined) return undefined
  return checkSignedText(group, keys.verification, group.write(expected), key.signature)
    ? undefined
    : refuse(at, 'signature of the verification key does not hold')
}

/** Certificates with a context belong to this ceremony, and all trustees signed the same ones (2.5.1). */
function problemOfContext(
  group: Group,
  { certs, threshold, signatures }: ThresholdParameters,
  keys: readonly CertificateKeys[],
  coefficients: readonly (readonly Element[])[],
  z: number,
  at: string,
): Refusal {
  const { context, verification } = keys[z]!
  if ((context === undefined) !== (signatures === undefined)) {
    return refuse(at, 'certificates with a context and signatures over them go together')
  }
  if (context === undefined) return undefined
  const fits =
    context.group === group.name &&
    context.size === certs.length &&
    context.threshold === threshold &&
    context.index === z + 1
  if (!fits) return refuse(`${at}.certs[${z}]`, 'certificate was made for another ceremony or seat')
  return checkSignedText(group, verification, certificatesSignedText(group, certs, coefficients[z]!), signatures![z]!)
    ? undefined
    : refuse(`${at}.signatures[${z}]`, 'signature over the certificates does not hold')
}
