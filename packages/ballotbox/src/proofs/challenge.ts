import type { Element, Group } from '../groups/group.ts'
import { sha256Number } from '../hash.ts'

/** SHA-256 of a prefix and members separated by commas, reduced modulo q: the shape of every challenge of §4. */
export const challengeOf = (group: Group, prefix: string, members: readonly Element[]): bigint =>
  sha256Number(prefix + members.map((member) => group.write(member)).join(',')) % group.q
