import type { FixedBase } from './group.ts'
import { digitsOf, type ModularPower, productOfBuckets } from './modular.ts'

/**
 * How a base that is raised again and again is prepared.
 * - `light`: only base^(2^(6i)) is kept (as dear as one exponentiation); raising takes a fifth of one. For a page
 *   that seals a single ballot.
 * - `full`: every digit of every window is kept (10 to 18 MB for 2,048 bits); raising takes one multiplication a
 *   window. Built only after enough uses to repay it, and again with wider windows after many more. For a server.
 */
export type FixedBaseKind = 'light' | 'full'

export function fixedBase(kind: FixedBaseKind, base: bigint, p: bigint, q: bigint, power: ModularPower): FixedBase {
  return kind === 'light' ? lightTable(base, p, q) : fullTableWhenUsed(base, p, q, power)
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
  readonly rows: readonly (readonly bigint[])[]
}

function fullTableWhenUsed(base: bigint, p: bigint, q: bigint, power: ModularPower): FixedBase {
  let uses = 0
  let table: FullTable | undefined
  return (exponent) => {
    uses++
    const due = STAGES.findLast(({ after }) => uses > after)
    if (due === undefined) return power(base, exponent, p)
    if (table?.bits !== due.bits) table = fullTable(base, p, q, due.bits)
    let result = 1n
    for (const [window, digit] of digitsOf(exponent, table.bits).entries()) {
      if (digit !== 0) result = (result * table.rows[window]![digit]!) % p
    }
    return result
  }
}

function fullTable(base: bigint, p: bigint, q: bigint, bits: number): FullTable {
  const rows: bigint[][] = []
  let unit = base
  for (let window = 0; window < Math.ceil(q.toString(2).length / bits); window++) {
    const row = [1n]
    for (let digit = 1; digit < 1 << bits; digit++) row.push((row[digit - 1]! * unit) % p)
    rows.push(row)
    unit = (row[row.length - 1]! * unit) % p
  }
  return { bits, rows }
}
