import { byValue } from './piles.ts'
import type { CountingTable } from './table.ts'

/** Passes a candidate's whole pile on, parcel by parcel, at `newValue` of each parcel's value; leaves `left` votes. */
export const passWholePile = (
  table: CountingTable,
  from: number,
  left: bigint,
  newValue: (value: bigint) => bigint,
): void => {
  let moved = 0n
  let spent = 0n
  for (const parcel of byValue(table.piles.take(from))) {
    const part = table.pass(from, table.sort(parcel), newValue(parcel.value))
    moved += part.moved
    spent += part.spent
  }
  table.settle(from, moved, left, spent)
}
