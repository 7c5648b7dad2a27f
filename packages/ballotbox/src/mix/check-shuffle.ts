import type { Ciphertext } from '../codec/numbers.ts'
import type { ShuffleProof } from '../formats/shuffle.ts'
import { type Element, type Group, modulo } from '../groups/group.ts'
import { sha256Hex, sha256Number, sha256Parts } from '../hash.ts'
import { err, ok, type Result } from '../result.ts'
import { independentGenerators, type Mixed, shuffleChallenge, shuffleChallenges } from './transcript.ts'

export type ShuffleProblem =
  | 'numbers of ciphertexts differ'
  | 'parts of the proof have the wrong length'
  | 'ciphertext outside the group'
  | 'part of the proof outside the group'
  | 'proof of the shuffle does not hold'

/** Function CheckShuffleProof of §6, table 5, with the membership of the mixed ciphertexts, which 2.0 leaves out. */
export function checkShuffleProof(mixed: Mixed, proof: ShuffleProof): Result<undefined, ShuffleProblem> {
  const { group, before, after } = mixed
  if (before.length !== after.length) return err('numbers of ciphertexts differ')
  const [[t1, t2, t3, [t41, t42], tHat], [, , , , sHat, sPrime], c, cHat] = proof
  const lengths = [tHat, sHat, sPrime, c, cHat].map((list) => list.length)
  if (lengths.some((length) => length !== before.length)) return err('parts of the proof have the wrong length')
  if (!allMembers(group, after)) return err('ciphertext outside the group')
  const elements = [t1, t2, t3, t41, t42, ...tHat, ...c, ...cHat]
  if (!elements.every((each) => group.isMember(each))) return err('part of the proof outside the group')
  return equationsHold(mixed, proof) ? ok(undefined) : err('proof of the shuffle does not hold')
}

const allMembers = (group: Group, ciphertexts: readonly Ciphertext[]): boolean =>
  ciphertexts.every(({ alpha, beta }) => group.isMember(alpha) && group.isMember(beta))

function equationsHold(mixed: Mixed, proof: ShuffleProof): boolean {
  const { group, before, after, publicKey } = mixed
  const [[t1, t2, t3, [t41, t42]], [s1, s2, s3, s4, , sPrime], c, cHat] = proof
  const { multiply, invert, power, powerOfG, powerProduct } = group
  const { h, hs } = independentGenerators(group, before.length)
  const us = shuffleChallenges(mixed, c)
  const challenge = shuffleChallenge(mixed, c, cHat, proof[0])
  const product = (members: readonly Element[]) => members.reduce(multiply, group.one)
  // Steps 11 to 16 of table 5.
  const cBar = multiply(product(c), invert(product(hs)))
  const u = us.reduce((all, each) => (all * each) % group.q, 1n)
  const cHatEnd = multiply(cHat.at(-1) ?? h, invert(power(h, u)))
  const cTilde = powerProduct(c, us)
  const alphaPrime = powerProduct(alphas(before), us)
  const betaPrime = powerProduct(betas(before), us)
  // Steps 17 to 20.
  const minus = -challenge
  return (
    t1 === multiply(power(cBar, minus), powerOfG(s1)) &&
    t2 === multiply(power(cHatEnd, minus), powerOfG(s2)) &&
    t3 === product([power(cTilde, minus), powerOfG(s3), powerProduct(hs, sPrime)]) &&
    t41 === product([power(betaPrime, minus), power(publicKey, -s4), powerProduct(betas(after), sPrime)]) &&
    t42 === product([power(alphaPrime, minus), powerOfG(-s4), powerProduct(alphas(after), sPrime)]) &&
    chainHolds(group, h, challenge, proof)
  )
}

const alphas = (list: readonly Ciphertext[]): Element[] => list.map(({ alpha }) => alpha)
const betas = (list: readonly Ciphertext[]): Element[] => list.map(({ beta }) => beta)

/**
 * Step 21 of table 5: t̂ᵢ = ĉᵢ^(−c) × g^ŝᵢ × ĉᵢ₋₁^s′ᵢ for every i, checked together: each equation is raised to its
 * own 128-bit number, unknown to whoever made the proof since it is a hash of the whole proof, and the product must be
 * one. In a group of prime order (membership has been checked) a false equation passes with a chance of 2⁻¹²⁸.
 */
function chainHolds(group: Group, h: Element, challenge: bigint, proof: ShuffleProof): boolean {
  const [[, , , , tHat], [, , , , sHat, sPrime], , cHat] = proof
  const weights = batchWeights(group, challenge, proof)
  // ∏ t̂ᵢ^wᵢ × ∏ ĉᵢ^(c·wᵢ − s′ᵢ₊₁·wᵢ₊₁) × g^(−Σ ŝᵢ·wᵢ) × h^(−s′₁·w₁), with ĉ₀ = h.
  const onChain = cHat.map((_, i) =>
    modulo(challenge * weights[i]! - (sPrime[i + 1] ?? 0n) * (weights[i + 1] ?? 0n), group.q),
  )
  const onG = sHat.reduce((sum, s, i) => sum + s * weights[i]!, 0n)
  const onH = (sPrime[0] ?? 0n) * (weights[0] ?? 0n)
  const product = [
    group.powerProduct(tHat, weights),
    group.powerProduct(cHat, onChain),
    group.powerOfG(-onG),
    group.power(h, -onH),
  ].reduce(group.multiply, group.one)
  return product === group.one
}

function batchWeights(group: Group, challenge: bigint, [, responses, , cHat]: ShuffleProof): bigint[] {
  const hash = sha256Parts()
  const [s1, s2, s3, s4, sHat, sPrime] = responses
  hash.add(`shuffle-batch|${challenge}|`)
  for (const s of [s1, s2, s3, s4, ...sHat, ...sPrime]) hash.add(`${s},`)
  for (const each of cHat) hash.add(`${group.write(each)},`)
  const seed = hash.hex()
  return cHat.map((_, i) => sha256Number(seed + sha256Hex(String(i))) >> 128n)
}
