import { pbkdf2 } from '@noble/hashes/pbkdf2.js'
import { sha256 } from '@noble/hashes/sha2.js'
import type { Group } from '../groups/group.ts'
import { bytesToNumber } from '../random.ts'

/** The exponent of a private credential that a credential authority gave out as text (§4.8), dashes and all. */
export const secretOfCredential = (group: Group, uuid: string, credential: string): bigint =>
  bytesToNumber(pbkdf2(sha256, credential, uuid, { c: 1_000, dkLen: 32 })) % group.q
