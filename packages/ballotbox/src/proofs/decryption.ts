import type { Proof } from '../codec/numbers.ts'
import { type Element, type FixedBase, type Group, modulo } from '../groups/group.ts'
import { type RandomSource, randomBelow } from '../random.ts'
import { challengeOf } from './challenge.ts'

/** The key that a partial decryption is made with, as those who check it see it. */
export interface DecryptionStatement {
  readonly group: Group
  /** Fingerprint φ of the election. */
  readonly fingerprint: string
  readonly publicKey: Element
  readonly powerOfPublicKey: FixedBase
}

/** H_decrypt of §4.18. */
const prefix = ({ group, fingerprint, publicKey }: DecryptionStatement): string =>
  `decrypt|${fingerprint}|${group.write(publicKey)}|`

/** The decryption factor αˣ and the proof that it was made with the same x as the public key (§4.18). */
export function decryptPartly(
  statement: DecryptionStatement,
  alpha: Element,
  x: bigint,
  random: RandomSource,
): { factor: Element; proof: Proof } {
  const { group } = statement
  const w = randomBelow(group.q, random)
  const challenge = challengeOf(group, prefix(statement), [group.powerOfG(w), group.power(alpha, w)])
  return { factor: group.power(alpha, x), proof: { challenge, response: modulo(w - x * challenge, group.q) } }
}

/** A = g^response × X^challenge and B = α^response × factor^challenge must hash to the challenge. */
export function checkPartDecryption(
  statement: DecryptionStatement,
  alpha: Element,
  factor: Element,
  { challenge, response }: Proof,
): boolean {
  const { group } = statement
  const a = group.multiply(group.powerOfG(response), statement.powerOfPublicKey(challenge))
  const b = group.multiply(group.power(alpha, response), group.power(factor, challenge))
  return challengeOf(group, prefix(statement), [a, b]) === challenge
}
