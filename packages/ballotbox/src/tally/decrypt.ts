import type { Proof } from '../codec/numbers.ts'
import type { OpenElection } from '../formats/election.ts'
import type { EncryptedTally, PartialDecryption } from '../formats/tally.ts'
import { type Element, modulo } from '../groups/group.ts'
import { challengeOf } from '../proofs/challenge.ts'
import { type RandomSource, randomBelow } from '../random.ts'
import { err, ok, type Result } from '../result.ts'
import { allMembers, type Computation, powers, powersOfOne, runHere } from '../work/computation.ts'

export type DecryptionProblem =
  | 'not one factor and one proof for each ciphertext'
  | 'factor outside the group'
  | 'proof of a decryption does not hold'

/** H_decrypt of §4.18, before the commitments. */
const prefix = ({ group, fingerprint }: OpenElection, publicKey: Element): string =>
  `decrypt|${fingerprint}|${group.write(publicKey)}|`

/** Decrypts partly, with one trustee's private key, in this thread. */
export const decryptPartly = (
  open: OpenElection,
  tally: EncryptedTally,
  privateKey: bigint,
  random: RandomSource,
): PartialDecryption => runHere(open.group, decrypting(open, tally, privateKey, random))

/** The decryption factors αˣ, each with a proof that it was made with the x of the trustee's public key (§4.18). */
export function* decrypting(
  open: OpenElection,
  tally: EncryptedTally,
  x: bigint,
  random: RandomSource,
): Computation<PartialDecryption> {
  const { group } = open
  const alphas = tally.flatMap((list) => list.map(({ alpha }) => alpha))
  const start = prefix(open, group.powerOfG(x))
  const w = alphas.map(() => randomBelow(group.q, random))
  const factors = yield* powers(
    alphas,
    alphas.map(() => x),
  )
  const a = yield* powersOfOne(group.g, w)
  const b = yield* powers(alphas, w)
  const proofs = w.map((blind, i): Proof => {
    const challenge = challengeOf(group, start, [a[i]!, b[i]!])
    return { challenge, response: modulo(blind - x * challenge, group.q) }
  })
  return { decryption_factors: shapedLike(tally, factors), decryption_proofs: shapedLike(tally, proofs) }
}

function shapedLike<T>(tally: EncryptedTally, items: readonly T[]): readonly (readonly T[])[] {
  let next = 0
  return tally.map((list) => list.map(() => items[next++]!))
}

/** Checks every factor of a partial decryption under one trustee's public key, in this thread. */
export const checkPartialDecryption = (
  open: OpenElection,
  publicKey: Element,
  tally: EncryptedTally,
  decryption: PartialDecryption,
): Result<undefined, DecryptionProblem> =>
  runHere(open.group, partialDecryptionCheck(open, publicKey, tally, decryption))

/** A = g^response × X^challenge and B = α^response × factor^challenge must hash to the challenge (§4.18). */
export function* partialDecryptionCheck(
  open: OpenElection,
  publicKey: Element,
  tally: EncryptedTally,
  { decryption_factors, decryption_proofs }: PartialDecryption,
): Computation<Result<undefined, DecryptionProblem>> {
  const { group } = open
  const fits = [decryption_factors, decryption_proofs].every(
    (lists) => lists.length === tally.length && lists.every((list, i) => list.length === tally[i]!.length),
  )
  if (!fits) return err('not one factor and one proof for each ciphertext')
  const alphas = tally.flatMap((list) => list.map(({ alpha }) => alpha))
  const factors = decryption_factors.flat()
  if (!(yield* allMembers(factors))) return err('factor outside the group')
  const proofs = decryption_proofs.flat()
  const challenges = proofs.map(({ challenge }) => challenge)
  const responses = proofs.map(({ response }) => response)
  const a = yield* products(open, powersOfOne(group.g, responses), powersOfOne(publicKey, challenges))
  const b = yield* products(open, powers(alphas, responses), powers(factors, challenges))
  const start = prefix(open, publicKey)
  const holds = challenges.every((challenge, i) => challengeOf(group, start, [a[i]!, b[i]!]) === challenge)
  return holds ? ok(undefined) : err('proof of a decryption does not hold')
}

function* products(
  { group }: OpenElection,
  left: Computation<readonly Element[]>,
  right: Computation<readonly Element[]>,
): Computation<readonly Element[]> {
  const lefts = yield* left
  const rights = yield* right
  return lefts.map((each, i) => group.multiply(each, rights[i]!))
}
