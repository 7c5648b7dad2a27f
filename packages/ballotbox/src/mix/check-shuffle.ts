import type { ShuffleProof } from '../formats/shuffle.ts'
import { type Element, modulo } from '../groups/group.ts'
import { sha256Hex, sha256Number, sha256Parts } from '../hash.ts'
import { err, ok, type Result } from '../result.ts'
import { allMembers, type Computation, independentGenerators, powerProduct, runHere } from '../work/computation.ts'
import { alphasOf, betasOf, type Mixed, shuffleChallenge, shuffleChallenges } from './transcript.ts'

export type ShuffleProblem =
  | 'numbers of ciphertexts differ'
  | 'parts of the proof have the wrong length'
  | 'ciphertext outside the group'
  | 'part of the proof outside the group'
  | 'proof of the shuffle does not hold'

/** Checks the proof of one list's shuffle in this thread. */
export const checkShuffleProof = (mixed: Mixed, proof: ShuffleProof): Result<undefined, ShuffleProblem> =>
  runHere(mixed.group, shuffleProofCheck(mixed, proof))

/** Function CheckShuffleProof of §6, table 5, with the membership of the mixed ciphertexts, which 2.0 leaves out. */
export function* shuffleProofCheck(mixed: Mixed, proof: ShuffleProof): Computation<Result<undefined, ShuffleProblem>> {
  const { before, after } = mixed
  if (before.length !== after.length) return err('numbers of ciphertexts differ')
  const [[t1, t2, t3, [t41, t42], tHat], [, , , , sHat, sPrime], c, cHat] = proof
  const lengths = [tHat, sHat, sPrime, c, cHat].map((list) => list.length)
  if (lengths.some((length) => length !== before.length)) return err('parts of the proof have the wrong length')
  if (!(yield* allMembers([...alphasOf(after), ...betasOf(after)]))) return err('ciphertext outside the group')
  if (!(yield* allMembers([t1, t2, t3, t41, t42, ...tHat, ...c, ...cHat]))) {
    return err('part of the proof outside the group')
  }
  return (yield* equationsHold(mixed, proof)) ? ok(undefined) : err('proof of the shuffle does not hold')
}

function* equationsHold(mixed: Mixed, proof: ShuffleProof): Computation<boolean> {
  const { group, before, after, publicKey } = mixed
  const [[t1, t2, t3, [t41, t42]], [s1, s2, s3, s4, , sPrime], c, cHat] = proof
  const { multiply, invert, power, powerOfG } = group
  const { h, hs } = yield* independentGenerators(before.length)
  const us = shuffleChallenges(mixed, c)
  const challenge = shuffleChallenge(mixed, c, cHat, proof[0])
  const product = (members: readonly Element[]) => members.reduce(multiply, group.one)
  // Steps 11 to 16 of table 5.
  const cBar = multiply(product(c), invert(product(hs)))
  const u = us.reduce((all, each) => (all * each) % group.q, 1n)
  const cHatEnd = multiply(cHat.at(-1) ?? h, invert(power(h, u)))
  const cTilde = yield* powerProduct(c, us)
  const alphaPrime = yield* powerProduct(alphasOf(before), us)
  const betaPrime = yield* powerProduct(betasOf(before), us)
  // Steps 17 to 20, whose products over all ciphertexts are the dear part.
  const ofGenerators = yield* powerProduct(hs, sPrime)
  const ofBetas = yield* powerProduct(betasOf(after), sPrime)
  const ofAlphas = yield* powerProduct(alphasOf(after), sPrime)
  return (
    t1 === multiply(power(cBar, -challenge), powerOfG(s1)) &&
    t2 === multiply(power(cHatEnd, -challenge), powerOfG(s2)) &&
    t3 === product([power(cTilde, -challenge), powerOfG(s3), ofGenerators]) &&
    t41 === product([power(betaPrime, -challenge), power(publicKey, -s4), ofBetas]) &&
    t42 === product([power(alphaPrime, -challenge), powerOfG(-s4), ofAlphas]) &&
    (yield* chainHolds(mixed, h, challenge, proof))
  )
}

/**
 * Step 21 of table 5: t̂ᵢ = ĉᵢ^(−c) × g^ŝᵢ × ĉᵢ₋₁^s′ᵢ for every i, checked together: each equation is raised to its
 * own 128-bit number, which whoever made the proof could not choose since it is a hash of the whole proof, and the
 * product must be one. In a group of prime order (membership has been checked) a false equation passes with a chance
 * of 2⁻¹²⁸.
 */
function* chainHolds({ group }: Mixed, h: Element, challenge: bigint, proof: ShuffleProof): Computation<boolean> {
  const [[, , , , tHat], [, , , , sHat, sPrime], , cHat] = proof
  const weights = batchWeights(challenge, proof)
  // ∏ t̂ᵢ^wᵢ × ∏ ĉᵢ^(c·wᵢ − s′ᵢ₊₁·wᵢ₊₁) × g^(−Σ ŝᵢ·wᵢ) × h^(−s′₁·w₁), with ĉ₀ = h.
  const onChain = cHat.map((_, i) =>
    modulo(challenge * weights[i]! - (sPrime[i + 1] ?? 0n) * (weights[i + 1] ?? 0n), group.q),
  )
  const onG = sHat.reduce((sum, s, i) => sum + s * weights[i]!, 0n)
  const onH = (sPrime[0] ?? 0n) * (weights[0] ?? 0n)
  const ofCommitments = yield* powerProduct(tHat, weights)
  const ofChain = yield* powerProduct(cHat, onChain)
  const whole = [ofCommitments, ofChain, group.powerOfG(-onG), group.power(h, -onH)]
  return whole.reduce(group.multiply, group.one) === group.one
}

/** The challenge binds all members and ciphertexts already; the responses are added to it. */
function batchWeights(challenge: bigint, [, responses, , cHat]: ShuffleProof): bigint[] {
  const hash = sha256Parts()
  const [s1, s2, s3, s4, sHat, sPrime] = responses
  hash.add(`shuffle-batch|${challenge}|`)
  for (const list of [[s1, s2, s3, s4], sHat, sPrime]) for (const s of list) hash.add(`${s},`)
  const seed = hash.hex()
  return cHat.map((_, i) => sha256Number(seed + sha256Hex(String(i))) >> 128n)
}
