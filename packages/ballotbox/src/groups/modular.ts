/** Raises `base` to `exponent` (not negative) modulo `modulus`. */
export type ModularPower = (base: bigint, exponent: bigint, modulus: bigint) => bigint

const WINDOW = 5n

/** Left-to-right exponentiation with windows of five bits. Not constant-time: see THREATS.md. */
export const powerInBigInt: ModularPower = (base, exponent, modulus) => {
  const table = [1n]
  for (let i = 1; i < 1 << Number(WINDOW); i++) table.push((table[i - 1]! * base) % modulus)
  const digits = digitsOf(exponent, Number(WINDOW))
  let result = 1n
  for (let i = digits.length - 1; i >= 0; i--) {
    for (let s = 0n; s < WINDOW; s++) result = (result * result) % modulus
    const digit = digits[i]!
    if (digit !== 0) result = (result * table[digit]!) % modulus
  }
  return result
}

/** Digits of a number in base 2^bits, least significant first. */
export function digitsOf(value: bigint, bits: number): number[] {
  const binary = value.toString(2)
  const digits: number[] = []
  for (let end = binary.length; end > 0; end -= bits) {
    digits.push(Number.parseInt(binary.slice(Math.max(0, end - bits), end), 2))
  }
  return digits
}

/** The inverse modulo a prime, by Euclid's extended algorithm. */
export function invertModulo(value: bigint, modulus: bigint): bigint {
  let [r0, r1] = [modulus, ((value % modulus) + modulus) % modulus]
  let [t0, t1] = [0n, 1n]
  while (r1 !== 0n) {
    const quotient = r0 / r1
    ;[r0, r1] = [r1, r0 - quotient * r1]
    ;[t0, t1] = [t1, t0 - quotient * t1]
  }
  if (r0 !== 1n) throw new Error('zero has no inverse')
  return t0 < 0n ? t0 + modulus : t0
}

/**
 * The Jacobi symbol (a / n) for odd n: 1 exactly for the quadratic residues where n is prime. Where n = 2q + 1 with
 * q prime, the residues are the group of order q, so this replaces a whole exponentiation.
 */
export function jacobiSymbol(a: bigint, n: bigint): -1 | 0 | 1 {
  let top = a % n
  let bottom = n
  let flipped = false
  while (top !== 0n) {
    let halved = false
    let low = Number(BigInt.asUintN(30, top))
    while (low === 0) {
      top >>= 30n
      low = Number(BigInt.asUintN(30, top))
    }
    const zeros = 31 - Math.clz32(low & -low)
    if (zeros > 0) {
      top >>= BigInt(zeros)
      halved = (zeros & 1) === 1
    }
    const bottomMod8 = Number(BigInt.asUintN(3, bottom))
    if (halved && (bottomMod8 === 3 || bottomMod8 === 5)) flipped = !flipped
    if ((bottomMod8 & 3) === 3 && (Number(BigInt.asUintN(2, top)) & 3) === 3) flipped = !flipped
    ;[top, bottom] = [bottom % top, top]
  }
  if (bottom !== 1n) return 0
  return flipped ? -1 : 1
}

/**
 * ∏ bases[i]^exponents[i] by buckets (Pippenger): the squarings are shared by all bases, and each base costs one
 * multiplication a window.
 */
export function powerProductInBigInt(bases: readonly bigint[], exponents: readonly bigint[], modulus: bigint): bigint {
  const longest = exponents.reduce((most, exponent) => (exponent > most ? exponent : most), 0n)
  const bits = windowFor(bases.length, longest.toString(2).length)
  const digits = exponents.map((exponent) => digitsOf(exponent, bits))
  const windows = digits.reduce((most, list) => Math.max(most, list.length), 0)
  let result = 1n
  for (let window = windows - 1; window >= 0; window--) {
    if (result !== 1n) for (let s = 0; s < bits; s++) result = (result * result) % modulus
    const buckets: (bigint | undefined)[] = new Array((1 << bits) - 1)
    for (let i = 0; i < bases.length; i++) {
      const digit = digits[i]![window] ?? 0
      if (digit === 0) continue
      const before = buckets[digit - 1]
      buckets[digit - 1] = before === undefined ? bases[i]! : (before * bases[i]!) % modulus
    }
    result = (result * productOfBuckets(buckets, modulus)) % modulus
  }
  return result
}

/** ∏ buckets[d − 1]^d, as a product of running products. */
export function productOfBuckets(buckets: readonly (bigint | undefined)[], modulus: bigint): bigint {
  let running = 1n
  let product = 1n
  for (let d = buckets.length - 1; d >= 0; d--) {
    const bucket = buckets[d]
    if (bucket !== undefined) running = running === 1n ? bucket : (running * bucket) % modulus
    if (running !== 1n) product = (product * running) % modulus
  }
  return product
}

/** Multiplications that `powerProductInBigInt` takes for exponents of so many bits, with its best window. */
export const productCost = (count: number, bits: number): number => bucketCost(count, bits, windowFor(count, bits))

const bucketCost = (count: number, bits: number, window: number): number =>
  Math.ceil(bits / window) * (count + 2 ** (window + 1))

function windowFor(count: number, bits: number): number {
  let best = 2
  for (let window = 3; window <= 14; window++) {
    if (bucketCost(count, bits, window) < bucketCost(count, bits, best)) best = window
  }
  return best
}

/**
 * Whether all numbers are quadratic residues modulo a safe prime p, by symbols of products of subsets instead of their
 * own: a number that is none makes the symbol of a random subset's product −1 half the time. The subsets follow from
 * `seed`, a hash of the numbers, so that whoever made them could not choose them; with 128 of them a false answer has
 * a chance of 2⁻¹²⁸. Eight subsets share one pass of multiplications.
 */
export function allResidues(values: readonly bigint[], p: bigint, bytesOfSeed: (pass: number) => Uint8Array): boolean {
  for (let pass = 0; pass < SUBSETS / 8; pass++) {
    const bytes = bytesOfSeed(pass)
    const byPattern: (bigint | undefined)[] = new Array(256)
    for (const [i, value] of values.entries()) {
      const pattern = bytes[i]!
      const before = byPattern[pattern]
      byPattern[pattern] = before === undefined ? value : (before * value) % p
    }
    for (let subset = 0; subset < 8; subset++) {
      const chosen = byPattern.filter((_, pattern) => ((pattern >> subset) & 1) === 1)
      const product = chosen.reduce<bigint>((all, each) => (each === undefined ? all : (all * each) % p), 1n)
      if (jacobiSymbol(product, p) !== 1) return false
    }
  }
  return true
}

const SUBSETS = 128
/** From here on the passes cost less than a symbol for each. */
export const SUBSETS_REPAY_FROM = 120
