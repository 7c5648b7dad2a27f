import type { Element, Group } from '../groups/group.ts'
import { err, ok, type Result } from '../result.ts'

/** Packs small numbers into one member: function group_encode of §4.11.2. */
export function packIntoGroup(group: Group, values: readonly number[]): Result<Element> {
  if (group.embedding === undefined) return err(`numbers cannot be packed in ${group.name}`)
  const { bits_per_int, padding } = group.embedding
  let packed = 0n
  for (const value of values) {
    if (!Number.isInteger(value) || value < 0 || value >= 2 ** bits_per_int) return err('a number is out of range')
    packed = (packed << BigInt(bits_per_int)) + BigInt(value)
  }
  packed <<= BigInt(padding)
  for (let epsilon = 0n; epsilon < 1n << BigInt(padding); epsilon++) {
    if (group.isMember(packed + epsilon)) return ok(packed + epsilon)
  }
  return err('the numbers cannot be packed: too many for the group')
}

export interface Unpacked {
  readonly values: readonly number[]
  /** Whether something is left above the numbers, which no honest ballot has. */
  readonly excess: boolean
}

/** The inverse, group_decode of §4.11.2 and §4.19. */
export function unpackFromGroup(group: Group, member: Element, count: number): Unpacked {
  if (group.embedding === undefined) throw new Error(`nothing is packed in ${group.name}`)
  const bits = BigInt(group.embedding.bits_per_int)
  let rest = member >> BigInt(group.embedding.padding)
  const values: number[] = []
  for (let i = 0; i < count; i++) {
    values.push(Number(BigInt.asUintN(Number(bits), rest)))
    rest >>= bits
  }
  return { values: values.reverse(), excess: rest !== 0n }
}
