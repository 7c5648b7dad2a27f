import { paperFromBytes } from '../casting/paper-bytes.ts'
import type { opener } from '../casting/seal.ts'

export interface SealedEnvelope {
  readonly place: string
  readonly sealed: Uint8Array
}

/** One ranking and how many papers carry it. */
export interface OpenedRanking {
  readonly ranking: readonly number[]
  readonly papers: number
}

export interface Mixed {
  /** In the order of the rankings themselves: nothing is left of the order in which envelopes were read. */
  readonly rankings: readonly OpenedRanking[]
  readonly papers: number
  /** Envelopes that did not open or held no ranking: none, unless somebody wrote to the database by hand. */
  readonly unreadable: number
}

const BREATH = 250

/**
 * Opens envelopes and keeps of each nothing but one more paper for its ranking. Lets the process do other things
 * between handfuls, as the web may be served by it.
 */
export async function mix(
  envelopes: Iterable<SealedEnvelope>,
  open: ReturnType<typeof opener>,
  contest: string,
  candidates: number,
): Promise<Mixed> {
  const counts = new Map<string, number>()
  let papers = 0
  let unreadable = 0
  let seen = 0
  for (const { place, sealed } of envelopes) {
    const bytes = open(sealed, { contest, place })
    const ranking = bytes.ok ? paperFromBytes(bytes.value, candidates) : bytes
    if (ranking.ok) {
      papers++
      const key = ranking.value.join(' ')
      counts.set(key, (counts.get(key) ?? 0) + 1)
    } else unreadable++
    if (++seen % BREATH === 0) await new Promise(setImmediate)
  }
  const rankings = [...counts]
    .map(([key, count]) => ({ ranking: key === '' ? [] : key.split(' ').map(Number), papers: count }))
    .sort((a, b) => compare(a.ranking, b.ranking))
  return { rankings, papers, unreadable }
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const difference = (a[i] as number) - (b[i] as number)
    if (difference !== 0) return difference
  }
  return a.length - b.length
}
