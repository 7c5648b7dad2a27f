import type { OpenElection } from '../formats/election.ts'
import type { EncryptedTally, PartialDecryption } from '../formats/tally.ts'
import type { Element } from '../groups/group.ts'
import { checkPartDecryption, type DecryptionStatement } from '../proofs/decryption.ts'
import { err, ok, type Result } from '../result.ts'

export type DecryptionProblem =
  | 'not one factor and one proof for each ciphertext'
  | 'factor outside the group'
  | 'proof of a decryption does not hold'

/** What partial decryptions under one trustee's key are checked against. */
export const decryptionStatement = (open: OpenElection, publicKey: Element): DecryptionStatement => ({
  group: open.group,
  fingerprint: open.fingerprint,
  publicKey,
  powerOfPublicKey: open.group.fixedBase(publicKey),
})

/** Checks every factor of a partial decryption (§4.18). */
export function checkPartialDecryption(
  statement: DecryptionStatement,
  tally: EncryptedTally,
  { decryption_factors, decryption_proofs }: PartialDecryption,
): Result<undefined, DecryptionProblem> {
  const shapes = [decryption_factors, decryption_proofs]
  const fits = shapes.every(
    (lists) => lists.length === tally.length && lists.every((list, i) => list.length === tally[i]!.length),
  )
  if (!fits) return err('not one factor and one proof for each ciphertext')
  for (const [i, list] of tally.entries()) {
    for (const [j, { alpha }] of list.entries()) {
      const factor = decryption_factors[i]![j]!
      if (!statement.group.isMember(factor)) return err('factor outside the group')
      if (!checkPartDecryption(statement, alpha, factor, decryption_proofs[i]![j]!)) {
        return err('proof of a decryption does not hold')
      }
    }
  }
  return ok(undefined)
}
