import { checkBallot } from '../ballots/check-ballot.ts'
import { readBallot } from '../formats/ballot.ts'
import type { OpenElection } from '../formats/election.ts'
import type { Element, Group } from '../groups/group.ts'
import { sha256Hex } from '../hash.ts'
import { err, ok, type Result } from '../result.ts'
import type { BoardEvent, Channel } from './events.ts'

/** How the board refers to a credential without its 600 digits. */
export const credentialHash = (group: Group, credential: Element): string => sha256Hex(group.write(credential))

/** Checks a ballot as it comes in, every proof of it, and makes the event that puts it on the board. */
export function envelopeOf(
  open: OpenElection,
  place: string,
  rawBallot: string,
  channel: Channel,
): Result<Extract<BoardEvent, { type: 'envelope' }>> {
  const ballot = readBallot(open.group, rawBallot)
  if (!ballot.ok) return err(`${ballot.error.at}: ${ballot.error.problem}`)
  const checked = checkBallot(open, ballot.value)
  if (!checked.ok) return checked
  const credential = credentialHash(open.group, ballot.value.credential)
  return ok({ type: 'envelope', place, ballot: sha256Hex(rawBallot), credential, channel })
}
