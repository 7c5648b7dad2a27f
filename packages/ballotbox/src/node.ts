/** What runs on a server only. */

import { randomBytes } from 'node:crypto'
import type { RandomSource } from './random.ts'

export { nativeGroups } from './groups/native.ts'
export { type Checkpoints, type ResumableWork, resumableWork } from './work/checkpoints.ts'
export {
  decryptionCheckWork,
  decryptionWork,
  type RunOptions,
  shuffleCheckWork,
  shuffleWork,
  type WorkerPool,
  workerPool,
} from './work/pool.ts'
export type { BallotVerdict } from './work/worker.ts'

export const serverRandom: RandomSource = (length) => randomBytes(length)
