import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildServer } from '../../scripts/build/server.ts'
import { projectRoot } from '../platform/project-root.ts'

/** A program in a process of its own, on a folder that outlives it. */
export interface LivingProgram {
  readonly origin: string
  readonly dataDir: string
  readonly port: number
  /** What the console printed, while nobody lived here. */
  readonly foundingToken: string | null
  now(): Date
  /** Moves the program's clock. */
  advance(duration: { days?: number; hours?: number; minutes?: number }): Promise<void>
  /** Ends it as a power cut would. */
  kill(): Promise<void>
  /** Starts it again on the same folder. */
  startAgain(): Promise<void>
  stop(): Promise<void>
}

/** Builds the program and starts it on an empty folder. */
export async function bringToLife(start: Date): Promise<LivingProgram> {
  const root = projectRoot()
  await buildServer(root, join(root, '.cache/scenario'), { program: 'app/scenario/program.ts' })
  const folder = await mkdtemp(join(tmpdir(), 'groundswell-life-'))
  const dataDir = join(folder, 'data')
  const port = await freePort()
  let now = start
  let child: ChildProcess
  let foundingToken: string | null = null

  const launch = async () => {
    const env = {
      ...process.env,
      DATA_DIR: dataDir,
      PORT: String(port),
      SCENARIO_NOW: now.toISOString(),
      LOG_LEVEL: 'warn',
    }
    child = fork(join(root, '.cache/scenario/program.js'), {
      env,
      execArgv: [],
      stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
    })
    let said = ''
    child.stderr?.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-2000)
    })
    const [ready] = (await Promise.race([
      once(child, 'message'),
      once(child, 'exit').then(([code]) => Promise.reject(new Error(`the program ended with ${code}: ${said}`))),
    ])) as [{ token: string | null }]
    foundingToken = ready.token
  }
  await launch()
  return {
    origin: `http://localhost:${port}`,
    dataDir,
    port,
    get foundingToken() {
      return foundingToken
    },
    now: () => now,
    async advance({ days = 0, hours = 0, minutes = 0 }) {
      now = new Date(now.getTime() + ((days * 24 + hours) * 60 + minutes) * 60_000)
      const set = once(child, 'message')
      child.send({ now: now.toISOString() })
      await set
    },
    async kill() {
      const gone = once(child, 'exit')
      child.kill('SIGKILL')
      await gone
    },
    startAgain: launch,
    async stop() {
      if (child.exitCode === null && child.signalCode === null) {
        const gone = once(child, 'exit')
        child.disconnect()
        await gone
      }
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((settle) => server.listen(0, '127.0.0.1', settle))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  await new Promise((settle) => server.close(settle))
  return port
}
