import { readCanonical } from '../codec/canonical.ts'
import { type Codec, type FormatError, refuse } from '../codec/codec.ts'
import type { Proof } from '../codec/numbers.ts'
import type { SignedMessage } from '../formats/trustees.ts'
import type { Element, Group } from '../groups/group.ts'
import type { RandomSource } from '../random.ts'
import type { Result } from '../result.ts'
import { checkKnowledge, proveKnowledge } from './knowledge.ts'

const prefix = (message: string): string => `sigmsg|${message}|`

/** §4.6.1, Signing. */
export const signText = (group: Group, signingKey: bigint, message: string, random: RandomSource): Proof =>
  proveKnowledge(group, signingKey, prefix(message), random)

export const checkSignedText = (group: Group, verification: Element, message: string, signature: Proof): boolean =>
  checkKnowledge(group, verification, prefix(message), signature)

export const signMessage = (
  group: Group,
  signingKey: bigint,
  message: string,
  random: RandomSource,
): SignedMessage => ({ message, signature: signText(group, signingKey, message, random) })

/** Reads what a signed message says, if its signature holds under the key. */
export function openSigned<T>(
  group: Group,
  verification: Element,
  signed: SignedMessage,
  codec: Codec<T>,
  at: string,
): Result<T, FormatError> {
  if (!checkSignedText(group, verification, signed.message, signed.signature))
    return refuse(at, 'signature does not hold')
  const content = readCanonical(codec, signed.message)
  return content.ok ? content : refuse(`${at}: ${content.error.at}`, content.error.problem)
}
