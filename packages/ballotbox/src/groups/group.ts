import type { Result } from '../result.ts'

/**
 * A member of a group. Only the group's own functions give it a meaning: callers multiply, raise and print it
 * through them, so that a curve can follow whose members are packed into a number in another way.
 */
export type Element = bigint

export type GroupName = 'RFC-3526-2048' | 'BELENIOS-2048'

/** How a list of small numbers is packed into one member (§4.10, `embedding`). */
export interface Embedding {
  readonly padding: number
  readonly bits_per_int: number
}

/** Raises one fixed member to many exponents. */
export type FixedBase = (exponent: bigint) => Element

/** A cyclic group of prime order q with generator g (§5), in multiplicative notation. */
export interface Group {
  readonly name: GroupName
  readonly q: bigint
  readonly g: Element
  readonly one: Element
  readonly embedding: Embedding | undefined
  /** Longest decimal text of a member, to bound parsing. */
  readonly maxDigits: number
  multiply(a: Element, b: Element): Element
  invert(a: Element): Element
  /** base^exponent; the exponent is taken modulo q. */
  power(base: Element, exponent: bigint): Element
  powerOfG: FixedBase
  /** Prepares a base that will be raised many times; short-lived bases do better with `power`. */
  fixedBase(base: Element): FixedBase
  /** ∏ bases[i]^exponents[i]. */
  powerProduct(bases: readonly Element[], exponents: readonly bigint[]): Element
  /** Whether the number is a member of the group of order q; costly. */
  isMember(a: Element): boolean
  /** Whether all are; cheaper than one by one where they are many. */
  areMembers(values: readonly Element[]): boolean
  /** Function GetGenerator of §6, table 8, before its test for collisions. */
  independentGenerator(index: number): Element
  /** Reads canonical decimal text in range. Membership is a separate, dearer question. */
  read(text: string): Result<Element>
  write(a: Element): string
}

/** An exponent brought into [0, q). */
export function modulo(value: bigint, q: bigint): bigint {
  const rest = value % q
  return rest < 0n ? rest + q : rest
}
