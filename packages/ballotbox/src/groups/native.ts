import { createDiffieHellman, type DiffieHellman } from 'node:crypto'
import { type Arithmetic, fieldGroup } from './field-group.ts'
import type { Group, GroupName } from './group.ts'
import { type ModularPower, powerInBigInt } from './modular.ts'
import { BELENIOS_2048, RFC_3526_2048 } from './parameters.ts'
import type { Groups } from './portable.ts'

const bytesOf = (value: bigint): Buffer => {
  const hex = value.toString(16)
  return Buffer.from(hex.length % 2 === 1 ? `0${hex}` : hex, 'hex')
}

const agreements = new Map<bigint, DiffieHellman>()

/** A Diffie–Hellman agreement is one modular exponentiation: "their" key is the base, "our" private key the exponent. */
const powerInOpenSsl: ModularPower = (base, exponent, modulus) => {
  // OpenSSL refuses the bases 0, 1 and p − 1 and the exponent 0, which are no public or private keys.
  if (exponent === 0n || base === 1n) return 1n
  if (base === 0n) return 0n
  if (base === modulus - 1n) return exponent % 2n === 0n ? 1n : base
  let agreement = agreements.get(modulus)
  if (agreement === undefined) {
    agreement = createDiffieHellman(bytesOf(modulus), Buffer.from([2]))
    agreements.set(modulus, agreement)
  }
  agreement.setPrivateKey(bytesOf(exponent))
  try {
    return BigInt(`0x${agreement.computeSecret(bytesOf(base)).toString('hex')}`)
  } catch {
    // Neither does it give out a shared secret of 1 or p − 1, which only numbers made to mislead lead to.
    return powerInBigInt(base, exponent, modulus)
  }
}

const nativeArithmetic: Arithmetic = { power: powerInOpenSsl, tables: 'full', powerCost: 1 / 6 }

const made = new Map<GroupName, Group>()

/** The groups with exponentiation by OpenSSL, several times faster than BigInt's. */
export const nativeGroups: Groups = (name) => {
  let group = made.get(name)
  if (group === undefined) {
    group = fieldGroup(name === 'RFC-3526-2048' ? RFC_3526_2048 : BELENIOS_2048, nativeArithmetic)
    made.set(name, group)
  }
  return group
}
