import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Element } from '../groups/group.ts'
import { sha256Hex, sha256Of } from '../hash.ts'
import { type RandomSource, randomFromSeed } from '../random.ts'
import { type Operation, sizeOf, sliceOf } from './computation.ts'

/** Answers that were worked out before an interruption, by the number of the operation. */
export interface Checkpoints {
  load(step: number, operation: Operation): readonly Element[] | undefined
  save(step: number, operation: Operation, answer: readonly Element[]): void
}

export interface ResumableWork {
  readonly checkpoints: Checkpoints
  /** The same bytes each time the same work is taken up. */
  readonly random: RandomSource
  /** To be called once the work is done: nothing of its secrets stays behind. */
  finish(): void
}

/**
 * Keeps a work's seed and answers in a folder of the trustee's own machine, so that it can go on after an
 * interruption. The folder is as secret as the trustee's key until `finish`. `statement` says what is worked on, and
 * goes into the random numbers: two proofs of different statements with the same numbers would give the key away.
 */
export function resumableWork(folder: string, statement: string, random: RandomSource): ResumableWork {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const seedFile = join(folder, 'seed')
  const seed = readIfThere(seedFile) ?? writeWhole(seedFile, Buffer.from(random(32)).toString('hex'))
  const fileOf = (step: number) => join(folder, `step-${step}.json`)
  return {
    checkpoints: {
      load(step, operation) {
        const stored = readIfThere(fileOf(step))
        if (stored === undefined) return undefined
        const { mark, answer } = JSON.parse(stored) as { mark: string; answer: readonly string[] }
        return mark === markOf(operation) ? answer.map((each) => BigInt(`0x${each}`)) : undefined
      },
      save(step, operation, answer) {
        const hex = answer.map((each) => each.toString(16))
        writeWhole(fileOf(step), JSON.stringify({ mark: markOf(operation), answer: hex }))
      },
    },
    random: randomFromSeed(sha256Of(`${seed}|${statement}`)),
    finish: () => rmSync(folder, { recursive: true, force: true }),
  }
}

/** Tells an operation from another, so that answers to other work are not taken for its own. */
function markOf(operation: Operation): string {
  const size = sizeOf(operation)
  const ends = [sliceOf(operation, 0, 1), sliceOf(operation, Math.max(0, size - 1), size)]
  return sha256Hex(`${size}|${JSON.stringify(ends, (_, value) => (typeof value === 'bigint' ? String(value) : value))}`)
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}

/** Written beside and moved into place, so that an interruption leaves no half of it. */
function writeWhole(file: string, content: string): string {
  writeFileSync(`${file}.part`, content, { mode: 0o600 })
  renameSync(`${file}.part`, file)
  return content
}
