import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

/**
 * The name that the server of one folder carries in its command line, and PostgreSQL puts before the title of each of
 * its processes, so that a later start can tell its own from any other. It is made of the folder's place and inode:
 * a copy of the folder has another name, and its server is never taken for this one.
 */
export function clusterName(folder: string): string {
  const { dev, ino } = statSync(folder)
  const place = `${realpathSync(folder)}\n${dev}\n${ino}`
  return `groundswell-${createHash('sha256').update(place).digest('hex').slice(0, 12)}`
}

interface Running {
  readonly pid: number
  /** Whether this is the server itself and not one of the processes that it starts for its connections. */
  readonly isServer: boolean
}

/** The processes of a cluster that live now, whoever started them. */
export function processesOf(name: string): Running[] {
  return commandLines()
    .map(({ pid, command }) => ({ pid, command, isServer: command.includes(`cluster_name=${name}`) }))
    .filter(({ command, isServer }) => isServer || command.startsWith(`postgres: ${name}:`))
}

/**
 * Linux tells through /proc, also where `ps` is not installed; a process that has ended but was not collected yet has
 * an empty command line there and is not counted.
 */
function commandLines(): { pid: number; command: string }[] {
  if (process.platform !== 'linux') {
    return execFileSync('ps', ['-A', '-ww', '-o', 'pid=,command='], { encoding: 'utf8' })
      .split('\n')
      .map((line) => ({ pid: Number.parseInt(line, 10), command: line.trim().replace(/^\d+\s+/, '') }))
  }
  return readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .map((entry) => ({ pid: Number(entry), command: commandOf(entry) }))
}

function commandOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
  } catch {
    return ''
  }
}

/**
 * Ends every process of a cluster: first as PostgreSQL calls "fast" (roll back, write everything out), then at once
 * (the next start recovers from the log), then by force. Returns how many there were.
 */
export async function endProcesses(name: string, patience = { fast: 6000, immediate: 1500 }): Promise<number> {
  const found = processesOf(name)
  if (found.length === 0) return 0
  const servers = found.filter(({ isServer }) => isServer)
  if (servers.length > 0) {
    for (const { pid } of servers) signal(pid, 'SIGINT')
    if (await gone(name, patience.fast)) return found.length
    for (const { pid } of servers) signal(pid, 'SIGQUIT')
  }
  if (await gone(name, patience.immediate)) return found.length
  for (const { pid } of processesOf(name)) signal(pid, 'SIGKILL')
  await gone(name, 5000)
  return found.length
}

async function gone(name: string, within: number): Promise<boolean> {
  for (let waited = 0; waited < within; waited += 20) {
    if (processesOf(name).length === 0) return true
    await sleep(20)
  }
  return processesOf(name).length === 0
}

/** Sends a signal, to a process that may have ended meanwhile. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'ESRCH') throw cause
  }
}
