import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { projectRoot } from '../../app/platform/project-root.ts'
import { type Figure, type Measurement, percent, perSecond } from '../figure.ts'
import type { Served, ServedPage } from '../house-server.ts'
import { type Load, pressByTurns } from '../load.ts'

/** The result page of 7,400 ballot papers, from kept bytes and made anew, and the two pages that members open most. */
export const pages: Measurement = {
  title: 'Pages: a result, a member’s home, a ballot paper',
  async measure(): Promise<Figure[]> {
    const server = fork(join(projectRoot(), 'dist/bench/house-server.js'))
    const [at] = (await once(server, 'message')) as [Served]
    const anew = ({ url, cookie }: ServedPage) => ({ url, headers: { cookie } })
    const loads = await pressByTurns({
      kept: { url: at.result.url },
      bare: { url: at.bare },
      result: anew(at.result),
      leanResult: { url: at.result.lean },
      home: anew(at.home),
      leanHome: { url: at.home.lean },
      ballot: anew(at.ballot),
      leanBallot: { url: at.ballot.lean },
    })
    server.disconnect()
    const { kept, bare } = loads
    return [
      {
        name: `result page from kept bytes (${kilobytes(at.result.bytes)})`,
        target: '≥ 30% of a bare Hono handler returning a string of that size; p99 < 100 ms; no script',
        measured: `${perSecond(kept.requestsPerSecond)} (${percent(kept.requestsPerSecond, bare.requestsPerSecond)}), p99 ${kept.p99} ms, ${at.result.script} bytes of script`,
        yardstick: perSecond(bare.requestsPerSecond),
        met: kept.requestsPerSecond >= 0.3 * bare.requestsPerSecond && isSteady(kept) && at.result.script === 0,
      },
      againstLean('result page made anew', at.result, loads.result, loads.leanResult),
      againstLean('member’s home', at.home, loads.home, loads.leanHome),
      againstLean('ballot paper', at.ballot, loads.ballot, loads.leanBallot),
    ]
  },
}

const WHY_SLOW =
  'fifty readers share two cores with PostgreSQL and the presser; the lean handler misses it too. Next: fewer journeys to the database for each page'
const MOST_SCRIPT = 30 * 1024

function againstLean(name: string, { bytes, script }: ServedPage, load: Load, lean: Load): Figure {
  return {
    name: `${name} (${kilobytes(bytes)})`,
    target: '≥ 70% of a lean handler with the same statements and markup; p99 < 100 ms; script ≤ 30 KB packed',
    measured: `${perSecond(load.requestsPerSecond)} (${percent(load.requestsPerSecond, lean.requestsPerSecond)}), p99 ${load.p99} ms, ${kilobytes(script)} of script`,
    yardstick: `${perSecond(lean.requestsPerSecond)}, p99 ${lean.p99} ms`,
    met: load.requestsPerSecond >= 0.7 * lean.requestsPerSecond && isSteady(load) && script <= MOST_SCRIPT,
    ...(isSteady(load) ? {} : { note: WHY_SLOW }),
  }
}

const isSteady = ({ p99, failures }: Load): boolean => p99 < 100 && failures === 0

const kilobytes = (bytes: number): string => `${(bytes / 1024).toFixed(bytes < 10_240 ? 1 : 0)} KB`
