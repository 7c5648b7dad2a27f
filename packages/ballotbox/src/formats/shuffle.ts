import { readCanonical, writeCanonical } from '../codec/canonical.ts'
import { type Codec, type FormatError, list, record, tuple } from '../codec/codec.ts'
import { type Ciphertext, ciphertext, element, scalar } from '../codec/numbers.ts'
import type { Element, Group } from '../groups/group.ts'
import type { Result } from '../result.ts'
import { MAX_BALLOTS, MAX_LONG_TEXT, MAX_QUESTIONS } from './tally.ts'

type Elements = readonly Element[]
type Scalars = readonly bigint[]

/** (t₁, t₂, t₃, (t₄,₁, t₄,₂), t̂) of §4.17. */
export type ShuffleCommitments = readonly [Element, Element, Element, readonly [Element, Element], Elements]
/** (s₁, s₂, s₃, s₄, ŝ, s′). */
export type ShuffleResponses = readonly [bigint, bigint, bigint, bigint, Scalars, Scalars]
/** (t, s, c, ĉ). */
export type ShuffleProof = readonly [ShuffleCommitments, ShuffleResponses, Elements, Elements]

/** §4.17: for each ranked question, its mixed ciphertexts and the proof that they were mixed and nothing else. */
export interface Shuffle {
  readonly ciphertexts: readonly (readonly Ciphertext[])[]
  readonly proofs: readonly ShuffleProof[]
}

const shuffleProofCodec = (group: Group): Codec<ShuffleProof> => {
  const one = element(group)
  const exponent = scalar(group)
  const many = list(one, MAX_BALLOTS)
  const exponents = list(exponent, MAX_BALLOTS)
  return tuple(
    tuple(one, one, one, tuple(one, one), many),
    tuple(exponent, exponent, exponent, exponent, exponents, exponents),
    many,
    many,
  )
}

const shuffleCodec = (group: Group): Codec<Shuffle> =>
  record({
    ciphertexts: list(list(ciphertext(group), MAX_BALLOTS), MAX_QUESTIONS, 1),
    proofs: list(shuffleProofCodec(group), MAX_QUESTIONS, 1),
  })

export const readShuffle = (group: Group, raw: string): Result<Shuffle, FormatError> =>
  readCanonical(shuffleCodec(group), raw, MAX_LONG_TEXT)

export const writeShuffle = (group: Group, shuffle: Shuffle): string => writeCanonical(shuffleCodec(group), shuffle)
