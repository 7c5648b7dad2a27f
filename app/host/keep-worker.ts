import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import type { Log } from '../platform/log.ts'

export interface KeptWorker {
  /** The worker's process now; undefined while it is being started again. */
  readonly pid: number | undefined
  /** Lets the worker finish the job at hand, for `patience` milliseconds at most. */
  stop(patience: number): Promise<void>
}

/** What a worker is told when it begins. */
export interface WorkerOrders {
  readonly databaseUrl: string
  /** The relay, or the catcher on this machine. */
  readonly smtpUrl: string
}

const mostPause = 30_000

/** Runs the worker as a child, and another one when it dies: after a second, and later each time it dies at once. */
export function keepWorker(entry: string, orders: WorkerOrders, log: Log): KeptWorker {
  let child: ChildProcess | undefined
  let stopping = false
  let pause = 1000
  let waiting: NodeJS.Timeout | undefined

  const start = () => {
    const started = fork(entry)
    child = started
    started.once('message', () => {
      pause = 1000
    })
    // A worker that dies before it has read this is started again below.
    started.send(orders, () => undefined)
    started.once('error', (problem) => log.error('the worker could not be started', problem))
    started.once('exit', (code, signal) => {
      child = undefined
      if (stopping) return
      log.warn('the worker ended and is started again', { status: signal ?? code ?? 'unknown' })
      waiting = setTimeout(start, pause)
      pause = Math.min(pause * 2, mostPause)
    })
  }
  start()

  return {
    get pid() {
      return child?.pid
    },
    async stop(patience) {
      stopping = true
      clearTimeout(waiting)
      if (!child) return
      const ended = once(child, 'exit')
      if (child.connected) child.disconnect()
      const impatience = setTimeout(() => child?.kill('SIGKILL'), patience)
      await ended
      clearTimeout(impatience)
    },
  }
}
