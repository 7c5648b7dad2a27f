import type { Proof } from '../codec/numbers.ts'
import { type Element, type Group, modulo } from '../groups/group.ts'
import { type RandomSource, randomBelow } from '../random.ts'
import { challengeOf } from './challenge.ts'

/**
 * Proof that one knows the exponent of a member: the (Schnorr-like) form that §4.5, §4.6.1, §4.11.2 and §4.14 share.
 * They differ in the text before the commitment alone.
 */
export function proveKnowledge(group: Group, secret: bigint, prefix: string, random: RandomSource): Proof {
  const w = randomBelow(group.q, random)
  const challenge = challengeOf(group, prefix, [group.powerOfG(w)])
  return { challenge, response: modulo(w - secret * challenge, group.q) }
}

/** A = g^response × X^challenge must hash to the challenge. */
export function checkKnowledge(group: Group, publicPart: Element, prefix: string, proof: Proof): boolean {
  const { challenge, response } = proof
  const commitment = group.multiply(group.powerOfG(response), group.power(publicPart, challenge))
  return challengeOf(group, prefix, [commitment]) === challenge
}

/** H_pok of §4.5. */
export const trusteeKeyPrefix = (group: Group, publicKey: Element): string =>
  `pok|${group.name}|${group.write(publicKey)}|`

/** H_signature of §4.14. */
export const ballotSignaturePrefix = (hash: string): string => `sig|${hash}|`

/** H_raweg of §4.11.2. */
export const rawCiphertextPrefix = (
  group: Group,
  context: string,
  y: Element,
  choices: { readonly alpha: Element; readonly beta: Element },
): string => `raweg|${context}|${[y, choices.alpha, choices.beta].map((each) => group.write(each)).join(',')}|`
