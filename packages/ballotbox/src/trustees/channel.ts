import { readCanonical, textOfBytes, writeCanonical } from '../codec/canonical.ts'
import { type Codec, type FormatError, record, refuse, text } from '../codec/codec.ts'
import { element } from '../codec/numbers.ts'
import { signedMessageCodec } from '../formats/trustees.ts'
import type { Element, Group } from '../groups/group.ts'
import { bytesToHex, hexToBytes, sha256Number, sha256Of, utf8ToBytes } from '../hash.ts'
import { openSigned, signMessage } from '../proofs/signed-message.ts'
import { type RandomSource, randomBelow } from '../random.ts'
import type { Result } from '../result.ts'
import { decryptCcm, encryptCcm } from './ccm.ts'

/** The four keys that a threshold trustee derives from one secret seed (§4.6.1). */
export interface TrusteeKeys {
  readonly signing: bigint
  readonly verification: Element
  readonly decryption: bigint
  readonly encryption: Element
}

const BASE58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'
const SEED_LENGTH = 22
export const SEED = /^[1-9A-HJ-NP-Za-km-z]{22}$/

export const newSeed = (random: RandomSource): string =>
  Array.from({ length: SEED_LENGTH }, () => BASE58[Number(randomBelow(58n, random))]).join('')

/** §4.6.1, Deriving keys. */
export function keysOfSeed(group: Group, seed: string): TrusteeKeys {
  const signing = sha256Number(`sk|${seed}`) % group.q
  const decryption = sha256Number(`dk|${seed}`) % group.q
  return { signing, verification: group.powerOfG(signing), decryption, encryption: group.powerOfG(decryption) }
}

const encryptedMessageCodec = (group: Group) =>
  record({ alpha: element(group), beta: element(group), data: text(200_000, /^(?:[0-9a-f]{2})+$/) })

const channelMessageCodec = (group: Group) => record({ recipient: element(group), message: text(100_000) })

const symmetricKey = (group: Group, shared: Element): Uint8Array => sha256Of(`key|${group.write(shared)}`)
const nonceOf = (group: Group, alpha: Element): Uint8Array => sha256Of(`iv|${group.write(alpha)}`).subarray(0, 13)

/** §4.6.1, Encrypting: to an encryption key, as text. */
async function encryptText(group: Group, recipient: Element, plaintext: string, random: RandomSource): Promise<string> {
  const r = randomBelow(group.q, random)
  const shared = group.powerOfG(randomBelow(group.q, random))
  const alpha = group.powerOfG(r)
  const beta = group.multiply(group.power(recipient, r), shared)
  const data = await encryptCcm(symmetricKey(group, shared), nonceOf(group, alpha), utf8ToBytes(plaintext))
  return writeCanonical(encryptedMessageCodec(group), { alpha, beta, data: bytesToHex(data) })
}

async function decryptText(group: Group, decryption: bigint, sealed: string): Promise<Result<string, FormatError>> {
  const message = readCanonical(encryptedMessageCodec(group), sealed)
  if (!message.ok) return message
  const { alpha, beta, data } = message.value
  if (!group.isMember(alpha) || !group.isMember(beta)) return refuse('message', 'ciphertext outside the group')
  const shared = group.multiply(beta, group.invert(group.power(alpha, decryption)))
  const opened = await decryptCcm(symmetricKey(group, shared), nonceOf(group, alpha), hexToBytes(data))
  return opened.ok ? textOfBytes(opened.value) : refuse('message', opened.error)
}

/** §4.6.3: signs a message that names its recipient, and encrypts it to them. */
export async function send<T>(
  group: Group,
  from: TrusteeKeys,
  recipient: Element,
  codec: Codec<T>,
  content: T,
  random: RandomSource,
): Promise<string> {
  const message = writeCanonical(channelMessageCodec(group), { recipient, message: writeCanonical(codec, content) })
  const signed = signMessage(group, from.signing, message, random)
  return encryptText(group, recipient, writeCanonical(signedMessageCodec(group), signed), random)
}

/** §4.6.3: decrypts, and checks who signed and for whom. */
export async function receive<T>(
  group: Group,
  to: TrusteeKeys,
  sender: Element,
  codec: Codec<T>,
  sealed: string,
): Promise<Result<T, FormatError>> {
  const opened = await decryptText(group, to.decryption, sealed)
  if (!opened.ok) return opened
  const signed = readCanonical(signedMessageCodec(group), opened.value)
  if (!signed.ok) return signed
  const channel = openSigned(group, sender, signed.value, channelMessageCodec(group), 'message')
  if (!channel.ok) return channel
  if (channel.value.recipient !== to.encryption) return refuse('message', 'was meant for another trustee')
  return readCanonical(codec, channel.value.message)
}
