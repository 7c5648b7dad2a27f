/** Sealed ballots that an independent program can verify. Runs in browser and server; the server's part is `./node`. */

export {
  type ElectionStep,
  readElectionArchive,
  type StepError,
  type StepErrorKind,
} from './archive/election-archive.ts'
export { type ArchiveError, type ArchiveItem, type ArchiveLimits, readArchive } from './archive/read-archive.ts'
export { type ArchiveWriter, archiveWriter, type ChainHead } from './archive/write-archive.ts'
export { appendStep, type WrittenStep } from './archive/write-election.ts'
export { type BallotOpening, checkOpening, openingOf, readOpening, writeOpening } from './ballots/challenge.ts'
export { type BallotProblem, checkBallot } from './ballots/check-ballot.ts'
export { type Unpacked, unpackFromGroup } from './ballots/embedding.ts'
export { type Choice, makeBallot, type SealedBallot } from './ballots/make-ballot.ts'

export { referenceCode } from './ballots/reference-code.ts'

export { type Board, boardOf } from './board/board.ts'
export { type ClosedElection, type CompiledArchive, compileArchive } from './board/compile-archive.ts'
export { credentialHash, envelopeOf } from './board/envelope.ts'
export type { BoardEvent, Channel } from './board/events.ts'
export {
  checkHead,
  followBoard,
  makeHeadKey,
  readSignedHead,
  type SignedHead,
  signHead,
  witnessHead,
  writeSignedHead,
} from './board/heads.ts'
export {
  commitmentOf,
  type FrozenRoll,
  freezeRoll,
  openPlace,
  type PlaceOpening,
  placesOf,
  readPlaceOpening,
  readRoll,
  writePlaceOpening,
  writeRoll,
} from './board/roll.ts'

export { readCanonical, writeCanonical } from './codec/canonical.ts'
export type { FormatError } from './codec/codec.ts'
export type { Ciphertext, Proof } from './codec/numbers.ts'
export {
  type Answer,
  type Ballot,
  isNonHomomorphicAnswer,
  readBallot,
  trackerOf,
  writeBallot,
} from './formats/ballot.ts'
export { type PublicCredential, readCredentials, writeCredentials } from './formats/credentials.ts'
export {
  type Election,
  isNonHomomorphic,
  type OpenElection,
  type Question,
  readElection,
  writeElection,
} from './formats/election.ts'
export { readShuffle, type Shuffle, type ShuffleProof, writeShuffle } from './formats/shuffle.ts'
export {
  type ElectionResult,
  type EncryptedTally,
  type PartialDecryption,
  type QuestionResult,
  readEncryptedTally,
  readPartialDecryption,
  readResult,
  type SizedEncryptedTally,
  writeEncryptedTally,
  writePartialDecryption,
  writeResult,
} from './formats/tally.ts'
export { readTrustees, type Trustees, writeTrustees } from './formats/trustees.ts'
export type { Element, Group, GroupName } from './groups/group.ts'
export { type Groups, portableGroups } from './groups/portable.ts'
export { checkShuffleProof, type ShuffleProblem, shuffleProofCheck } from './mix/check-shuffle.ts'
export { makeShuffle, shuffling } from './mix/make-shuffle.ts'
export type { Mixed } from './mix/transcript.ts'
export { type RandomSource, randomBelow } from './random.ts'
export { err, must, ok, type Result } from './result.ts'
export {
  checkPartialDecryption,
  type DecryptionProblem,
  decrypting,
  decryptPartly,
  partialDecryptionCheck,
} from './tally/decrypt.ts'
export { type EncryptedTallying, encryptedTallying, rankedPart, withRankedPart } from './tally/encrypted-tally.ts'
export { type OpenedVote, openAsOnlyTrustee, type SoleTrusteeVote } from './tally/open-ballots.ts'
export { type OpenedPapers, type PapersSetAside, type RankedPapers, rankedPapers } from './tally/ranked-papers.ts'
export { computeResult, type OwnedDecryption } from './tally/result.ts'
export { certificatesCodec, receiveWork } from './trustees/acts.ts'
export {
  type AcceptedShares,
  acceptedSharesCodec,
  type DealtShares,
  dealtSharesCodec,
  type ReceivedShares,
  receivedSharesCodec,
  routeShares,
  thresholdParameters,
} from './trustees/ceremony.ts'
export { type CheckedTrustees, checkTrustees } from './trustees/check-trustees.ts'
export { type Checker, type ElectionState, replayElection } from './trustees/replay.ts'
export {
  checkSignedWork,
  readSideRecord,
  type SideRecord,
  type SignedWork,
  signWork,
  type TrusteeWork,
  writeSideRecord,
} from './trustees/side-record.ts'
export { makeTrusteeKey } from './trustees/single-key.ts'
export { allMembers, type Computation } from './work/computation.ts'
