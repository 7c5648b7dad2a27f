import type { Tie, TiePurpose } from './record.ts'
import { sha256 } from './sha256.ts'

/** How a tie is settled that the rule's own method leaves open. */
export type TieMethod =
  /** By lot: anyone who knows the published seed can draw it again. */
  | { readonly kind: 'seed'; readonly seed: string }
  /** It falls on whoever is named first; candidate numbers, those not named come last in ascending order. */
  | { readonly kind: 'order'; readonly order: readonly number[] }

/** Settles ties and keeps account of each. Candidates are indexes from 0; the account has numbers from 1. */
export interface Ties {
  readonly settled: readonly Tie[]
  /** On whom of `tied` it falls. `tied` may hold one candidate: then there is no tie. */
  settle(tied: readonly number[], purpose: TiePurpose, stage: number, own?: OwnMethod): number
}

/**
 * A rule's own method: narrows the tied candidates, and says in words by what. It gives back all of them where it
 * cannot decide, and some where it decides in part.
 */
export type OwnMethod = (tied: readonly number[]) => {
  readonly left: readonly number[]
  readonly how: string
  readonly method?: Tie['method']
}

export const createTies = (method: TieMethod): Ties => {
  const settled: Tie[] = []
  return {
    settled,
    settle(tied, purpose, stage, own) {
      const [only] = tied
      if (only === undefined) throw new Error('No candidate to choose from')
      if (tied.length === 1) return only
      const narrowed = own?.(tied) ?? { left: tied, how: '' }
      const decided = narrowed.left.length === 1
      const last = decided
        ? { chosen: narrowed.left[0] as number, how: narrowed.how }
        : drawn(method, narrowed.left, settled.length + 1)
      settled.push({
        stage,
        purpose,
        tied: tied.map((candidate) => candidate + 1),
        chosen: last.chosen + 1,
        method: decided ? (narrowed.method ?? 'earlier-stage') : method.kind === 'seed' ? 'lot' : 'order',
        how: decided || narrowed.left.length === tied.length ? last.how : `${narrowed.how}; then ${last.how}`,
      })
      return last.chosen
    },
  }
}

/**
 * The lot: SHA-256 of "seed/number of the tie/candidate number" for each tied candidate, as UTF-8; it falls on the
 * candidate whose digest is lowest.
 */
const drawn = (method: TieMethod, tied: readonly number[], tie: number): { chosen: number; how: string } => {
  if (method.kind === 'order') {
    const place = (candidate: number): number => {
      const at = method.order.indexOf(candidate + 1)
      return at < 0 ? method.order.length + candidate : at
    }
    const chosen = tied.reduce((first, candidate) => (place(candidate) < place(first) ? candidate : first))
    return { chosen, how: `the given order names ${chosen + 1} first` }
  }
  const digests = tied.map((candidate) => ({ candidate, digest: sha256(`${method.seed}/${tie}/${candidate + 1}`) }))
  const lowest = digests.reduce((low, next) => (next.digest < low.digest ? next : low))
  const text = `${method.seed}/${tie}/${lowest.candidate + 1}`
  return {
    chosen: lowest.candidate,
    how: `lot: of the SHA-256 digests of "seed/tie/candidate", that of "${text}" is lowest (${lowest.digest.slice(0, 12)}…)`,
  }
}
