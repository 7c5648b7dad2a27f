import { readShuffle } from '../formats/shuffle.ts'
import { type EncryptedTally, type PartialDecryption, readPartialDecryption } from '../formats/tally.ts'
import { shuffleProofCheck } from '../mix/check-shuffle.ts'
import { err, ok, type Result } from '../result.ts'
import { partialDecryptionCheck } from '../tally/decrypt.ts'
import { rankedPart, withRankedPart } from '../tally/encrypted-tally.ts'
import type { Computation } from '../work/computation.ts'
import type { ElectionState } from './replay.ts'

/** Checks a mix as the next one of an election (§4.17); gives the tally with its ranked lists as mixed. */
export function* mixCheck(state: ElectionState, owner: number, raw: string): Computation<Result<EncryptedTally>> {
  const { open, tally, mixers, trustees } = state
  if (tally === undefined || state.mixingEnded) return err('there is nothing to mix now')
  if (trustees.publicKeys[owner - 1] === undefined) return err('by no trustee')
  if (mixers.includes(owner)) return err('by a trustee who has mixed already')
  const shuffle = readShuffle(open.group, raw)
  if (!shuffle.ok) return err(`${shuffle.error.at}: ${shuffle.error.problem}`)
  const lists = rankedPart(open, tally)
  const { ciphertexts, proofs } = shuffle.value
  if (ciphertexts.length !== lists.length || proofs.length !== lists.length)
    return err('not one list for each question')
  const { group, fingerprint, election } = open
  for (const [i, before] of lists.entries()) {
    const mixed = { group, fingerprint, publicKey: election.public_key, before, after: ciphertexts[i]! }
    const checked = yield* shuffleProofCheck(mixed, proofs[i]!)
    if (!checked.ok) return checked
  }
  return ok(withRankedPart(open, tally, ciphertexts))
}

/** Checks a partial decryption of an election (§4.18). */
export function* decryptionCheck(
  state: ElectionState,
  owner: number,
  raw: string,
): Computation<Result<PartialDecryption>> {
  const { open, tally, trustees } = state
  const key = trustees.publicKeys[owner - 1]
  if (tally === undefined) return err('there is nothing to decrypt yet')
  if (key === undefined) return err('by no trustee')
  if (state.decryptions.some((each) => each.owner === owner)) return err('by a trustee who has decrypted already')
  const decryption = readPartialDecryption(open.group, raw)
  if (!decryption.ok) return err(`${decryption.error.at}: ${decryption.error.problem}`)
  const checked = yield* partialDecryptionCheck(open, key, tally, decryption.value)
  return checked.ok ? decryption : checked
}
