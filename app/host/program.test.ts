import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { buildIfNeeded } from '../../scripts/build.ts'
import { freePort } from '../platform/database/embedded/keys.ts'
import { clusterName, endProcesses, processesOf } from '../platform/database/embedded/processes.ts'
import { projectRoot } from '../platform/project-root.ts'

/** The whole program, as an operator meets it: started by its command, read by its console, stopped by signals. */
let dataDir: string
let port: number
const started: ChildProcess[] = []

beforeAll(async () => {
  await buildIfNeeded()
  dataDir = join(await mkdtemp(join(tmpdir(), 'groundswell-program-')), 'data')
  port = await freePort()
}, 120_000)
afterEach(async () => {
  for (const child of started.splice(0)) {
    if (child.exitCode === null && child.signalCode === null) await kill(child, 'SIGKILL')
  }
})
afterAll(async () => {
  if (existsSync(dataDir)) await endProcesses(clusterName(join(dataDir, 'postgres')))
  await rm(join(dataDir, '..'), { recursive: true, force: true })
})

/** What `npm start` runs, without npm around it; `launch` puts it back. */
function npmStart(environment: Record<string, string> = {}, ...words: string[]) {
  return launch(process.execPath, [join(projectRoot(), 'scripts', 'start.ts'), ...words], environment)
}

function launch(command: string, words: string[], environment: Record<string, string> = {}) {
  const env = { ...process.env, PORT: String(port), DATA_DIR: dataDir, DATABASE_URL: '', ...environment }
  const child = spawn(command, words, {
    cwd: projectRoot(),
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  started.push(child)
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += chunk))
  const ended = once(child, 'exit')
  return {
    child,
    said: () => said,
    /** The exit status of a start that was refused. */
    status: async () => (await ended)[0],
    async up() {
      while (!said.includes('Groundswell is at')) {
        if (child.exitCode !== null) throw new Error(`it ended: ${said}`)
        await sleep(20)
      }
    },
  }
}

async function kill(child: ChildProcess, signal: NodeJS.Signals): Promise<number> {
  const ended = once(child, 'exit')
  const began = performance.now()
  child.kill(signal)
  await ended
  return performance.now() - began
}

/** On a connection of its own: one kept open would be to the program before. */
const open = (path = '/') => fetch(`http://localhost:${port}${path}`, { headers: { connection: 'close' } })
const databaseRuns = () => processesOf(clusterName(join(dataDir, 'postgres'))).length > 0

/** The children of a process that run our worker. */
async function workersOf(parent: number | undefined): Promise<number[]> {
  const found: number[] = []
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    const status = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
    const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
    if (command.includes('worker.js') && status.split(') ')[1]?.split(' ')[1] === String(parent))
      found.push(Number(pid))
  }
  return found
}

async function until<T>(met: () => Promise<T | false | undefined>): Promise<T> {
  for (const deadline = performance.now() + 15_000; performance.now() < deadline; await sleep(50)) {
    const value = await met()
    if (value) return value
  }
  throw new Error('it did not come to pass within 15 seconds')
}

