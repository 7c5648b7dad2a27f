import { Worker } from 'node:worker_threads'
import type { OpenElection } from '../formats/election.ts'
import type { Element, Group } from '../groups/group.ts'
import type { Checkpoints } from './checkpoints.ts'
import { type Computation, joinAnswers, type Operation, perform, sizeOf, sliceOf } from './computation.ts'
import type { BallotVerdict, Task, TaskAnswer } from './worker.ts'

export interface RunOptions {
  /** Told how many items have been worked off; `shuffleWork` and its like say of how many. */
  readonly onProgress?: (done: number) => void
  readonly checkpoints?: Checkpoints
}

/** Worker threads that keep the event loop free and use all cores. */
export interface WorkerPool {
  run<T>(group: Group, computation: Computation<T>, options?: RunOptions): Promise<T>
  /** Checks many ballots of one election; verdicts come in the same order. */
  checkBallots(open: OpenElection, ballots: readonly string[]): Promise<readonly BallotVerdict[]>
  close(): Promise<void>
}

/** Below this, handing work over costs more than it saves. */
const WORTH_A_WORKER = 12
/** About half a second of work, so that progress is seen. */
const CHUNK = 200
const BALLOT_CHUNK = 50

interface Pending {
  readonly resolve: (answer: TaskAnswer) => void
  readonly reject: (error: unknown) => void
}

/** Starts `size` threads; they end with `close`. */
export function workerPool(size: number): WorkerPool {
  const threads = Array.from({ length: size }, () => startThread())
  const waiting: { task: Task; pending: Pending }[] = []
  const idle = [...threads]

  const next = () => {
    while (idle.length > 0 && waiting.length > 0) {
      const thread = idle.pop()!
      const { task, pending } = waiting.shift()!
      thread
        .ask(task)
        .then(pending.resolve, pending.reject)
        .finally(() => {
          idle.push(thread)
          next()
        })
    }
  }
  const ask = (task: Task): Promise<TaskAnswer> =>
    new Promise((resolve, reject) => {
      waiting.push({ task, pending: { resolve, reject } })
      next()
    })

  const answerTo = async (group: Group, operation: Operation, onItems: (items: number) => void) => {
    const items = sizeOf(operation)
    if (items < WORTH_A_WORKER) {
      onItems(items)
      return perform(group, operation)
    }
    // A product shares its squarings among all its bases, so it is cut no finer than there are threads.
    const chunk = operation.kind === 'product' ? Math.ceil(items / size) : CHUNK
    const slices = chunksOf(items, chunk)
    const answers = await Promise.all(
      slices.map(async ([from, to]) => {
        const answer = await ask({ kind: 'operation', group: group.name, operation: sliceOf(operation, from, to) })
        onItems(to - from)
        return answer as readonly Element[]
      }),
    )
    return joinAnswers(group, operation, answers)
  }

  return {
    async run(group, computation, { onProgress, checkpoints } = {}) {
      let done = 0
      const onItems = (items: number) => {
        done += items
        onProgress?.(done)
      }
      let step = computation.next()
      for (let number = 0; step.done !== true; number++) {
        const operation = step.value
        const known = checkpoints?.load(number, operation)
        if (known !== undefined) onItems(sizeOf(operation))
        const answer = known ?? (await answerTo(group, operation, onItems))
        if (known === undefined) checkpoints?.save(number, operation, answer)
        step = computation.next(answer)
      }
      return step.value
    },
    async checkBallots(open, ballots) {
      const answers = await Promise.all(
        chunksOf(ballots.length, BALLOT_CHUNK).map(([from, to]) =>
          ask({ kind: 'ballots', election: open.raw, ballots: ballots.slice(from, to) }),
        ),
      )
      return answers.flat() as readonly BallotVerdict[]
    },
    async close() {
      await Promise.all(threads.map((thread) => thread.stop()))
    },
  }
}

function chunksOf(items: number, chunk: number): [number, number][] {
  const chunks: [number, number][] = []
  for (let from = 0; from < items; from += chunk) chunks.push([from, Math.min(items, from + chunk)])
  return chunks
}

/** Megabytes for numbers that are soon forgotten: with more, each thread takes 100 MB for nothing. */
const YOUNG = 16

interface Thread {
  ask(task: Task): Promise<TaskAnswer>
  stop(): Promise<unknown>
}

function startThread(): Thread {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), {
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG },
  })
  let pending: Pending | undefined
  let number = 0
  worker.on('message', ({ answer }: { answer: TaskAnswer }) => pending?.resolve(answer))
  worker.on('error', (error) => pending?.reject(error))
  return {
    ask: (task) =>
      new Promise((resolve, reject) => {
        pending = { resolve, reject }
        worker.postMessage({ id: number++, task })
      }),
    stop: () => worker.terminate(),
  }
}

/** How many items a whole mix of lists of these lengths works off. */
export const shuffleWork = (lengths: readonly number[]): number => sum(lengths.map((n) => 11 * n + 1))
/** How many a check of it does. */
export const shuffleCheckWork = (lengths: readonly number[]): number => sum(lengths.map((n) => 14 * n + 6))
/** How many a partial decryption of so many ciphertexts works off. */
export const decryptionWork = (ciphertexts: number): number => 3 * ciphertexts
export const decryptionCheckWork = (ciphertexts: number): number => 5 * ciphertexts

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)
