import { readCanonical, writeCanonical } from '../codec/canonical.ts'
import { type Codec, either, type FormatError, hasField, list, optional, record, text, tuple } from '../codec/codec.ts'
import { type Ciphertext, ciphertext, element, type Proof, proof } from '../codec/numbers.ts'
import type { Element, Group } from '../groups/group.ts'
import { hashOfJson } from '../hash.ts'
import type { Result } from '../result.ts'
import { uuidCodec } from './election.ts'

/** §4.11.1. */
export interface HomomorphicAnswer {
  readonly choices: readonly Ciphertext[]
  readonly individual_proofs: readonly (readonly Proof[])[]
  readonly overall_proof: readonly Proof[]
  readonly blank_proof?: readonly [Proof, Proof]
}

/** §4.11.2. */
export interface NonHomomorphicAnswer {
  readonly choices: Ciphertext
  readonly proof: Proof
}

export type Answer = HomomorphicAnswer | NonHomomorphicAnswer

/** §4.15, without its signature: what the signature is over. */
export interface UnsignedBallot {
  readonly election_uuid: string
  readonly election_hash: string
  readonly credential: Element
  readonly answers: readonly Answer[]
}

/** §4.14. */
export interface Signature {
  readonly hash: string
  readonly proof: Proof
}

export interface Ballot extends UnsignedBallot {
  readonly signature: Signature
}

export const isNonHomomorphicAnswer = (answer: Answer): answer is NonHomomorphicAnswer => 'proof' in answer

const MAX_CHOICES = 1_001
const MAX_ANSWERS = 100
const hashText = text(43, /^[A-Za-z0-9+/]{43}$/)

const homomorphicAnswer = (group: Group): Codec<HomomorphicAnswer> =>
  record({
    choices: list(ciphertext(group), MAX_CHOICES),
    individual_proofs: list(list(proof(group), 2), MAX_CHOICES),
    overall_proof: list(proof(group), MAX_CHOICES),
    blank_proof: optional(tuple(proof(group), proof(group))),
  })

const nonHomomorphicAnswer = (group: Group): Codec<NonHomomorphicAnswer> =>
  record({ choices: ciphertext(group), proof: proof(group) })

const answer = (group: Group): Codec<Answer> =>
  either(
    nonHomomorphicAnswer(group),
    homomorphicAnswer(group),
    (json) => hasField(json, 'proof'),
    isNonHomomorphicAnswer,
  )

const unsignedFields = (group: Group) => ({
  election_uuid: uuidCodec,
  election_hash: hashText,
  credential: element(group),
  answers: list(answer(group), MAX_ANSWERS, 1),
})

const unsignedBallotCodec = (group: Group): Codec<UnsignedBallot> => record(unsignedFields(group))

const ballotCodec = (group: Group): Codec<Ballot> =>
  record({ ...unsignedFields(group), signature: record({ hash: hashText, proof: proof(group) }) })

/** Reads a ballot's canonical text. Its proofs are `checkBallot`'s to judge. */
export const readBallot = (group: Group, raw: string): Result<Ballot, FormatError> =>
  readCanonical(ballotCodec(group), raw)

export const writeBallot = (group: Group, ballot: Ballot): string => writeCanonical(ballotCodec(group), ballot)

/** The hash that a ballot's signature is over (§4.15). */
export function hashToSign(group: Group, ballot: UnsignedBallot): string {
  const { election_uuid, election_hash, credential, answers } = ballot
  return hashOfJson(writeCanonical(unsignedBallotCodec(group), { election_uuid, election_hash, credential, answers }))
}

/** The smart ballot tracker of §4.15: what a voter notes down and looks for on the board. */
export const trackerOf = (rawBallot: string): string => hashOfJson(rawBallot)
