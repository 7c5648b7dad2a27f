import type { Ciphertext, Proof } from '../codec/numbers.ts'
import { type Element, type FixedBase, type Group, modulo } from '../groups/group.ts'
import { type RandomSource, randomBelow } from '../random.ts'
import { challengeOf } from './challenge.ts'

/**
 * Disjunctive proofs: of several ciphertexts, at least one encrypts g⁰. Intervals (§4.12) and possibly-blank votes
 * (§4.13) are both of this form, with the ciphertexts divided by what they are claimed to hold.
 */
export interface Disjunction {
  readonly group: Group
  readonly powerOfKey: FixedBase
  /** What is hashed before the commitments. */
  readonly prefix: string
  readonly statements: readonly Ciphertext[]
}

/** `truth` is the index of a statement that holds, and `r` the randomness of its ciphertext. */
export function proveOneOf(disjunction: Disjunction, truth: number, r: bigint, random: RandomSource): readonly Proof[] {
  const { group, statements } = disjunction
  const proofs: Proof[] = statements.map(() => ({
    challenge: randomBelow(group.q, random),
    response: randomBelow(group.q, random),
  }))
  const w = randomBelow(group.q, random)
  const commitments = statements.map((statement, j) =>
    j === truth ? [group.powerOfG(w), disjunction.powerOfKey(w)] : commitment(disjunction, statement, proofs[j]!),
  )
  const others = proofs.reduce((sum, proof, j) => (j === truth ? sum : sum + proof.challenge), 0n)
  const challenge = modulo(challengeOf(group, disjunction.prefix, commitments.flat()) - others, group.q)
  proofs[truth] = { challenge, response: modulo(w - r * challenge, group.q) }
  return proofs
}

export function checkOneOf(disjunction: Disjunction, proofs: readonly Proof[]): boolean {
  const { group, statements, prefix } = disjunction
  if (proofs.length !== statements.length) return false
  const commitments = statements.flatMap((statement, j) => commitment(disjunction, statement, proofs[j]!))
  const sum = proofs.reduce((total, proof) => total + proof.challenge, 0n)
  return challengeOf(group, prefix, commitments) === sum % group.q
}

/** A = g^response × α^challenge and B = y^response × β^challenge. */
function commitment(disjunction: Disjunction, statement: Ciphertext, proof: Proof): [Element, Element] {
  const { group, powerOfKey } = disjunction
  return [
    group.multiply(group.powerOfG(proof.response), group.power(statement.alpha, proof.challenge)),
    group.multiply(powerOfKey(proof.response), group.power(statement.beta, proof.challenge)),
  ]
}

/** The same ciphertext with its content divided by g^value. */
export const less = (group: Group, { alpha, beta }: Ciphertext, value: number): Ciphertext => ({
  alpha,
  beta: value === 0 ? beta : group.multiply(beta, group.invert(group.power(group.g, BigInt(value)))),
})

/** H_iprove of §4.12. */
export const intervalPrefix = (group: Group, context: string, { alpha, beta }: Ciphertext): string =>
  `prove|${context}|${group.write(alpha)},${group.write(beta)}|`

/** The statements "it holds M₀", … "it holds M_k" (§4.12). */
export function interval(group: Group, ciphertext: Ciphertext, least: number, most: number): readonly Ciphertext[] {
  const statements: Ciphertext[] = []
  for (let value = least; value <= most; value++) statements.push(less(group, ciphertext, value))
  return statements
}
