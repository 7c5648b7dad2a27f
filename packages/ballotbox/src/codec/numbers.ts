import type { Element, Group } from '../groups/group.ts'
import { ok } from '../result.ts'
import { type Codec, record, refuse } from './codec.ts'

const CANONICAL_NUMBER = /^(?:0|[1-9][0-9]*)$/

/** A member of the group (type G of §4.2). Its range is checked here, its membership by whoever relies on it. */
export const element = (group: Group): Codec<Element> => ({
  read(json, at) {
    if (typeof json !== 'string') return refuse(at, 'not a number written as a string')
    const value = group.read(json)
    return value.ok ? value : refuse(at, value.error)
  },
  write: (value) => group.write(value),
})

/** An exponent in [0, q) (type Zq of §4.2). */
export const scalar = (group: Group): Codec<bigint> => {
  const maxLength = group.q.toString().length
  return {
    read(json, at) {
      if (typeof json !== 'string') return refuse(at, 'not a number written as a string')
      if (json.length > maxLength) return refuse(at, 'number is too long for an exponent')
      if (!CANONICAL_NUMBER.test(json)) return refuse(at, 'not a canonical decimal number')
      const value = BigInt(json)
      return value < group.q ? ok(value) : refuse(at, 'number is not below the order of the group')
    },
    write: (value) => value.toString(),
  }
}

/** §4.3. */
export interface Proof {
  readonly challenge: bigint
  readonly response: bigint
}

/** §4.3. */
export interface Ciphertext {
  readonly alpha: Element
  readonly beta: Element
}

export const proof = (group: Group): Codec<Proof> => record({ challenge: scalar(group), response: scalar(group) })

export const ciphertext = (group: Group): Codec<Ciphertext> => record({ alpha: element(group), beta: element(group) })
