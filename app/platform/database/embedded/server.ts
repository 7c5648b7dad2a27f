import type { ChildProcess } from 'node:child_process'
import { closeSync, openSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { err, ok, type Result } from '../../result.ts'
import { type Cluster, launch } from './cluster.ts'
import type { EmbeddedProblem } from './problem.ts'

/** A server that takes connections. */
export interface Server {
  readonly pid: number
  /** Settles when the process has ended, for whatever reason. */
  readonly ended: Promise<string>
}

const mostPatience = 10 * 60_000
const mostLog = 10 * 2 ** 20

/**
 * Starts the server of a cluster that nothing else runs on, and waits until it takes connections: that is at once,
 * or when it has recovered from the log after a crash, however long this takes up to ten minutes.
 */
export async function startServer(
  cluster: Cluster,
  logFile: string,
  log: (line: string) => void,
): Promise<Result<Server, EmbeddedProblem>> {
  // The caller has made sure that nobody runs on this folder: what the file says is from before a crash, and where
  // process ids start again with every container PostgreSQL would take another program for its own forerunner.
  rmSync(join(cluster.folder, 'postmaster.pid'), { force: true })
  const { output, from } = openLog(logFile)
  const child = launch(cluster.binaries.postgres, cluster, ['-c', `cluster_name=${cluster.name}`], output, 'ignore')
  closeSync(output)
  const ended = endOf(child)
  const failure = await Promise.race([ended, ready(cluster, child, log)])
  if (failure === undefined && child.pid) return ok({ pid: child.pid, ended })
  child.kill('SIGKILL')
  const said = readFileSync(logFile).subarray(from).toString().trim().split('\n').slice(-3).join(' / ')
  return err({
    kind: 'did-not-start',
    message: `PostgreSQL did not start: ${failure}. Its last words: ${said || 'none'} (${logFile})`,
  })
}

const endOf = (child: ChildProcess) =>
  new Promise<string>((settle) => {
    child.once('error', (cause) => settle(cause.message))
    child.once('exit', (code, killed) => settle(killed ? `ended by ${killed}` : `ended with status ${code}`))
  })

/** The server writes its state to the eighth line of its pid file; `pg_ctl` reads the same. */
async function ready(cluster: Cluster, child: ChildProcess, log: (line: string) => void): Promise<string | undefined> {
  const file = join(cluster.folder, 'postmaster.pid')
  for (let waited = 0; waited < mostPatience; waited += 15) {
    const lines = readOrNothing(file).split('\n')
    if (Number(lines[0]) === child.pid && lines[7]?.startsWith('ready')) return undefined
    if (waited > 0 && waited % 6000 === 0) log('PostgreSQL is still recovering what was under way when it was stopped')
    await sleep(15)
    if (child.exitCode !== null || child.signalCode !== null) break
  }
  return 'it took no connections'
}

function readOrNothing(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

/** The server writes to the file itself, so that its words outlive this program. One older file is kept. */
function openLog(file: string): { output: number; from: number } {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0
  if (size > mostLog) renameSync(file, `${file}.1`)
  return { output: openSync(file, 'a', 0o600), from: size > mostLog ? 0 : size }
}
