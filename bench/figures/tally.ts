import { measureTally } from '../../packages/tally/bench/bench.ts'
import type { Figure, Measurement } from '../figure.ts'

/** Counting files of a hundred thousand and of a million papers, each in a process of its own, beside peers' figures. */
export const tally: Measurement = {
  title: 'Counting large elections',
  async measure(): Promise<Figure[]> {
    return measureTally().map(({ what, seconds, atMost, peakMegabytes, peers }) => ({
      name: what,
      target: `≤ ${atMost} s, ≤ 400 MB`,
      measured: `${seconds.toFixed(2)} s, ${peakMegabytes.toFixed(0)} MB`,
      yardstick: peers,
      met: seconds <= atMost && peakMegabytes <= 400,
    }))
  },
}
