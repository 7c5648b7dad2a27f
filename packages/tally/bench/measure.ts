import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
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

/** Parses and counts synthetic elections, each in a process of its own; the best of three. */
export const measureTally = (): Measurement[] => {
  const folder = mkdtempSync(join(tmpdir(), 'tally-bench-'))
  const one = fileURLToPath(new URL('one.ts', import.meta.url))
  try {
    return SUBJECTS.map(({ papers, rules, atMost, peers }) => {
      const path = join(folder, `${papers}.blt`)
      writeFileSync(path, syntheticBallots(papers))
      const runs = [1, 2, 3].map(
        () => JSON.parse(execFileSync(process.execPath, [one, path, rules], { encoding: 'utf8' })) as Measurement,
      )
      const best = runs.reduce((a, b) => (b.seconds < a.seconds ? b : a))
      const what = `${papers.toLocaleString('en')} papers, 24 candidates, 8 seats, ${rules}, parsing included`
      return { what, seconds: best.seconds, atMost, peakMegabytes: best.peakMegabytes, peers }
    })
  } finally {
    rmSync(folder, { recursive: true })
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const { what, seconds, atMost, peakMegabytes, peers } of measureTally()) {
    const verdict = seconds <= atMost ? 'reached' : 'MISSED'
    console.log(
      `${what}: ${seconds.toFixed(2)} s (${verdict}: at most ${atMost} s), ${Math.round(peakMegabytes)} MB ${peers && `[${peers}]`}`,
    )
  }
}
