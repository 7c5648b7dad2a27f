import { parentPort, workerData } from 'node:worker_threads'
import { type Task, taskRunner } from './tasks.ts'

/** One thread of the pool: does the tasks that it is sent, one after another. */
const run = taskRunner((workerData as { readonly rawElection: string }).rawElection)

parentPort?.on('message', (task: Task) => {
  parentPort?.postMessage(run(task))
})
