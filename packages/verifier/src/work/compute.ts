import {
  type Computation,
  type Element,
  type Group,
  joinAnswers,
  type Operation,
  sizeOf,
  sliceOf,
} from '@groundswell/ballotbox'
import type { Pool } from './pool.ts'

/** Items in a slice of what costs the same for each item. */
const SLICE = 128
/** A product of powers shares its squarings, so that large slices are cheaper. */
const PRODUCT_SLICE = 1_024

/** Runs a computation with its heavy arithmetic in the pool, an operation in as many slices as keep it busy. */
export async function compute<T>(pool: Pool, group: Group, computation: Computation<T>): Promise<T> {
  let step = computation.next()
  while (step.done !== true) step = computation.next(await inSlices(pool, group, step.value))
  return step.value
}

async function inSlices(pool: Pool, group: Group, operation: Operation): Promise<readonly Element[]> {
  const size = sizeOf(operation)
  const slice = operation.kind === 'product' ? PRODUCT_SLICE : SLICE
  if (size <= slice) {
    await pool.room()
    return pool.run({ kind: 'operation', operation })
  }
  const answers: Promise<readonly Element[]>[] = []
  for (let from = 0; from < size; from += slice) {
    await pool.room()
    answers.push(pool.run({ kind: 'operation', operation: sliceOf(operation, from, Math.min(from + slice, size)) }))
  }
  return joinAnswers(group, operation, await Promise.all(answers))
}
