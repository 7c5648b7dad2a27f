import { type ChildProcess, fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { unwrap } from '../result.ts'
import { clusterName, endProcesses, processesOf } from './embedded/processes.ts'
import { type Embedded, joinEmbedded, startEmbedded } from './embedded.ts'

let dataDir: string
let lines: string[] = []
const children: ChildProcess[] = []
let running: Embedded | undefined

beforeAll(async () => {
  dataDir = join(await mkdtemp(join(tmpdir(), 'groundswell-embedded-')), 'data')
})
afterEach(async () => {
  await running?.stop()
  running = undefined
  for (const child of children.splice(0)) child.kill('SIGKILL')
  lines = []
})
afterAll(async () => {
  await endProcesses(clusterName(join(dataDir, 'postgres')))
  await rm(join(dataDir, '..'), { recursive: true, force: true })
})

const start = async () => {
  running = unwrap(await startEmbedded({ dataDir, log: (line) => lines.push(line) }))
  return running
}

async function ask(url: string, sql: string) {
  const client = new pg.Client(url)
  client.on('error', () => undefined)
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

/** The same in a process of its own. */
async function elsewhere() {
  const child = fork(join(import.meta.dirname, 'embedded.fixture.ts'), [dataDir], { detached: true })
  children.push(child)
  for (;;) {
    const [message] = (await once(child, 'message')) as [{ line?: string; url: string; pid: number; error?: unknown }]
    if (!message.line) return { child, ...message }
  }
}

const kill9 = async (child: ChildProcess) => {
  const ended = once(child, 'exit')
  child.kill('SIGKILL')
  await ended
}

const serverOf = () => processesOf(clusterName(join(dataDir, 'postgres'))).find(({ isServer }) => isServer)?.pid

describe('the embedded PostgreSQL', () => {
  it('makes its cluster at the first start: version 18, UTF-8, for this machine and the password only', async () => {
    const { url } = await start()
    const [row] = await ask(
      url,
      `select current_setting('server_version') as version, current_user as "user", d.encoding = 6 as utf8,
              d.datlocprovider as provider, d.datlocale as locale, inet_server_addr()::text as address
         from pg_database d where d.datname = current_database()`,
    )
    expect(row).toMatchObject({ user: 'groundswell', utf8: true, provider: 'b', locale: 'C.UTF-8' })
    expect(row.version).toMatch(/^18\./)
    const settings = await ask(url, `select name, setting from pg_settings`)
    expect(Object.fromEntries(settings.map(({ name, setting }) => [name, setting]))).toMatchObject({
      listen_addresses: '127.0.0.1',
      unix_socket_directories: '',
      random_page_cost: '1.1',
      max_connections: '120',
      fsync: 'on',
      synchronous_commit: 'on',
      data_checksums: 'on',
      log_error_verbosity: 'terse',
    })
    await expect(ask(url.replace(/:[^:@]+@/, ':guess@'), 'select 1')).rejects.toThrow(/password authentication failed/)
    for (const kept of ['postgres.json', 'postgres.log']) expect((await stat(join(dataDir, kept))).mode & 0o077).toBe(0)
    expect((await stat(dataDir)).mode & 0o077).toBe(0)
    expect((await stat(join(dataDir, 'postgres'))).uid).not.toBe(0)
  })

  it('keeps the data and the port from one start to the next', async () => {
    const first = await start()
    await ask(first.url, `create table ward (name text); insert into ward values ('Forth')`)
    await first.stop()
    expect(serverOf()).toBeUndefined()
    const second = await start()
    expect(second.url).toBe(first.url)
    expect(await ask(second.url, 'select name from ward')).toEqual([{ name: 'Forth' }])
  })

  it('refuses a second start on its folder and names the process that holds it', async () => {
    await start()
    const again = await startEmbedded({ dataDir, log: () => undefined })
    expect(again).toMatchObject({ ok: false, error: { kind: 'folder-in-use', pid: process.pid } })
    const { error } = await elsewhere()
    expect(error).toMatchObject({
      kind: 'folder-in-use',
      pid: process.pid,
      message: expect.stringContaining(`process ${process.pid}`),
    })
  })

  it('lets a command join the running program, and serves one where there is none', async () => {
    const { url } = await start()
    const joined = unwrap(await joinEmbedded({ dataDir, log: () => undefined }))
    expect(joined.url).toBe(url)
    await joined.stop()
    expect(await ask(url, 'select 1 as one')).toEqual([{ one: 1 }])
    await running?.stop()
    const alone = unwrap(await joinEmbedded({ dataDir, log: () => undefined }))
    expect(await ask(alone.url, 'select 1 as one')).toEqual([{ one: 1 }])
    await alone.stop()
    expect(serverOf()).toBeUndefined()
  })

  it('takes over after kill -9: what was committed is there, what was not is gone, no orphan stands in the way', async () => {
    const { child, url, pid: orphan } = await elsewhere()
    const open = new pg.Client(url)
    open.on('error', () => undefined)
    await open.connect()
    await open.query(`insert into ward values ('Leith')`)
    await open.query(`begin; insert into ward values ('Almond')`)
    await kill9(child)
    expect(serverOf()).toBe(orphan)

    const { url: same, pid } = await start()
    expect(same).toBe(url)
    expect(pid).not.toBe(orphan)
    expect(lines.join()).toContain('killed Groundswell')
    expect(await ask(same, 'select name from ward order by name')).toEqual([{ name: 'Forth' }, { name: 'Leith' }])
  })

  it('recovers when program and server were both killed', async () => {
    const { child, url, pid } = await elsewhere()
    await ask(url, `insert into ward values ('Inverleith')`)
    await kill9(child)
    process.kill(pid, 'SIGKILL')
    expect(await ask((await start()).url, `select 1 as one from ward where name = 'Inverleith'`)).toEqual([{ one: 1 }])
  })

  it('ends an orphan that hangs by force', async () => {
    const { child, pid } = await elsewhere()
    await kill9(child)
    process.kill(pid, 'SIGSTOP')
    expect(await endProcesses(clusterName(join(dataDir, 'postgres')), { fast: 200, immediate: 200 })).toBeGreaterThan(0)
    expect(serverOf()).toBeUndefined()
    await start()
  })

  it('starts PostgreSQL again by itself, on the same port, when that is killed under the running program', async () => {
    const { url, pid } = await start()
    process.kill(pid, 'SIGKILL')
    const deadline = performance.now() + 10_000
    let rows: unknown[] = []
    while (rows.length === 0 && performance.now() < deadline) {
      rows = await ask(url, 'select 1 as one').catch(() => sleep(50).then(() => []))
    }
    expect(rows).toEqual([{ one: 1 }])
    expect(running?.pid).not.toBe(pid)
    expect(lines.at(-1)).toContain('running again')
  })

  it('is out of reach of Ctrl-C: the program stops it, last', async () => {
    const { child } = await elsewhere()
    const answered = once(child, 'message')
    process.kill(-(child.pid ?? 0), 'SIGINT')
    expect((await answered)[0]).toEqual({ answered: 1 })
    await once(child, 'exit')
    expect(serverOf()).toBeUndefined()
  })

  it('leaves other programs alone, whatever a stale pid file says', async () => {
    const bystander = spawn('sleep', ['60'], { stdio: 'ignore' })
    children.push(bystander)
    const stale = join(dataDir, 'postgres', 'postmaster.pid')
    await writeFile(stale, `${bystander.pid}\n${join(dataDir, 'postgres')}\n`)
    await start()
    expect(bystander.exitCode ?? bystander.signalCode).toBeNull()
  })

  it('makes a cluster anew that was cut short while it was made', async () => {
    const whole = join(dataDir, 'postgres')
    await rename(whole, `${whole}.aside`)
    await mkdir(`${whole}.new/base`, { recursive: true })
    expect(await ask((await start()).url, `select to_regclass('ward') as ward`)).toEqual([{ ward: null }])
    await running?.stop()
    await rm(whole, { recursive: true })
    await rename(`${whole}.aside`, whole)
  })

  it('says so when the cluster is of another version of PostgreSQL, and touches nothing', async () => {
    const file = join(dataDir, 'postgres', 'PG_VERSION')
    const written = await readFile(file, 'utf8')
    await writeFile(file, '17\n')
    const refused = await startEmbedded({ dataDir, log: () => undefined })
    expect(refused).toMatchObject({
      ok: false,
      error: { kind: 'unsupported-version', message: expect.stringMatching(/PostgreSQL 17.*brings PostgreSQL 18/) },
    })
    await writeFile(file, written)
    await start()
  })

  it('says so when the password is lost', async () => {
    const file = join(dataDir, 'postgres.json')
    const kept = await readFile(file, 'utf8')
    await rm(file)
    const refused = await startEmbedded({ dataDir, log: () => undefined })
    expect(refused).toMatchObject({ ok: false, error: { kind: 'keys-missing' } })
    expect(serverOf()).toBeUndefined()
    await writeFile(file, kept)
    await start()
  })

  it('takes another port when its own was taken meanwhile, and remembers that one', async () => {
    const first = await start()
    await first.stop()
    const { createServer } = await import('node:net')
    const squatter = createServer().listen(Number(new URL(first.url).port), '127.0.0.1')
    await once(squatter, 'listening')
    const { url } = await start()
    expect(new URL(url).port).not.toBe(new URL(first.url).port)
    expect(await ask(url, 'select 1 as one')).toEqual([{ one: 1 }])
    squatter.close()
  })
})
