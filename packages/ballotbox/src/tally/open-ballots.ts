import type { ArchiveWriter } from '../archive/write-archive.ts'
import { appendStep, type WrittenStep } from '../archive/write-election.ts'
import { readBallot } from '../formats/ballot.ts'
import type { OpenElection } from '../formats/election.ts'
import { writeShuffle } from '../formats/shuffle.ts'
import { type ElectionResult, writeEncryptedTally, writePartialDecryption, writeResult } from '../formats/tally.ts'
import type { Trustees } from '../formats/trustees.ts'
import { sha256Hex } from '../hash.ts'
import { makeShuffle } from '../mix/make-shuffle.ts'
import type { RandomSource } from '../random.ts'
import { err, ok, type Result } from '../result.ts'
import { checkTrustees } from '../trustees/check-trustees.ts'
import { type SignedWork, signWork, type TrusteeWork } from '../trustees/side-record.ts'
import { decryptPartly } from './decrypt.ts'
import { encryptedTallying, rankedPart, withRankedPart } from './encrypted-tally.ts'
import { computeResult } from './result.ts'

/** A small vote in which the server holds the only key; whoever shows it must say so. */
export interface SoleTrusteeVote {
  readonly open: OpenElection
  readonly trustees: Trustees
  readonly privateKey: bigint
  /** The ballots that count, as text. */
  readonly ballots: readonly string[]
}

export interface OpenedVote {
  readonly result: ElectionResult
  readonly works: readonly SignedWork[]
  /** The bytes that finish the archive, from EncryptedTally to Result. */
  readonly steps: (writer: ArchiveWriter) => Uint8Array[]
}

/** Tallies, mixes once, decrypts and counts: the same steps and records as with many trustees (§3.4). */
export function openAsOnlyTrustee(vote: SoleTrusteeVote, random: RandomSource): Result<OpenedVote> {
  const { open, privateKey, ballots } = vote
  const { group } = open
  const trustees = checkTrustees(group, vote.trustees)
  if (!trustees.ok) return err(trustees.error.problem)
  if (trustees.value.publicKeys.length !== 1 || trustees.value.key !== group.powerOfG(privateKey)) {
    return err('this is not the election’s only key')
  }
  const tallying = encryptedTallying(open)
  for (const raw of ballots) {
    const ballot = readBallot(group, raw)
    if (!ballot.ok) return err(`ballot: ${ballot.error.problem}`)
    const added = tallying.add({ answers: ballot.value.answers, weight: 1 })
    if (!added.ok) return added
  }
  const { tally, ...sized } = tallying.finish()
  const steps: WrittenStep[] = [{ type: 'EncryptedTally', raw: writeEncryptedTally(group, tally), sized }]
  const works: SignedWork[] = []
  const record = (type: TrusteeWork['type'], raw: string) => {
    steps.push({ type, owner: 1, raw })
    works.push(signWork(open, privateKey, { type, owner: 1, payload: sha256Hex(raw) }, random))
  }
  let final = tally
  const ranked = rankedPart(open, tally)
  if (ranked.length > 0) {
    const shuffle = makeShuffle(open, ranked, random)
    record('Shuffle', writeShuffle(group, shuffle))
    steps.push({ type: 'EndShuffles' })
    final = withRankedPart(open, tally, shuffle.ciphertexts)
  }
  const decryption = decryptPartly(open, final, privateKey, random)
  record('PartialDecryption', writePartialDecryption(group, decryption))
  const result = computeResult(open, trustees.value, final, [{ owner: 1, decryption }], sized.total_weight)
  if (!result.ok) return result
  steps.push({ type: 'Result', raw: writeResult(result.value) })
  return ok({ result: result.value, works, steps: (writer) => steps.flatMap((step) => appendStep(writer, step)) })
}
