import { unit, unitsOf } from '../decimal.ts'
import { groupedBy } from '../group.ts'
import type { CountRecord, Stage, Transfer } from '../record.ts'

/** One paper on its way through the stages of a count that moves papers by value. */
export interface Journey {
  /** Each time it moved. */
  readonly moves: readonly Move[]
  /** What each candidate holds of it in the end, per paper, in units of 10^-PLACES. */
  readonly kept: ReadonlyMap<number, bigint>
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
export const PLACES = 18

interface Paper {
  readonly holder: number
  readonly value: bigint
  readonly batch: number
}

/** Follows a paper with these preferences (candidate numbers of those who stand, best first). */
export const followTransfers = (record: CountRecord, preferences: readonly number[]): Journey => {
  const moves: Move[] = []
  const kept = new Map<number, bigint>()
  const [first] = preferences
  if (first === undefined) return { moves, kept }
  const keep = (candidate: number, units: bigint): void => {
    if (units > 0n) kept.set(candidate, units)
  }
  let paper: Paper = { holder: first, value: unit(PLACES), batch: 0 }
  const gone = new Set<number>()
  for (const { stage, passing } of indexOf(record)) {
    const passed = passing.get(keyOf(paper.holder, paper.value)) ?? passing.get(keyOf(paper.holder, 'any'))
    const found = passed?.find(({ transfer }) => isOfBatch(transfer, paper))
    if (found) {
      const { holder } = paper
      const { transfer, value, spent } = found
      const to = preferences.find((number) => !gone.has(number) && !stage.of.includes(number))
      const start = preferences.indexOf(holder) + 1
      const over = preferences.slice(start, to === undefined ? undefined : preferences.indexOf(to))
      moves.push({ stage, from: holder, to, over, value: transfer.value })
      if (stage.kind === 'surplus') keep(holder, paper.value - (to === undefined ? spent : value))
      if (to === undefined) return { moves, kept }
      paper = { holder: to, value, batch: transfer.batch ?? 0 }
    }
    for (const number of stage.elected) gone.add(number)
    for (const number of stage.excluded) gone.add(number)
  }
  keep(paper.holder, paper.value)
  return { moves, kept }
}

const isOfBatch = (transfer: Transfer, paper: Paper): boolean =>
  transfer.receivedBatch === undefined || transfer.receivedBatch === paper.batch

/** A transfer with its figures read: what a paper is worth after it, and what of one that goes nowhere is nobody's. */
interface Passed {
  readonly transfer: Transfer
  readonly value: bigint
  readonly spent: bigint
}

interface IndexedStage {
  readonly stage: Stage
  readonly passing: ReadonlyMap<string, readonly Passed[]>
}

const keyOf = (holder: number, value: bigint | 'any'): string => `${holder} ${value}`

/** Whoever follows one paper follows many: a record is indexed once. */
const indexes = new WeakMap<CountRecord, readonly IndexedStage[]>()

const indexOf = (record: CountRecord): readonly IndexedStage[] => {
  const known = indexes.get(record)
  if (known) return known
  const index = record.stages.map((stage) => {
    const passed = (stage.transfers ?? []).map((transfer) => ({
      transfer,
      value: unitsOf(transfer.value, PLACES),
      spent: spentPerPaper(transfer),
    }))
    const was = ({ transfer }: Passed): bigint | 'any' =>
      transfer.was === 'any' ? 'any' : unitsOf(transfer.was, PLACES)
    return { stage, passing: groupedBy(passed, (one) => keyOf(one.transfer.from, was(one))) }
  })
  indexes.set(record, index)
  return index
}

const spentPerPaper = ({ nonTransferable: { papers, votes } }: Transfer): bigint =>
  papers > 0 ? unitsOf(votes, PLACES) / BigInt(papers) : 0n
