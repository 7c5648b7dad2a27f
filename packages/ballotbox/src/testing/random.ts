import { createHash } from 'node:crypto'
import type { RandomSource } from '../random.ts'

/** Bytes that are the same at each run, from a seed: tests only. */
export function seededRandom(seed: string): RandomSource {
  let counter = 0
  return (length) => {
    const blocks: Buffer[] = []
    for (let have = 0; have < length; have += 32) {
      blocks.push(createHash('sha256').update(`${seed}|${counter++}`).digest())
    }
    return Buffer.concat(blocks).subarray(0, length)
  }
}
