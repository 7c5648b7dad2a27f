import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { err, ok, type Result } from '../result.ts'
import { accountFor } from './embedded/account.ts'
import { findBinaries } from './embedded/binaries.ts'
import { type Cluster, openCluster, owner, writeSettings } from './embedded/cluster.ts'
import { lockFolder } from './embedded/folder-lock.ts'
import { freePort, type Keys, newPassword, readKeys, writeKeys } from './embedded/keys.ts'
import type { EmbeddedProblem } from './embedded/problem.ts'
import { endProcesses, signal } from './embedded/processes.ts'
import { type Server, startServer } from './embedded/server.ts'

export type { EmbeddedProblem } from './embedded/problem.ts'

/** A running PostgreSQL that belongs to this program. */
export interface Embedded {
  /** As its owner, with the password: for migrations, and to make other roles. Stays the same while it runs. */
  readonly url: string
  /** The server's process now; another one after it had to be started again. */
  readonly pid: number
  /** Shuts it down within four seconds, in order where this is enough for it, and gives the folder back. */
  stop(): Promise<void>
}

export interface EmbeddedOptions {
  /** Made where it is missing. Holds the cluster, its keys, its log and the lock. */
  readonly dataDir: string
  readonly log: (line: string) => void
  /** False gives speed for safety: only for what a test throws away. */
  readonly durable?: boolean
}

/**
 * Starts the PostgreSQL of a data folder, making it on first use, and keeps it running: when its process is ended
 * from outside it is started again on the same port. What a killed program left running on the folder is ended first.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Result<Embedded, EmbeddedProblem>> {
  const lock = lockFolder(options.dataDir)
  if (!lock.ok) return lock
  const started = await startUnderLock(options, lock.value.release)
  if (!started.ok) lock.value.release()
  return started
}

/**
 * The PostgreSQL of a data folder for a command: that of the program where it is running, else one started for the
 * length of the command.
 */
export async function joinEmbedded(options: EmbeddedOptions): Promise<Result<Embedded, EmbeddedProblem>> {
  const started = await startEmbedded(options)
  if (started.ok || started.error.kind !== 'folder-in-use') return started
  for (let attempt = 0; attempt < 50; attempt++) {
    const keys = readKeys(options.dataDir)
    if (keys && (await answers(urlOf(keys)))) {
      return ok({ url: urlOf(keys), pid: started.error.pid ?? 0, stop: async () => undefined })
    }
    await sleep(200)
  }
  return started
}

async function startUnderLock(
  options: EmbeddedOptions,
  release: () => void,
): Promise<Result<Embedded, EmbeddedProblem>> {
  const { dataDir, log, durable = true } = options
  const account = await accountFor(join(dataDir, 'postgres'))
  if (!account.ok) return account
  const binaries = await findBinaries(account.value)
  if (!binaries.ok) return binaries
  const keys = { port: 0, password: newPassword(), ...readKeys(dataDir) }
  writeKeys(dataDir, keys)
  const opened = await openCluster(dataDir, {
    binaries: binaries.value,
    account: account.value,
    password: keys.password,
    durable,
  })
  if (!opened.ok) return opened
  const cluster = opened.value
  const orphans = await endProcesses(cluster.name)
  if (orphans > 0) log('Ended the PostgreSQL that a killed Groundswell had left running on this folder')
  const server = await startOnFreePort(cluster, { dataDir, log, durable }, keys)
  if (!server.ok) return server
  const prepared = await prepareDatabase(urlOf(server.value.keys))
  if (prepared.ok) return ok(keepRunning(cluster, server.value, options, release))
  await endProcesses(cluster.name)
  return prepared
}

const logFileIn = (dataDir: string) => join(dataDir, 'postgres.log')

/** Between finding a port free and taking it somebody else may: then the next one is tried. */
async function startOnFreePort(
  cluster: Cluster,
  { dataDir, log, durable }: Required<EmbeddedOptions>,
  remembered: Keys,
): Promise<Result<{ server: Server; keys: Keys }, EmbeddedProblem>> {
  for (let attempt = 1; ; attempt++) {
    const keys = { ...remembered, port: await freePort(remembered.port) }
    writeKeys(dataDir, keys)
    await writeSettings(cluster, { port: keys.port, durable })
    const started = await startServer(cluster, logFileIn(dataDir), log)
    if (started.ok) return ok({ server: started.value, keys })
    if (attempt === 3 || !/could not (bind|create any TCP)/.test(started.error.message)) return started
  }
}

function keepRunning(
  cluster: Cluster,
  first: { server: Server; keys: Keys },
  { dataDir, log }: EmbeddedOptions,
  release: () => void,
): Embedded {
  let server = first.server
  let stopping = false
  // An orderly end that forgot to stop the server, such as an uncaught error, still shuts it down.
  const atExit = () => signal(server.pid, 'SIGINT')
  process.on('exit', atExit)

  const watch = async (): Promise<void> => {
    while (!stopping) {
      const how = await server.ended
      for (let pause = 100; !stopping; pause = Math.min(pause * 2, 5000)) {
        log(`PostgreSQL ${how}; starting it again`)
        await endProcesses(cluster.name, { fast: 0, immediate: 1500 })
        const restarted = stopping ? undefined : await startServer(cluster, logFileIn(dataDir), log)
        if (restarted?.ok) {
          server = restarted.value
          log('PostgreSQL is running again')
          break
        }
        if (restarted) log(restarted.error.message)
        await sleep(pause)
      }
    }
  }
  const watched = watch()

  return {
    url: urlOf(first.keys),
    get pid() {
      return server.pid
    },
    async stop() {
      if (stopping) return void (await watched)
      stopping = true
      process.off('exit', atExit)
      await endProcesses(cluster.name, { fast: 2500, immediate: 1000 })
      await watched
      await endProcesses(cluster.name)
      release()
    },
  }
}

const databaseName = 'groundswell'

const urlOf = ({ port, password }: Keys) => `postgres://${owner}:${password}@127.0.0.1:${port}/${databaseName}`

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 })
  // What goes wrong is what the statement under way says.
  client.on('error', () => undefined)
  try {
    await client.connect()
    return true
  } catch {
    return false
  } finally {
    await client.end().catch(() => undefined)
  }
}

/** Makes the database in a new cluster, and finds out whether the password that is kept opens it. */
async function prepareDatabase(url: string): Promise<Result<void, EmbeddedProblem>> {
  const client = new pg.Client({ connectionString: url.replace(/\w+$/, 'postgres') })
  // What goes wrong is what the statement under way says.
  client.on('error', () => undefined)
  try {
    await client.connect()
    const { rowCount } = await client.query('select from pg_database where datname = $1', [databaseName])
    if (!rowCount) await client.query(`create database ${databaseName}`)
    return ok()
  } catch (cause) {
    const { code, message } = cause as { code?: string; message: string }
    if (code !== invalidPassword)
      return err({ kind: 'did-not-start', message: `PostgreSQL answers, but not as it should: ${message}` })
    return err({
      kind: 'keys-missing',
      message:
        'The password in postgres.json does not open this database. Restore postgres.json from the backup of the data folder.',
    })
  } finally {
    await client.end().catch(() => undefined)
  }
}

/** https://www.postgresql.org/docs/current/errcodes-appendix.html */
const invalidPassword = '28P01'
