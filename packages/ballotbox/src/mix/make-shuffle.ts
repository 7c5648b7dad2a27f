import type { Ciphertext } from '../codec/numbers.ts'
import type { OpenElection } from '../formats/election.ts'
import type { Shuffle, ShuffleCommitments, ShuffleProof } from '../formats/shuffle.ts'
import type { EncryptedTally } from '../formats/tally.ts'
import { type Element, modulo } from '../groups/group.ts'
import { type RandomSource, randomBelow, randomPermutation } from '../random.ts'
import { type Computation, independentGenerators, powerProduct, powersOfOne, runHere } from '../work/computation.ts'
import { alphasOf, betasOf, type Mixed, shuffleChallenge, shuffleChallenges } from './transcript.ts'

/** Mixes every list of ranked ciphertexts (§4.17) in this thread. */
export const makeShuffle = (open: OpenElection, lists: EncryptedTally, random: RandomSource): Shuffle =>
  runHere(open.group, shuffling(open, lists, random))

/** Mixes every list of ranked ciphertexts and proves it (§4.17). */
export function* shuffling(open: OpenElection, lists: EncryptedTally, random: RandomSource): Computation<Shuffle> {
  const ciphertexts: (readonly Ciphertext[])[] = []
  const proofs: ShuffleProof[] = []
  for (const before of lists) {
    const secret = yield* reencrypted(open, before, random)
    ciphertexts.push(secret.mixed.after)
    proofs.push(yield* provenShuffle(secret, random))
  }
  return { ciphertexts, proofs }
}

/** A shuffle with what must never leave the trustee's machine. */
interface SecretShuffle {
  readonly mixed: Mixed
  /** ψ, counted from 0: after[i] comes from before[permutation[i]]. */
  readonly permutation: readonly number[]
  /** r′, in the order of `before`. */
  readonly rerandomisation: readonly bigint[]
}

/** Function GenShuffle of §6, table 1. */
function* reencrypted(
  open: OpenElection,
  before: readonly Ciphertext[],
  random: RandomSource,
): Computation<SecretShuffle> {
  const { group, fingerprint, election } = open
  const permutation = randomPermutation(before.length, random)
  const rerandomisation = before.map(() => randomBelow(group.q, random))
  const ofG = yield* powersOfOne(group.g, rerandomisation)
  const ofKey = yield* powersOfOne(election.public_key, rerandomisation)
  const after = permutation.map((from) => ({
    alpha: group.multiply(before[from]!.alpha, ofG[from]!),
    beta: group.multiply(before[from]!.beta, ofKey[from]!),
  }))
  const mixed: Mixed = { group, fingerprint, publicKey: election.public_key, before, after }
  return { mixed, permutation, rerandomisation }
}

/** Commitments to the permutation (c, r of table 4) and the generators they are made with. */
interface PermutationCommitment {
  readonly h: Element
  readonly hs: readonly Element[]
  readonly c: readonly Element[]
  readonly r: readonly bigint[]
}

/** Function GenPermutationCommitment of §6, table 9: c_(jᵢ) = g^r_(jᵢ) × hᵢ. */
function* permutationCommitment(
  { mixed, permutation }: SecretShuffle,
  random: RandomSource,
): Computation<PermutationCommitment> {
  const { group } = mixed
  const { h, hs } = yield* independentGenerators(permutation.length)
  const r = permutation.map(() => randomBelow(group.q, random))
  const ofG = yield* powersOfOne(group.g, r)
  const c = [...ofG]
  for (const [i, j] of permutation.entries()) c[j] = group.multiply(ofG[j]!, hs[i]!)
  return { h, hs, c, r }
}

/** The chain ĉ of table 12, with each of its links written as g^gᵢ × h^hᵢ, which its maker alone can do. */
interface Chain {
  readonly cHat: readonly Element[]
  readonly rHat: readonly bigint[]
  readonly exponents: readonly { readonly ofG: bigint; readonly ofH: bigint }[]
}

