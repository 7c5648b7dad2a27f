import type { Ciphertext } from '../codec/numbers.ts'
import type { OpenElection } from '../formats/election.ts'
import type { Element, FixedBase } from '../groups/group.ts'

/** The string S₀ of §4.11: election fingerprint and credential, which tie a proof to one voter's ballot. */
export const contextOfBallot = (open: OpenElection, credential: Element): string =>
  `${open.fingerprint}|${open.group.write(credential)}`

/** The string S of §4.11.1: S₀ and all the choices, which tie the overall proof to them. */
export const contextOfChoices = (open: OpenElection, context: string, choices: readonly Ciphertext[]): string =>
  `${context}|${choices.map(({ alpha, beta }) => `${open.group.write(alpha)},${open.group.write(beta)}`).join(',')}`

const tables = new WeakMap<OpenElection, FixedBase>()

/** Raises the election's public key, prepared once for each election. */
export function powerOfElectionKey(open: OpenElection): FixedBase {
  let table = tables.get(open)
  if (table === undefined) {
    table = open.group.fixedBase(open.election.public_key)
    tables.set(open, table)
  }
  return table
}

/** The product of ciphertexts, which holds the sum of what they hold (§4.16). */
export function productOf(open: OpenElection, ciphertexts: readonly Ciphertext[]): Ciphertext {
  const { group } = open
  return ciphertexts.reduce(
    (product, each) => ({
      alpha: group.multiply(product.alpha, each.alpha),
      beta: group.multiply(product.beta, each.beta),
    }),
    { alpha: group.one, beta: group.one },
  )
}
