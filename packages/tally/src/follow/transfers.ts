import { decimal, unitsOf } from '../decimal.ts'
import type { CountRecord, Stage, Transfer } from '../record.ts'

/** One paper on its way through the stages of a count that moves papers by value. */
export interface Journey {
  /** Each time it moved. */
  readonly moves: readonly Move[]
  /** What each candidate holds of it in the end, per paper, as a decimal. */
  readonly kept: ReadonlyMap<number, string>
}

export interface Move {
  readonly stage: Stage
  readonly from: number
  /** Nobody, where no further preference could be used. */
  readonly to: number | undefined
  /** Preferences passed over, for candidates already elected or excluded. */
  readonly over: readonly number[]
  readonly value: string
}

/** Places of a value per paper: enough for every rule. */
const PLACES = 18

/** Follows a paper with these preferences (candidate numbers of those who stand, best first). */
export const followTransfers = (record: CountRecord, preferences: readonly number[]): Journey => {
  const moves: Move[] = []
  const kept = new Map<number, string>()
  const [first] = preferences
  if (first === undefined) return { moves, kept }
  const keep = (candidate: number, units: bigint): void => {
    if (units > 0n) kept.set(candidate, decimal(units, PLACES))
  }
  let paper: Paper = { holder: first, value: unitsOf('1', PLACES), batch: 0 }
  const gone = new Set<number>()
  for (const stage of record.stages) {
    const transfer = stage.transfers?.find((one) => carries(one, paper))
    if (transfer) {
      const { holder } = paper
      const to = preferences.find((number) => !gone.has(number) && !stage.of.includes(number))
      const start = preferences.indexOf(holder) + 1
      const over = preferences.slice(start, to === undefined ? undefined : preferences.indexOf(to))
      moves.push({ stage, from: holder, to, over, value: transfer.value })
      const value = unitsOf(transfer.value, PLACES)
      if (stage.kind === 'surplus') keep(holder, paper.value - (to === undefined ? spentPerPaper(transfer) : value))
      if (to === undefined) return { moves, kept }
      paper = { holder: to, value, batch: transfer.batch ?? 0 }
    }
    for (const number of [...stage.elected, ...stage.excluded]) gone.add(number)
  }
  keep(paper.holder, paper.value)
  return { moves, kept }
}

/** What goes to nobody of each paper without a further preference. */
const spentPerPaper = ({ nonTransferable: { papers, votes } }: Transfer): bigint =>
  papers > 0 ? unitsOf(votes, PLACES) / BigInt(papers) : 0n

interface Paper {
  readonly holder: number
  readonly value: bigint
  readonly batch: number
}

const carries = (transfer: Transfer, paper: Paper): boolean =>
  transfer.from === paper.holder &&
  (transfer.was === 'any' || unitsOf(transfer.was, PLACES) === paper.value) &&
  (transfer.receivedBatch === undefined || transfer.receivedBatch === paper.batch)
