import { Worker } from 'node:worker_threads'
import { type OutcomeOf, type Task, taskRunner } from './tasks.ts'

/** Does tasks, several at a time where there are threads for it. */
export interface Pool {
  /** Resolves when there is room for another task: whoever waits for it keeps the queue, and memory, short. */
  room(): Promise<void>
  run<T extends Task>(task: T): Promise<OutcomeOf<T>>
  close(): Promise<void>
}

/** A pool for one election; with no `threads`, tasks are done at once in the caller's own. */
export const openPool = (rawElection: string, threads: number): Pool =>
  threads === 0 ? inlinePool(rawElection) : new ThreadPool(rawElection, threads)

function inlinePool(rawElection: string): Pool {
  const run = taskRunner(rawElection)
  return {
    room: async () => {},
    run: async (task) => run(task),
    close: async () => {},
  }
}

interface Job {
  readonly task: Task
  readonly settle: (outcome: never) => void
  readonly fail: (problem: unknown) => void
}

/** Tasks waiting beyond those at work, for each thread. */
const AHEAD = 1

class ThreadPool implements Pool {
  readonly #workers: Worker[]
  readonly #idle: Worker[]
  readonly #queue: Job[] = []
  readonly #atWork = new Map<Worker, Job>()
  #waiting: (() => void)[] = []
  #broken: unknown

  constructor(rawElection: string, threads: number) {
    const file = new URL('./worker.ts', import.meta.url)
    this.#workers = Array.from({ length: threads }, () => new Worker(file, { workerData: { rawElection } }))
    this.#idle = [...this.#workers]
    for (const worker of this.#workers) {
      worker.on('message', (outcome) => this.#finished(worker, outcome))
      worker.on('error', (problem) => this.#failed(problem))
    }
  }

  async room(): Promise<void> {
    while (this.#broken === undefined && this.#queue.length >= AHEAD * this.#workers.length) {
      await new Promise<void>((resolve) => this.#waiting.push(resolve))
    }
  }

  run<T extends Task>(task: T): Promise<OutcomeOf<T>> {
    const { promise, resolve, reject } = Promise.withResolvers<OutcomeOf<T>>()
    // Awaited in the order of the archive; one that fails before its turn must not end the process.
    promise.catch(() => {})
    if (this.#broken !== undefined) reject(this.#broken)
    else this.#queue.push({ task, settle: resolve, fail: reject })
    this.#dispatch()
    return promise
  }

  async close(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.terminate()))
  }

  #dispatch(): void {
    while (this.#idle.length > 0 && this.#queue.length > 0) {
      const worker = this.#idle.pop()!
      const job = this.#queue.shift()!
      this.#atWork.set(worker, job)
      worker.postMessage(job.task)
    }
    const waiting = this.#waiting
    this.#waiting = []
    for (const wake of waiting) wake()
  }

  #finished(worker: Worker, outcome: unknown): void {
    const job = this.#atWork.get(worker)
    this.#atWork.delete(worker)
    this.#idle.push(worker)
    job?.settle(outcome as never)
    this.#dispatch()
  }

  #failed(problem: unknown): void {
    this.#broken = problem
    for (const job of [...this.#atWork.values(), ...this.#queue]) job.fail(problem)
    this.#queue.length = 0
    this.#dispatch()
  }
}
