import type { Chance } from '../platform/ids.ts'

/** A repeatable stream of draws from a seed (mulberry32). For inventing a demonstration; never for anything secret. */
export interface Draw {
  /** In [0, 1). */
  next(): number
  oneOf<T>(list: readonly T[]): T
}

export function drawFrom(seed: number): Draw {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
  return { next, oneOf: (list) => list[Math.floor(next() * list.length)] as (typeof list)[number] }
}

/** Ids and bytes by the same draw, so that the whole demonstration is the same each time. */
export function chanceOf(draw: Draw): Chance {
  const bytes = (length: number): Uint8Array => Uint8Array.from({ length }, () => Math.floor(draw.next() * 256))
  return {
    bytes,
    id() {
      const raw = bytes(16)
      raw[6] = ((raw[6] ?? 0) & 0x0f) | 0x40
      raw[8] = ((raw[8] ?? 0) & 0x3f) | 0x80
      return Buffer.from(raw)
        .toString('hex')
        .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
    },
  }
}