/** Function GenCommitmentChain of §6, table 12: ĉᵢ = g^r̂ᵢ × ĉᵢ₋₁^u′ᵢ. */
function* commitmentChain(
  mixed: Mixed,
  h: Element,
  uPrime: readonly bigint[],
  random: RandomSource,
): Computation<Chain> {
  const { group } = mixed
  const rHat = uPrime.map(() => randomBelow(group.q, random))
  const exponents: { ofG: bigint; ofH: bigint }[] = []
  let link = { ofG: 0n, ofH: 1n }
  for (const [i, u] of uPrime.entries()) {
    link = { ofG: modulo(rHat[i]! + u * link.ofG, group.q), ofH: modulo(u * link.ofH, group.q) }
    exponents.push(link)
  }
  const ofG = yield* powersOfOne(
    group.g,
    exponents.map((each) => each.ofG),
  )
  const ofH = yield* powersOfOne(
    h,
    exponents.map((each) => each.ofH),
  )
  return { cHat: ofG.map((each, i) => group.multiply(each, ofH[i]!)), rHat, exponents }
}

/** The numbers ω of steps 8 and 9 of table 4. */
interface Blinding {
  readonly w: readonly [bigint, bigint, bigint, bigint]
  readonly wHat: readonly bigint[]
  readonly wPrime: readonly bigint[]
}

/** Steps 10 to 14 of table 4. */
function* proofCommitments(
  { group, publicKey, after }: Mixed,
  { h, hs }: PermutationCommitment,
  { exponents }: Chain,
  { w: [w1, w2, w3, w4], wHat, wPrime }: Blinding,
): Computation<ShuffleCommitments> {
  const { multiply, powerOfG } = group
  const t3 = multiply(powerOfG(w3), yield* powerProduct(hs, wPrime))
  const t41 = multiply(group.power(publicKey, -w4), yield* powerProduct(betasOf(after), wPrime))
  const t42 = multiply(powerOfG(-w4), yield* powerProduct(alphasOf(after), wPrime))
  // t̂ᵢ = g^ω̂ᵢ × ĉᵢ₋₁^ω′ᵢ, with ĉᵢ₋₁ taken apart into its powers of g and h.
  const before = (i: number) => exponents[i - 1] ?? { ofG: 0n, ofH: 1n }
  const ofG = yield* powersOfOne(
    group.g,
    wHat.map((w, i) => modulo(w + before(i).ofG * wPrime[i]!, group.q)),
  )
  const ofH = yield* powersOfOne(
    h,
    wPrime.map((w, i) => modulo(before(i).ofH * w, group.q)),
  )
  return [powerOfG(w1), powerOfG(w2), t3, [t41, t42], ofG.map((each, i) => multiply(each, ofH[i]!))]
}

/** Function GenShuffleProof of §6, table 4. */
function* provenShuffle(secret: SecretShuffle, random: RandomSource): Computation<ShuffleProof> {
  const { mixed, permutation, rerandomisation } = secret
  const { q } = mixed.group
  const commitment = yield* permutationCommitment(secret, random)
  const { c, r } = commitment
  const u = shuffleChallenges(mixed, c)
  const uPrime = permutation.map((j) => u[j]!)
  const chain = yield* commitmentChain(mixed, commitment.h, uPrime, random)
  const draw = () => randomBelow(q, random)
  const blinding: Blinding = {
    w: [draw(), draw(), draw(), draw()],
    wHat: permutation.map(draw),
    wPrime: permutation.map(draw),
  }
  const t = yield* proofCommitments(mixed, commitment, chain, blinding)
  const challenge = shuffleChallenge(mixed, c, chain.cHat, t)
  // Steps 17 to 23.
  const { w, wHat, wPrime } = blinding
  const respond = (blind: bigint, value: bigint) => modulo(blind + challenge * value, q)
  const responses = [
    respond(w[0], sum(r)),
    respond(w[1], innerProduct(chain.rHat, tailProducts(uPrime, q))),
    respond(w[2], innerProduct(r, u)),
    respond(w[3], innerProduct(rerandomisation, u)),
    wHat.map((blind, i) => respond(blind, chain.rHat[i]!)),
    wPrime.map((blind, i) => respond(blind, uPrime[i]!)),
  ] as const
  return [t, responses, c, chain.cHat]
}

const sum = (values: readonly bigint[]): bigint => values.reduce((total, value) => total + value, 0n)
const innerProduct = (a: readonly bigint[], b: readonly bigint[]): bigint => sum(a.map((value, i) => value * b[i]!))

/** Steps 18 and 19: v_N = 1, vᵢ = u′ᵢ₊₁ × vᵢ₊₁. */
function tailProducts(uPrime: readonly bigint[], q: bigint): bigint[] {
  const v = uPrime.map(() => 1n)
  for (let i = uPrime.length - 2; i >= 0; i--) v[i] = (uPrime[i + 1]! * v[i + 1]!) % q
  return v
}
