import { readCanonical, writeCanonical } from '../codec/canonical.ts'
import { type Codec, type FormatError, list, record, smallInteger, text } from '../codec/codec.ts'
import { type Ciphertext, ciphertext, element, type Proof, proof } from '../codec/numbers.ts'
import type { Element, Group } from '../groups/group.ts'
import type { Result } from '../result.ts'

/** One list of ciphertexts for each question (§4.16). */
export type EncryptedTally = readonly (readonly Ciphertext[])[]

/** §4.18. */
export interface PartialDecryption {
  readonly decryption_factors: readonly (readonly Element[])[]
  readonly decryption_proofs: readonly (readonly Proof[])[]
}

/** Bounds for what holds one item for each ballot. */
export const MAX_BALLOTS = 1_000_000
export const MAX_QUESTIONS = 100
/** A shuffle takes about 5 kB a ballot; V8's longest string is 2²⁹ − 24. */
export const MAX_LONG_TEXT = 536_870_000

const encryptedTallyCodec = (group: Group): Codec<EncryptedTally> =>
  list(list(ciphertext(group), MAX_BALLOTS), MAX_QUESTIONS, 1)

export const readEncryptedTally = (group: Group, raw: string): Result<EncryptedTally, FormatError> =>
  readCanonical(encryptedTallyCodec(group), raw, MAX_LONG_TEXT)

export const writeEncryptedTally = (group: Group, tally: EncryptedTally): string =>
  writeCanonical(encryptedTallyCodec(group), tally)

const partialDecryptionCodec = (group: Group): Codec<PartialDecryption> =>
  record({
    decryption_factors: list(list(element(group), MAX_BALLOTS), MAX_QUESTIONS, 1),
    decryption_proofs: list(list(proof(group), MAX_BALLOTS), MAX_QUESTIONS, 1),
  })

export const readPartialDecryption = (group: Group, raw: string): Result<PartialDecryption, FormatError> =>
  readCanonical(partialDecryptionCodec(group), raw, MAX_LONG_TEXT)

export const writePartialDecryption = (group: Group, decryption: PartialDecryption): string =>
  writeCanonical(partialDecryptionCodec(group), decryption)

/** §4.19: for each question, a sum for each answer, or the list of opened papers. */
export type QuestionResult = readonly number[] | readonly (readonly number[])[]

export interface ElectionResult {
  readonly result: readonly QuestionResult[]
}

const count = smallInteger(0, Number.MAX_SAFE_INTEGER)

const questionResult: Codec<QuestionResult> = {
  read(json, at): Result<QuestionResult, FormatError> {
    const papers = Array.isArray(json) && Array.isArray(json[0])
    return papers ? list(list(count, 1_001), MAX_BALLOTS).read(json, at) : list(count, 1_001).read(json, at)
  },
  write: (value) => value.map((each) => each),
}

const resultCodec: Codec<ElectionResult> = record({ result: list(questionResult, MAX_QUESTIONS, 1) })

export const readResult = (raw: string): Result<ElectionResult, FormatError> =>
  readCanonical(resultCodec, raw, MAX_LONG_TEXT)

export const writeResult = (result: ElectionResult): string => writeCanonical(resultCodec, result)

const hash = text(64, /^[0-9a-f]{64}$/)

/** Payload of the EncryptedTally event (§4.16). */
export interface SizedEncryptedTally {
  readonly num_tallied: number
  readonly total_weight: number
  readonly encrypted_tally: string
}

export const sizedEncryptedTallyCodec: Codec<SizedEncryptedTally> = record({
  num_tallied: count,
  total_weight: count,
  encrypted_tally: hash,
})

/** Payload of Shuffle and PartialDecryption events (§4.17, §4.18): which trustee, counted from 1, made what. */
export interface Owned {
  readonly owner: number
  readonly payload: string
}

export const ownedCodec: Codec<Owned> = record({ owner: smallInteger(1, 10_000), payload: hash })

/** Payload of the Setup event (§4.10). */
export interface SetupData {
  readonly election: string
  readonly trustees: string
  readonly credentials: string
}

export const setupDataCodec: Codec<SetupData> = record({ election: hash, trustees: hash, credentials: hash })
