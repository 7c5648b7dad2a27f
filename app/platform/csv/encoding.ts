import { isUtf8 } from 'node:buffer'
import { createHash } from 'node:crypto'
import type { FileBytes } from './file-bytes.ts'

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'

export interface FileLook {
  readonly encoding: Encoding
  /** SHA-256 of the bytes. */
  readonly digest: Buffer
  readonly bytes: number
}

/**
 * Reads a file through once and says how its text is encoded: by its byte order mark; else UTF-16 where every other
 * byte of the beginning is zero; else UTF-8 where all of it is; else Windows-1252, as older spreadsheets write.
 */
export async function lookAtFile(file: FileBytes): Promise<FileLook> {
  const hash = createHash('sha256')
  let bytes = 0
  let beginning: Encoding | undefined
  let utf8 = true
  let rest: Buffer = Buffer.alloc(0)
  for await (const chunk of file()) {
    hash.update(chunk)
    if (bytes === 0) beginning = markOf(chunk)
    bytes += chunk.length
    if (!utf8 || (beginning && beginning !== 'utf-8')) continue
    const joined = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk
    const whole = wholeCharacters(joined)
    utf8 = isUtf8(joined.subarray(0, whole))
    rest = Buffer.from(joined.subarray(whole))
  }
  utf8 &&= isUtf8(rest)
  const encoding = beginning === 'utf-16le' || beginning === 'utf-16be' ? beginning : utf8 ? 'utf-8' : 'windows-1252'
  return { encoding, digest: hash.digest(), bytes }
}

function markOf(start: Buffer): Encoding | undefined {
  if (start[0] === 0xff && start[1] === 0xfe) return 'utf-16le'
  if (start[0] === 0xfe && start[1] === 0xff) return 'utf-16be'
  if (start[0] === 0xef && start[1] === 0xbb && start[2] === 0xbf) return 'utf-8'
  const sample = start.subarray(0, Math.min(start.length, 512) & ~1)
  if (sample.length < 4) return undefined
  let zerosEven = 0
  let zerosOdd = 0
  for (let at = 0; at < sample.length; at += 2) {
    if (sample[at] === 0) zerosEven++
    if (sample[at + 1] === 0) zerosOdd++
  }
  const most = sample.length * 0.4
  return zerosOdd > most ? 'utf-16le' : zerosEven > most ? 'utf-16be' : undefined
}

/** Where the last whole UTF-8 character of a chunk ends: at most three bytes before its end. */
function wholeCharacters(chunk: Buffer): number {
  for (let back = 1; back <= Math.min(3, chunk.length); back++) {
    const byte = chunk[chunk.length - back] as number
    if (byte >= 0xc0) {
      const needs = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2
      return needs > back ? chunk.length - back : chunk.length
    }
    if (byte < 0x80) break
  }
  return chunk.length
}
