import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { projectRoot } from '../../app/platform/project-root.ts'
import { type Figure, type Measurement, percent, perSecond } from '../figure.ts'
import { pressByTurns } from '../load.ts'

interface Served {
  readonly page: string
  readonly bare: string
  readonly lean: string
  readonly bytes: number
  readonly scripts: number
}

/** The result page of an election of 7,400 ballot papers: from kept bytes, and made anew. */
export const resultPage: Measurement = {
  title: 'The result page of a 7,400-ballot election',
  async measure(): Promise<Figure[]> {
    const server = fork(join(projectRoot(), 'dist/bench/house-server.js'))
    const [at] = (await once(server, 'message')) as [Served]
    const loads = await pressByTurns({
      kept: { url: at.page },
      bare: { url: at.bare },
      made: { url: at.page, headers: { cookie: 'gs_none=1' } },
      lean: { url: at.lean },
    })
    server.disconnect()
    const { kept, bare, made, lean } = loads
    const size = `${(at.bytes / 1024).toFixed(0)} KB of markup`
    return [
      {
        name: `from kept bytes, requests (${size})`,
        target: '≥ 30% of a bare Hono handler returning a string of that size',
        measured: `${perSecond(kept.requestsPerSecond)} (${percent(kept.requestsPerSecond, bare.requestsPerSecond)})`,
        yardstick: perSecond(bare.requestsPerSecond),
        met: kept.requestsPerSecond >= 0.3 * bare.requestsPerSecond && kept.failures === 0,
      },
      {
        name: 'made anew, requests',
        target: '≥ 70% of a lean handler with the same statements and markup',
        measured: `${perSecond(made.requestsPerSecond)} (${percent(made.requestsPerSecond, lean.requestsPerSecond)})`,
        yardstick: perSecond(lean.requestsPerSecond),
        met: made.requestsPerSecond >= 0.7 * lean.requestsPerSecond && made.failures === 0,
      },
      {
        name: 'p99 at 50 connections, kept and made anew',
        target: '< 100 ms',
        measured: `${kept.p99} ms and ${made.p99} ms`,
        yardstick: `${bare.p99} ms and ${lean.p99} ms`,
        met: kept.p99 < 100 && made.p99 < 100,
      },
      { name: 'script on the page', target: 'none', measured: String(at.scripts), met: at.scripts === 0 },
    ]
  },
}
