import { describe, expect, it } from 'vitest'
import { nativeGroups } from '../node.ts'
import { randomBelow } from '../random.ts'
import { seededRandom } from '../testing/random.ts'
import type { GroupName } from './group.ts'
import { invertModulo, jacobiSymbol, powerInBigInt } from './modular.ts'
import { BELENIOS_2048, RFC_3526_2048 } from './parameters.ts'
import { portableGroups } from './portable.ts'

const random = seededRandom('groups')

describe.each<[GroupName, typeof RFC_3526_2048]>([
  ['RFC-3526-2048', RFC_3526_2048],
  ['BELENIOS-2048', BELENIOS_2048],
])('the group %s', (name, { p, q, g }) => {
  const group = portableGroups(name)
  const native = nativeGroups(name)

  it('has a generator of order q', () => {
    expect((p - 1n) % q).toBe(0n)
    expect(powerInBigInt(g, q, p)).toBe(1n)
    expect(group.isMember(g)).toBe(true)
  })

  it('raises alike in BigInt, in OpenSSL and with prepared bases', () => {
    const base = group.powerOfG(randomBelow(q, random))
    const prepared = group.fixedBase(base)
    const preparedOnServer = native.fixedBase(base)
    for (const exponent of [
      0n,
      1n,
      2n,
      63n,
      64n,
      q - 1n,
      q,
      -1n,
      randomBelow(q, random),
      randomBelow(1n << 256n, random),
    ]) {
      const expected = group.power(base, exponent)
      expect(native.power(base, exponent)).toBe(expected)
      expect(prepared(exponent)).toBe(expected)
      expect(preparedOnServer(exponent)).toBe(expected)
    }
  })

  it('raises alike with a table, and with the wider one after many uses', () => {
    const base = group.powerOfG(randomBelow(q, random))
    const prepared = native.fixedBase(base)
    for (let i = 0; i < 60; i++) prepared(3n)
    const exponent = randomBelow(q, random)
    expect(prepared(exponent)).toBe(native.power(base, exponent))
    for (let i = 0; i < 3_000; i++) prepared(3n)
    expect(prepared(exponent)).toBe(native.power(base, exponent))
    expect(prepared(q - 1n)).toBe(native.invert(base))
  })

  it.each([1, 3, 40, 250])('multiplies powers of %i bases as one by one', (count) => {
    const bases = Array.from({ length: count }, () => native.power(g, randomBelow(1n << 64n, random)))
    const exponents = bases.map((_, i) => (i === 1 ? 0n : randomBelow(q, random)))
    const expected = bases.reduce((product, base, i) => group.multiply(product, native.power(base, exponents[i]!)), 1n)
    expect(group.powerProduct(bases, exponents)).toBe(expected)
    expect(native.powerProduct(bases, exponents)).toBe(expected)
  })

  it('inverts', () => {
    const a = randomBelow(p, random)
    expect(group.multiply(a, group.invert(a))).toBe(1n)
    expect(() => invertModulo(0n, p)).toThrow('zero has no inverse')
  })

  it('knows its members', () => {
    expect([0n, p, p - 1n, -g].map(group.isMember)).toEqual([false, false, false, false])
    for (let i = 0; i < 10; i++) {
      const a = randomBelow(p, random)
      expect(group.isMember(a)).toBe(powerInBigInt(a, q, p) === 1n)
      expect(native.isMember(a)).toBe(group.isMember(a))
    }
  })

  it('finds the one number among many that is no member', () => {
    const values = Array.from({ length: 300 }, (_, i) => native.powerOfG(BigInt(i + 2)))
    expect(native.areMembers(values)).toBe(true)
    for (const stranger of [p - values[7]!, 0n, p, p + 4n]) {
      expect(native.areMembers([...values.slice(1), stranger])).toBe(false)
    }
    expect(native.areMembers([p - 4n, p - 16n, ...values])).toBe(false)
    expect(native.areMembers([])).toBe(true)
  })

  it('raises numbers outside the group on the server too', () => {
    for (const base of [0n, 1n, p - 1n, p - g, 12_345n, p - 2n]) {
      for (const exponent of [1n, 2n, 3n, q - 1n]) {
        expect(native.power(base, exponent)).toBe(group.power(base, exponent))
      }
    }
  })

  it.each(['', '00', '01', '-1', '+1', '1.0', '1e3', ' 1', '1 ', '0x10', '0', '9'.repeat(10_000)])(
    'does not read %j',
    (text) => expect(group.read(text).ok).toBe(false),
  )

  it('does not read what is not below the prime', () => {
    expect(group.read(p.toString()).ok).toBe(false)
    expect(group.read((p - 1n).toString()).ok).toBe(true)
  })
})

describe('the Jacobi symbol', () => {
  it('is that of small numbers', () => {
    const squares = new Set([1, 3, 4, 5, 9])
    for (let a = 1n; a < 11n; a++) expect(jacobiSymbol(a, 11n)).toBe(squares.has(Number(a)) ? 1 : -1)
    expect(jacobiSymbol(22n, 11n)).toBe(0)
  })
})
