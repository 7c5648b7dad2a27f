import type { FixedBase } from './group.ts'
import { digitsOf, type ModularPower, productOfBuckets } from './modular.ts'

/**
 * How a base that is raised again and again is prepared.
 * - `light`: only base^(2^(6i)) is kept (as dear as one exponentiation); raising takes a fifth of one. For a page
 *   that seals a single ballot.
 * - `full`: every digit of every window is kept (10 to 18 MB for exponents of 2,048 bits); raising takes one multiplication a
 *   window. Built only after enough uses to repay it, and again with wider windows after many more. For a server.
 */
export type FixedBaseKind = 'light' | 'full'

export function fixedBase(kind: FixedBaseKind, base: bigint, p: bigint, q: bigint, power: ModularPower): FixedBase {
  return kind === 'light' ? lightTable(base, p, q) : fullTableWhenUsed(base, p, power)
}

const LIGHT_BITS = 6

/** Yao's method: the digits of the exponent sort the kept powers into buckets. */
function lightTable(base: bigint, p: bigint, q: bigint): FixedBase {
  const powers: bigint[] = []
  return (exponent) => {
    if (powers.length === 0) fillPowers(powers, base, p, q)
    const buckets: (bigint | undefined)[] = new Array((1 << LIGHT_BITS) - 1)
    for (const [window, digit] of digitsOf(exponent, LIGHT_BITS).entries()) {
      if (digit === 0) continue
      const before = buckets[digit - 1]
      buckets[digit - 1] = before === undefined ? powers[window]! : (before * powers[window]!) % p
    }
    return productOfBuckets(buckets, p)
  }
}

function fillPowers(powers: bigint[], base: bigint, p: bigint, q: bigint): void {
  const windows = Math.ceil(q.toString(2).length / LIGHT_BITS)
  let power = base
  for (let window = 0; window < windows; window++) {
    powers.push(power)
    for (let s = 0; s < LIGHT_BITS; s++) power = (power * power) % p
  }
}

/** After how many uses a table of which window has been worth its while. */
const STAGES: readonly { readonly after: number; readonly bits: number }[] = [
  { after: 60, bits: 7 },
  { after: 3_000, bits: 8 },
]

interface FullTable {
  readonly bits: number
  /** rows[window][digit] = base^(digit × 2^(bits × window)). */
  readonly rows: (readonly bigint[])[]
}

/** A row is made when an exponent first calls for its window: challenges of 256 bits need an eighth of them. */
function fullTableWhenUsed(base: bigint, p: bigint, power: ModularPower): FixedBase {
  let uses = 0
  let table: FullTable | undefined
  return (exponent) => {
    uses++
    const due = STAGES.findLast(({ after }) => uses > after)
    if (due === undefined) return power(base, exponent, p)
    if (table?.bits !== due.bits) table = { bits: due.bits, rows: [] }
    const { bits, rows } = table
    const digits = digitsOf(exponent, bits)
    while (rows.length < digits.length) rows.push(rowAfter(rows.at(-1), base, bits, p))
    let result = 1n
    for (const [window, digit] of digits.entries()) {
      if (digit !== 0) result = (result * rows[window]![digit]!) % p
    }
    return result
  }
}

/** u⁰, u¹ and so on for every digit, where u is the base for the first row and else what follows the row before. */
function rowAfter(before: readonly bigint[] | undefined, base: bigint, bits: number, p: bigint): readonly bigint[] {
  const unit = before === undefined ? base : (before.at(-1)! * before[1]!) % p
  const row = [1n]
  for (let digit = 1; digit < 1 << bits; digit++) row.push((row[digit - 1]! * unit) % p)
  return row
}
