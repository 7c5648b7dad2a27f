import { sha256Number, sha256Of, sha256Parts } from '../hash.ts'
import { err, ok } from '../result.ts'
import { type FixedBaseKind, fixedBase } from './fixed-base.ts'
import { type Element, type FixedBase, type Group, modulo } from './group.ts'
import {
  allResidues,
  invertModulo,
  jacobiSymbol,
  type ModularPower,
  powerInBigInt,
  powerProductInBigInt,
  productCost,
  SUBSETS_REPAY_FROM,
} from './modular.ts'
import type { FieldParameters } from './parameters.ts'

/** What makes the same group fast on a server or light in a page. */
export interface Arithmetic {
  readonly power: ModularPower
  readonly tables: FixedBaseKind
  /** Multiplications in BigInt that one separate exponentiation costs for each bit of its exponent. */
  readonly powerCost: number
}

/** Plain BigInt, for any JavaScript engine. */
export const portableArithmetic: Arithmetic = { power: powerInBigInt, tables: 'light', powerCost: 1.2 }

const CANONICAL_NUMBER = /^(?:0|[1-9][0-9]*)$/

/** The subgroup of order q of the integers modulo p (§5). */
export function fieldGroup(parameters: FieldParameters, arithmetic: Arithmetic): Group {
  const { name, p, q, g, embedding } = parameters
  const { power } = arithmetic
  const cofactor = (p - 1n) / q
  const maxDigits = p.toString().length
  const raise = (base: Element, exponent: bigint) => power(base, modulo(exponent, q), p)
  const prepared = (base: Element): FixedBase => {
    const table = fixedBase(arithmetic.tables, base, p, q, power)
    return (exponent) => table(modulo(exponent, q))
  }
  const isMember = (a: Element) => {
    if (a <= 0n || a >= p) return false
    // aᵠ as a^(q−1) × a: OpenSSL does not hand out a shared secret of 1.
    return cofactor === 2n ? jacobiSymbol(a, p) === 1 : (power(a, q - 1n, p) * a) % p === 1n
  }
  return {
    name,
    q,
    g,
    one: 1n,
    embedding,
    maxDigits,
    multiply: (a, b) => (a * b) % p,
    invert: (a) => invertModulo(a, p),
    power: raise,
    powerOfG: prepared(g),
    fixedBase: prepared,
    powerProduct(bases, exponents) {
      if (bases.length !== exponents.length) throw new Error('as many exponents as bases are needed')
      const reduced = exponents.map((exponent) => modulo(exponent, q))
      const bits = reduced.reduce((most, each) => (each > most ? each : most), 0n).toString(2).length
      if (productCost(bases.length, bits) < bases.length * bits * arithmetic.powerCost) {
        return powerProductInBigInt(bases, reduced, p)
      }
      return bases.reduce((product, base, i) => (product * power(base, reduced[i]!, p)) % p, 1n)
    },
    areMembers(values) {
      if (cofactor !== 2n || values.length < SUBSETS_REPAY_FROM) return values.every(isMember)
      return values.every((a) => a > 0n && a < p) && allResidues(values, p, subsetsOf(values))
    },
    isMember,
    independentGenerator(index) {
      const h = power(sha256Number(`ggen|${index}`) % p, cofactor, p)
      if (h === 0n || h === 1n || h === g) throw new Error(`generator ${index} is degenerate`)
      return h
    },
    read(text) {
      if (text.length > maxDigits) return err('number is too long for the group')
      if (!CANONICAL_NUMBER.test(text)) return err('not a canonical decimal number')
      const value = BigInt(text)
      return value > 0n && value < p ? ok(value) : err('number is outside the range of the group')
    },
    write: (a) => a.toString(),
  }
}

/** Subsets that follow from a hash of all the values: a byte for each value and pass. */
function subsetsOf(values: readonly Element[]): (pass: number) => Uint8Array {
  const hash = sha256Parts()
  for (const value of values) hash.add(`${value.toString(16)},`)
  const seed = hash.hex()
  return (pass) => {
    const bytes = new Uint8Array(Math.ceil(values.length / 32) * 32)
    for (let at = 0; at < bytes.length; at += 32) bytes.set(sha256Of(`${seed}|${pass}|${at}`), at)
    return bytes
  }
}