describe('npm start', () => {
  it('starts everything, says where it is, and stops at SIGTERM with nothing left running', async () => {
    const program = npmStart()
    await program.up()
    expect(program.said()).toContain(`Groundswell is at http://localhost:${port}\n`)
    expect((await open()).status).toBe(200)
    expect(databaseRuns()).toBe(true)
    expect(await kill(program.child, 'SIGTERM')).toBeLessThan(10_000)
    expect(program.child.exitCode).toBe(0)
    expect(databaseRuns()).toBe(false)
    await expect(open()).rejects.toThrow()
  })

  it('picks the data up again', async () => {
    const program = npmStart()
    await program.up()
    expect((await open('/elections')).status).toBe(200)
    expect(await kill(program.child, 'SIGINT')).toBeLessThan(10_000)
  })

  it('refuses a folder that another holds, and a port that another holds, each with the reason', async () => {
    const first = npmStart()
    await first.up()
    const second = npmStart({ PORT: String(await freePort()) })
    expect(await second.status()).toBe(1)
    expect(second.said()).toMatch(new RegExp(`in use by another Groundswell \\(process ${first.child.pid}\\)`))
    expect((await open()).status).toBe(200)
    await kill(first.child, 'SIGTERM')

    const squatter = createServer().listen(port, '127.0.0.1')
    await once(squatter, 'listening')
    const third = npmStart()
    expect(await third.status()).toBe(1)
    expect(third.said()).toContain(`Port ${port} is taken by another program`)
    expect(databaseRuns()).toBe(false)
    squatter.close()
  })

  it('says what is wrong with its environment, and what to write instead', async () => {
    const program = npmStart({ PORT: 'http', PUBLIC_URL: 'members.example.org' })
    expect(await program.status()).toBe(1)
    expect(program.said()).toMatch(/PORT must be a whole number.*\nPUBLIC_URL must be the address visitors type/)
  })

  it('says that a database of the operator does not answer, without its password', async () => {
    const nobody = await freePort()
    const program = npmStart({ DATABASE_URL: `postgres://us:hunter2@127.0.0.1:${nobody}/ours` })
    expect(await program.status()).toBe(1)
    expect(program.said()).toMatch(
      /DATABASE_URL: the database ours at 127\.0\.0\.1:\d+ does not let us in: .*ECONNREFUSED/,
    )
    expect(program.said()).not.toContain('hunter2')
  })

  it('does not guess at words it does not know', async () => {
    const program = npmStart({}, '--verbose')
    expect(await program.status()).toBe(1)
    expect(program.said()).toContain('--verbose')
  })

  it.skipIf(process.platform !== 'linux')('starts another worker when one dies', async () => {
    const program = npmStart()
    await program.up()
    const [worker = 0] = await until(
      async () => (await workersOf(program.child.pid)).length > 0 && workersOf(program.child.pid),
    )
    process.kill(worker, 'SIGKILL')
    const [next] = await until(async () => {
      const found = (await workersOf(program.child.pid)).filter((pid) => pid !== worker)
      return found.length > 0 && found
    })
    expect(next).not.toBe(worker)
    await kill(program.child, 'SIGTERM')
    expect(existsSync(`/proc/${next}`)).toBe(false)
  })

  it.skipIf(process.platform !== 'linux')(
    'leaves nothing in the way when it is killed: the worker ends, the next start works',
    async () => {
      const program = npmStart()
      await program.up()
      const [worker = 0] = await until(
        async () => (await workersOf(program.child.pid)).length > 0 && workersOf(program.child.pid),
      )
      await kill(program.child, 'SIGKILL')
      await until(async () => !existsSync(`/proc/${worker}`))
      const next = npmStart()
      await next.up()
      expect((await open()).status).toBe(200)
      await kill(next.child, 'SIGTERM')
      expect(databaseRuns()).toBe(false)
    },
  )

  it.skipIf(process.platform !== 'linux').each(['SIGTERM', 'SIGKILL'] as const)(
    'stops in order when npm, which launched it, is ended by %s',
    async (signal) => {
      const program = launch('npm', ['start'])
      await program.up()
      await kill(program.child, signal)
      await until(async () => !databaseRuns())
      await expect(open()).rejects.toThrow()
    },
  )

  it('says so on its pages while its database is away, and recovers by itself', async () => {
    const program = npmStart()
    await program.up()
    const server = processesOf(clusterName(join(dataDir, 'postgres'))).find(({ isServer }) => isServer)
    process.kill(server?.pid ?? 0, 'SIGKILL')
    const met: number[] = []
    await until(async () => {
      const page = await open(`/elections?q=${met.length}`).catch((problem: Error) => {
        throw new Error(`${problem.cause}: ${program.said()}`)
      })
      return met.push(page.status) && page.status === 200
    })
    expect(new Set(met)).toEqual(new Set([503, 200]))
    await kill(program.child, 'SIGTERM')
  })
})
