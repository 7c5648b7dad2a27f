import { BLOCK, claimedBy, paddingOf, tarMember } from '../../../ballotbox/src/archive/tar.ts'
import { TIME_IN_TESTS } from '../../../ballotbox/src/testing/hold-election.ts'

/** One member of an archive, to be meddled with. */
export interface Member {
  readonly name: string
  readonly content: Uint8Array
}

export function membersOf(archive: Uint8Array): Member[] {
  const members: Member[] = []
  for (let at = 0; at < archive.length; ) {
    const { name, size } = claimedBy(archive.subarray(at, at + BLOCK))!
    members.push({ name, content: archive.subarray(at + BLOCK, at + BLOCK + size) })
    at += BLOCK + size + paddingOf(size)
  }
  return members
}

/** Members as an archive, whatever they hold: only the headers are put right. */
export const tarOf = (members: readonly Member[]): Uint8Array =>
  Buffer.concat(members.map(({ name, content }) => tarMember(name, content, TIME_IN_TESTS)))

export async function* streamOf(bytes: Uint8Array, chunk = 65_536): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += chunk) yield bytes.subarray(at, at + chunk)
}
