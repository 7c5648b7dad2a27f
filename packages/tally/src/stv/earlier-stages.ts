import type { OwnMethod } from '../ties.ts'
import { extremes } from './books.ts'

/**
 * The tie rule of the hand counts: go back (or forward from the first stage) to a stage at which the tied candidates
 * had unequal votes; it falls on the one with the most, or the fewest, there. Where several share that, go on among
 * them.
 */
export const byEarlierStage =
  (
    history: readonly (readonly bigint[])[],
    direction: 'latest-first' | 'earliest-first',
    fallsOn: 'most' | 'fewest',
    clause: string,
    step: 'stage' | 'point' = 'stage',
  ): OwnMethod =>
  (tied) => {
    let left = tied
    const differed: number[] = []
    const stages = history.map((_, i) => i)
    if (direction === 'latest-first') stages.reverse()
    for (const i of stages) {
      if (left.length === 1) break
      const narrowed = extremes(left, history[i] as readonly bigint[], fallsOn)
      if (narrowed.length < left.length) differed.push(i + 1)
      left = narrowed
    }
    if (differed.length === 0) return { left, how: `equal at every ${step} (${clause})` }
    return { left, how: `${fallsOn} votes at ${step} ${differed.join(', then ')} (${clause})` }
  }
