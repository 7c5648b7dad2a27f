import type { TrusteePublicKey } from '../formats/trustees.ts'
import type { Group } from '../groups/group.ts'
import { proveKnowledge, trusteeKeyPrefix } from '../proofs/knowledge.ts'
import { type RandomSource, randomBelow } from '../random.ts'

/** Makes the key of a trustee without whom nothing can be opened (§4.5). */
export function makeTrusteeKey(
  group: Group,
  random: RandomSource,
): { readonly privateKey: bigint; readonly publicKey: TrusteePublicKey } {
  const privateKey = randomBelow(group.q, random)
  return { privateKey, publicKey: publicKeyOf(group, privateKey, random) }
}

/** The public key of a private one, with a proof that its maker knows the latter. */
export function publicKeyOf(group: Group, privateKey: bigint, random: RandomSource): TrusteePublicKey {
  const public_key = group.powerOfG(privateKey)
  return { pok: proveKnowledge(group, privateKey, trusteeKeyPrefix(group, public_key), random), public_key }
}
