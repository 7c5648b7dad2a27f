import type { Ciphertext } from '../codec/numbers.ts'
import type { ShuffleCommitments } from '../formats/shuffle.ts'
import type { Element, Group } from '../groups/group.ts'
import { sha256Hex, sha256Number, sha256Parts } from '../hash.ts'

/** The statement of a shuffle: these ciphertexts were re-encrypted under pk and put in another order. */
export interface Mixed {
  readonly group: Group
  /** Fingerprint φ of the election. */
  readonly fingerprint: string
  readonly publicKey: Element
  readonly before: readonly Ciphertext[]
  readonly after: readonly Ciphertext[]
}

export const alphasOf = (list: readonly Ciphertext[]): Element[] => list.map(({ alpha }) => alpha)
export const betasOf = (list: readonly Ciphertext[]): Element[] => list.map(({ beta }) => beta)

/** The parts of ⟦e⟧⟦e′⟧⟦c⟧, table 10 of §6, one item at a time. */
function* statementParts({ group, before, after }: Mixed, commitments: readonly Element[]): Generator<string> {
  for (const list of [before, after]) {
    for (const { alpha, beta } of list) yield `${group.write(alpha)},${group.write(beta)},`
  }
  for (const each of commitments) yield `${group.write(each)},`
}

/** Function GetNIZKPChallenges of §6, table 11: u₁ … u_N. */
export function shuffleChallenges(mixed: Mixed, commitments: readonly Element[]): bigint[] {
  const hash = sha256Parts()
  hash.add(`shuffle-challenges|${mixed.fingerprint}|`)
  for (const part of statementParts(mixed, commitments)) hash.add(part)
  const seed = hash.hex()
  return mixed.before.map((_, i) => sha256Number(seed + sha256Hex(String(i))) % mixed.group.q)
}

/** Function GetNIZKPChallenge of §6, table 13, over str_t and str_y of tables 4 and 5. */
export function shuffleChallenge(
  mixed: Mixed,
  commitments: readonly Element[],
  chain: readonly Element[],
  [t1, t2, t3, [t41, t42], tHat]: ShuffleCommitments,
): bigint {
  const { group } = mixed
  const hash = sha256Parts()
  hash.add(`shuffle-challenge|${mixed.fingerprint}|`)
  for (const t of [t1, t2, t3, t41, t42]) hash.add(`${group.write(t)},`)
  for (const t of tHat) hash.add(`${group.write(t)},`)
  for (const part of statementParts(mixed, commitments)) hash.add(part)
  for (const each of chain) hash.add(`${group.write(each)},`)
  hash.add(group.write(mixed.publicKey))
  return BigInt(`0x${hash.hex()}`) % group.q
}
