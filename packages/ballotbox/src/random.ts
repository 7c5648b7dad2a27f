import { sha256Of } from './hash.ts'

/** Gives that many unpredictable bytes. Injected by the caller: `crypto.getRandomValues` in a page, `randomBytes` on a server. */
export type RandomSource = (length: number) => Uint8Array

export function bytesToNumber(bytes: Uint8Array): bigint {
  let hex = '0x0'
  for (const byte of bytes) hex += byte.toString(16).padStart(2, '0')
  return BigInt(hex)
}

/** Uniform in [0, bound): draws again while the draw is too large, so that there is no bias. */
export function randomBelow(bound: bigint, random: RandomSource): bigint {
  const bits = bound.toString(2).length
  const length = Math.ceil(bits / 8)
  for (;;) {
    const drawn = BigInt.asUintN(bits, bytesToNumber(random(length)))
    if (drawn < bound) return drawn
  }
}

/** Function GenPermutation of §6, table 2: a uniform permutation of 0 … size − 1. */
export function randomPermutation(size: number, random: RandomSource): number[] {
  const left = Array.from({ length: size }, (_, i) => i)
  const permutation: number[] = []
  for (let i = 0; i < size; i++) {
    const k = i + Number(randomBelow(BigInt(size - i), random))
    permutation.push(left[k]!)
    left[k] = left[i]!
  }
  return permutation
}

/**
 * Bytes that follow from a secret seed: the same at each run, so that interrupted work can be taken up again. Whoever
 * learns the seed learns the work's secrets; it is thrown away with the checkpoints when the work is done.
 */
export function randomFromSeed(seed: Uint8Array): RandomSource {
  let counter = 0
  return (length) => {
    const bytes = new Uint8Array(Math.ceil(length / 32) * 32)
    for (let at = 0; at < bytes.length; at += 32) {
      const block = new Uint8Array(seed.length + 8)
      block.set(seed)
      new DataView(block.buffer).setBigUint64(seed.length, BigInt(counter++))
      bytes.set(sha256Of(block), at)
    }
    return bytes.subarray(0, length)
  }
}
