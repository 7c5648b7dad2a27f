import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { projectRoot } from '../../app/platform/project-root.ts'
import type { Figure, Measurement } from '../figure.ts'

const PORT = '38500'

/** From the command to the first page, on a new folder and on one that exists. */
export const startUp: Measurement = {
  title: 'npm start, once built',
  async measure(): Promise<Figure[]> {
    const folder = mkdtempSync(join(tmpdir(), 'groundswell-start-'))
    try {
      const fresh = await timeToFirstPage(folder)
      const again = await timeToFirstPage(folder)
      return [
        {
          name: 'first page, new folder',
          target: 'for information',
          measured: `${(fresh / 1000).toFixed(1)} s`,
          met: true,
        },
        {
          name: 'first page, existing folder',
          target: '≤ 5 s',
          measured: `${(again / 1000).toFixed(1)} s`,
          met: again <= 5000,
        },
      ]
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  },
}

async function timeToFirstPage(folder: string): Promise<number> {
  const began = performance.now()
  const program = spawn('npm', ['start'], {
    cwd: projectRoot(),
    env: { ...process.env, DATA_DIR: folder, PORT, LOG_LEVEL: 'error' },
    stdio: 'ignore',
    detached: true,
  })
  try {
    for (;;) {
      const page = await fetch(`http://localhost:${PORT}/`).catch(() => null)
      if (page?.ok) return performance.now() - began
      if (performance.now() - began > 60_000) throw new Error('no page within a minute')
      await sleep(20)
    }
  } finally {
    await stop(program)
  }
}

async function stop(program: ChildProcess): Promise<void> {
  const ended = new Promise((settle) => program.once('exit', settle))
  if (program.pid) process.kill(-program.pid, 'SIGTERM')
  await ended
}
