import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { count, parseBlt } from '../src/index.ts'
import { syntheticBallots } from './synthetic-ballots.ts'

/** One measurement, beside what it has to reach and what others need for a file of the same recipe on two cores. */
export interface Measurement {
  readonly what: string
  readonly seconds: number
  readonly atMost: number
  readonly peakMegabytes: number
  readonly peers: string
}

const SUBJECTS = [
  { papers: 100_000, rules: 'scottish', atMost: 0.5, peers: '' },
  { papers: 1_000_000, rules: 'scottish', atMost: 1.5, peers: 'OpenSTV 16.4 s, Droop 20.9 s' },
  { papers: 1_000_000, rules: 'meek-nz', atMost: 4, peers: 'stv-rs (Meek, compiled, two threads) 3.4 to 4.0 s' },
  { papers: 1_000_000, rules: 'schulze', atMost: 2, peers: '' },
] as const

const here = fileURLToPath(import.meta.url)

/** Parses and counts synthetic elections, each in a process of its own; the best of three. */
export const measureTally = (): Measurement[] => {
  const folder = mkdtempSync(join(tmpdir(), 'tally-bench-'))
  try {
    return SUBJECTS.map(({ papers, rules, atMost, peers }) => {
      const path = join(folder, `${papers}.blt`)
      writeFileSync(path, syntheticBallots(papers))
      const runs = [1, 2, 3].map(
        () => JSON.parse(execFileSync(process.execPath, [here, path, rules], { encoding: 'utf8' })) as Run,
      )
      const best = runs.reduce((a, b) => (b.seconds < a.seconds ? b : a))
      const what = `${papers.toLocaleString('en')} papers, 24 candidates, 8 seats, ${rules}, parsing included`
      return { what, ...best, atMost, peers }
    })
  } finally {
    rmSync(folder, { recursive: true })
  }
}

type Run = Pick<Measurement, 'seconds' | 'peakMegabytes'>

const run = (path: string, rules: string): Run => {
  const bytes = readFileSync(path)
  const start = performance.now()
  const file = parseBlt(bytes)
  if (!file.ok) throw new Error(`${path}: ${file.error.expected}`)
  const record = count(file.value, { rules })
  if (!record.ok) throw new Error(record.error.message)
  const seconds = (performance.now() - start) / 1000
  return { seconds, peakMegabytes: process.resourceUsage().maxRSS / 1024 }
}

const inWords = ({ what, seconds, atMost, peakMegabytes, peers }: Measurement): string => {
  const verdict = seconds <= atMost ? 'reached' : 'MISSED'
  const memory = `${Math.round(peakMegabytes)} MB`
  return `${what}: ${seconds.toFixed(2)} s (${verdict}: at most ${atMost} s), ${memory}${peers && ` [${peers}]`}`
}

if (process.argv[1] === here) {
  const [path, rules] = process.argv.slice(2)
  if (path !== undefined && rules !== undefined) console.log(JSON.stringify(run(path, rules)))
  else for (const measurement of measureTally()) console.log(inWords(measurement))
}
