import { readCanonical, writeCanonical } from '../codec/canonical.ts'
import { type Codec, type FormatError, list, refuse, text } from '../codec/codec.ts'
import type { Element, Group } from '../groups/group.ts'
import { ok, type Result } from '../result.ts'

/** One entry of the list of public credentials (§4.8). */
export interface PublicCredential {
  readonly credential: Element
  /** 1 unless written: weights are for homomorphic questions only. */
  readonly weight: number
}

const MAX_CREDENTIALS = 5_000_000
const MAX_WEIGHT = 1_000_000
const entries: Codec<readonly string[]> = list(text(700), MAX_CREDENTIALS)

/** Reads "Y" or "Y,weight" entries; a credential listed twice is refused. */
export function readCredentials(group: Group, raw: string): Result<readonly PublicCredential[], FormatError> {
  const texts = readCanonical(entries, raw, MAX_CREDENTIALS * 700)
  if (!texts.ok) return texts
  const credentials: PublicCredential[] = []
  const seen = new Set<Element>()
  for (const [i, entry] of texts.value.entries()) {
    const one = readEntry(group, entry, `[${i}]`)
    if (!one.ok) return one
    if (seen.has(one.value.credential)) return refuse(`[${i}]`, 'credential listed twice')
    seen.add(one.value.credential)
    credentials.push(one.value)
  }
  return ok(credentials)
}

function readEntry(group: Group, entry: string, at: string): Result<PublicCredential, FormatError> {
  const comma = entry.indexOf(',')
  const credential = group.read(comma < 0 ? entry : entry.slice(0, comma))
  if (!credential.ok) return refuse(at, credential.error)
  if (comma < 0) return ok({ credential: credential.value, weight: 1 })
  const weight = entry.slice(comma + 1)
  if (!/^[1-9][0-9]{0,6}$/.test(weight) || Number(weight) > MAX_WEIGHT) return refuse(at, 'not a weight')
  return ok({ credential: credential.value, weight: Number(weight) })
}

export const writeCredentials = (group: Group, credentials: readonly PublicCredential[]): string =>
  writeCanonical(
    entries,
    credentials.map(({ credential, weight }) =>
      weight === 1 ? group.write(credential) : `${group.write(credential)},${weight}`,
    ),
  )
