import type { Clock } from '../clock.ts'

/** A bucket for each key that refills steadily; what overflows is told to wait. Kept in memory, bounded in size. */
export interface RateLimit {
  /** Takes one from the key's bucket; false when it is empty. */
  take(key: string): boolean
}

const MOST_KEYS = 50_000

export function createRateLimit(clock: Clock, { burst, perMinute }: { burst: number; perMinute: number }): RateLimit {
  const buckets = new Map<string, { left: number; at: number }>()
  return {
    take(key) {
      const now = clock.now().getTime()
      const bucket = buckets.get(key) ?? { left: burst, at: now }
      const left = Math.min(burst, bucket.left + ((now - bucket.at) / 60_000) * perMinute)
      // Re-inserted so that the map's order is that of last use and the oldest key goes first.
      buckets.delete(key)
      buckets.set(key, { left: left >= 1 ? left - 1 : left, at: now })
      if (buckets.size > MOST_KEYS) buckets.delete(buckets.keys().next().value as string)
      return left >= 1
    },
  }
}
