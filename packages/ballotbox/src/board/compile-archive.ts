import { type ArchiveWriter, archiveWriter } from '../archive/write-archive.ts'
import { appendStep } from '../archive/write-election.ts'
import { readBallot } from '../formats/ballot.ts'
import type { OpenElection } from '../formats/election.ts'
import { sha256Hex } from '../hash.ts'
import { err, ok, type Result } from '../result.ts'
import type { Board, CountedEnvelope } from './board.ts'
import { credentialHash } from './envelope.ts'

/** What the archive is made from once voting has closed. */
export interface ClosedElection {
  readonly open: OpenElection
  readonly rawTrustees: string
  readonly board: Board
  /** When voting opened, in seconds since 1970: the one time that an archive bears. */
  readonly timestamp: number
  /** The text of a ballot by its SHA-256; read twice, so that not all need be held. */
  readonly loadBallot: (hash: string) => Promise<string>
}

/** The bytes of an archive, and the writer with which it goes on once they have all been written. */
export interface CompiledArchive {
  readonly writer: ArchiveWriter
  readonly bytes: AsyncIterable<Uint8Array>
}

/**
 * Makes the archive up to its EndBallots (§4.4): exactly each place's last envelope, and the credentials of these
 * alone, sorted. Anyone who holds the board can tell whether it was made so.
 */
export async function compileArchive(closed: ClosedElection): Promise<Result<CompiledArchive>> {
  const { board, open, rawTrustees } = closed
  if (board.phase() !== 'closed') return err('voting has not closed')
  const counted = board.counted()
  const credentials: bigint[] = []
  for (const envelope of counted) {
    const ballot = await loadCounted(closed, envelope)
    if (!ballot.ok) return ballot
    credentials.push(ballot.value.credential)
  }
  credentials.sort((a, b) => (a < b ? -1 : 1))
  const writer = archiveWriter(closed.timestamp)
  async function* bytes(): AsyncGenerator<Uint8Array> {
    yield writer.start()
    const weighed = credentials.map((credential) => ({ credential, weight: 1 }))
    yield* appendStep(writer, { type: 'Setup', open, rawTrustees, credentials: weighed })
    for (const { ballot } of counted)
      yield* appendStep(writer, { type: 'Ballot', raw: await closed.loadBallot(ballot) })
    yield* appendStep(writer, { type: 'EndBallots' })
  }
  return ok({ writer, bytes: bytes() })
}

async function loadCounted(
  { open, loadBallot }: ClosedElection,
  { ballot: hash, credential }: CountedEnvelope,
): Promise<Result<{ readonly credential: bigint }>> {
  const raw = await loadBallot(hash)
  if (sha256Hex(raw) !== hash) return err(`stored ballot ${hash} has been changed`)
  const ballot = readBallot(open.group, raw)
  if (!ballot.ok) return err(`stored ballot ${hash} cannot be read`)
  if (credentialHash(open.group, ballot.value.credential) !== credential) {
    return err(`ballot ${hash} bears another credential than the board says`)
  }
  return ok(ballot.value)
}
