import type { Ciphertext } from '../codec/numbers.ts'
import type { ShuffleProof } from '../formats/shuffle.ts'
import { type Element, modulo } from '../groups/group.ts'
import { sha256Hex, sha256Number, sha256Parts } from '../hash.ts'
import { err, ok, type Result } from '../result.ts'
import {
  allMembers,
  type Computation,
  independentGenerators,
  powerProduct,
  powers,
  runHere,
} from '../work/computation.ts'
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
  const { group, before, publicKey } = mixed
  const [[t1, t2], [s1, s2], c, cHat] = proof
  const { multiply, invert, power, powerOfG } = group
  const { h, hs } = yield* independentGenerators(before.length)
  const us = shuffleChallenges(mixed, c)
  const challenge = shuffleChallenge(mixed, c, cHat, proof[0])
  const product = (members: readonly Element[]) => members.reduce(multiply, group.one)
  // Steps 11, 12, 14, 17 and 18 of table 5.
  const cBar = multiply(product(c), invert(product(hs)))
  const u = us.reduce((all, each) => (all * each) % group.q, 1n)
  const cHatEnd = multiply(cHat.at(-1) ?? h, invert(power(h, u)))
  if (t1 !== multiply(power(cBar, -challenge), powerOfG(s1))) return false
  if (t2 !== multiply(power(cHatEnd, -challenge), powerOfG(s2))) return false
  const weights = batchWeights(challenge, proof)
  const statement = { mixed, proof, publicKey, h, hs, us, challenge, weights }
  return (yield* productsHold(statement)) && (yield* chainHolds(statement))
}

/** What the equations over all ciphertexts have in common. */
interface Statement {
  readonly mixed: Mixed
  readonly proof: ShuffleProof
  readonly publicKey: Element
  readonly h: Element
  readonly hs: readonly Element[]
  readonly us: readonly bigint[]
  readonly challenge: bigint
  /** One number for each link of the chain, and two more. */
  readonly weights: readonly bigint[]
}

/**
 * Steps 15, 16, 19 and 20 of table 5, which have the same exponents over three sets of bases, checked together: the
 * equations of t₃, t₄,₁ and t₄,₂ are raised to 1, v and w, so that for each ciphertext the three bases become one.
 */
function* productsHold({ mixed, proof, publicKey, hs, us, challenge, weights }: Statement): Computation<boolean> {
  const { group, before, after } = mixed
  const [[, , t3, [t41, t42]], [, , s3, s4, , sPrime], c] = proof
  const [v, w] = weights.slice(-2) as [bigint, bigint]
  const product = (members: readonly Element[]) => members.reduce(group.multiply, group.one)
  // ∏ cᵢ^uᵢ × βᵢ^(v·uᵢ) × αᵢ^(w·uᵢ), and ∏ (hᵢ × β′ᵢ^v × α′ᵢ^w)^s′ᵢ.
  const joinedBefore = yield* joined(mixed, c, before, v, w)
  const ofChallenges = yield* powerProduct(joinedBefore, us)
  const joinedAfter = yield* joined(mixed, hs, after, v, w)
  const ofResponses = yield* powerProduct(joinedAfter, sPrime)
  const left = product([t3, group.power(t41, v), group.power(t42, w)])
  const right = product([
    group.power(ofChallenges, -challenge),
    group.powerOfG(s3 - w * s4),
    group.power(publicKey, -v * s4),
    ofResponses,
  ])
  return left === right
}

function* joined(
  { group }: Mixed,
  first: readonly Element[],
  ciphertexts: readonly Ciphertext[],
  v: bigint,
  w: bigint,
): Computation<readonly Element[]> {
  const ofBetas = yield* powers(
    betasOf(ciphertexts),
    ciphertexts.map(() => v),
  )
  const ofAlphas = yield* powers(
    alphasOf(ciphertexts),
    ciphertexts.map(() => w),
  )
  return first.map((each, i) => group.multiply(group.multiply(each, ofBetas[i]!), ofAlphas[i]!))
}

/**
 * Step 21 of table 5: t̂ᵢ = ĉᵢ^(−c) × g^ŝᵢ × ĉᵢ₋₁^s′ᵢ for every i, checked together: each equation is raised to its
 * own 128-bit number, which whoever made the proof could not choose since it is a hash of the whole proof, and the
 * product must be one. In a group of prime order (membership has been checked) a false equation passes with a chance
 * of 2⁻¹²⁸.
 */
function* chainHolds({ mixed: { group }, h, challenge, proof, weights }: Statement): Computation<boolean> {
  const [[, , , , tHat], [, , , , sHat, sPrime], , cHat] = proof
  const weightOf = (i: number) => (i < cHat.length ? weights[i]! : 0n)
  // ∏ t̂ᵢ^wᵢ × ∏ ĉᵢ^(c·wᵢ − s′ᵢ₊₁·wᵢ₊₁) × g^(−Σ ŝᵢ·wᵢ) × h^(−s′₁·w₁), with ĉ₀ = h.
  const onChain = cHat.map((_, i) => modulo(challenge * weights[i]! - (sPrime[i + 1] ?? 0n) * weightOf(i + 1), group.q))
  const onG = sHat.reduce((sum, s, i) => sum + s * weights[i]!, 0n)
  const onH = (sPrime[0] ?? 0n) * weightOf(0)
  const ofCommitments = yield* powerProduct(tHat, weights.slice(0, tHat.length))
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
  return Array.from({ length: cHat.length + 2 }, (_, i) => sha256Number(seed + sha256Hex(String(i))) >> 128n)
}
