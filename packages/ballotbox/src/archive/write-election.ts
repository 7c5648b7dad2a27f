import { writeCanonical } from '../codec/canonical.ts'
import { type PublicCredential, writeCredentials } from '../formats/credentials.ts'
import type { OpenElection } from '../formats/election.ts'
import { ownedCodec, setupDataCodec, sizedEncryptedTallyCodec } from '../formats/tally.ts'
import { sha256Hex } from '../hash.ts'
import type { ArchiveWriter } from './write-archive.ts'

/** What stands in the data of an event, in order; the caller hands texts that it has made or checked. */
export type WrittenStep =
  | {
      readonly type: 'Setup'
      readonly open: OpenElection
      readonly rawTrustees: string
      readonly credentials: readonly PublicCredential[]
    }
  | { readonly type: 'Ballot' | 'Result'; readonly raw: string }
  | { readonly type: 'EndBallots' | 'EndShuffles' }
  | {
      readonly type: 'EncryptedTally'
      readonly raw: string
      readonly sized: { readonly num_tallied: number; readonly total_weight: number }
    }
  | { readonly type: 'Shuffle' | 'PartialDecryption'; readonly raw: string; readonly owner: number }

/** Appends one step of an election to its archive; gives the bytes to write (§4.4). */
export function appendStep(writer: ArchiveWriter, step: WrittenStep): Uint8Array[] {
  switch (step.type) {
    case 'Setup': {
      const credentials = writeCredentials(step.open.group, step.credentials)
      const setup = writeCanonical(setupDataCodec, {
        election: sha256Hex(step.open.raw),
        trustees: sha256Hex(step.rawTrustees),
        credentials: sha256Hex(credentials),
      })
      return writer.append(step.type, [step.open.raw, step.rawTrustees, credentials, setup])
    }
    case 'Ballot':
    case 'Result':
      return writer.append(step.type, [step.raw])
    case 'EndBallots':
    case 'EndShuffles':
      return writer.append(step.type, [])
    case 'EncryptedTally': {
      const { num_tallied, total_weight } = step.sized
      const sized = { num_tallied, total_weight, encrypted_tally: sha256Hex(step.raw) }
      return writer.append(step.type, [step.raw, writeCanonical(sizedEncryptedTallyCodec, sized)])
    }
    case 'Shuffle':
    case 'PartialDecryption': {
      const owned = { owner: step.owner, payload: sha256Hex(step.raw) }
      return writer.append(step.type, [step.raw, writeCanonical(ownedCodec, owned)])
    }
    default:
      return step satisfies never
  }
}
