import type { Ranking } from '../ballots.ts'
import { unit, unitsOf } from '../decimal.ts'
import type { CountRecord, Stage } from '../record.ts'
import { type EqualPreferences, sharesOf } from '../stv/equal-papers.ts'
import type { Keeping } from '../stv/keeping.ts'
import { PLACES } from './transfers.ts'

/** How a paper is shared out at the end of a stage of a count by keep values: units by candidate number. */
export const sharesAt = (
  record: CountRecord,
  stage: Stage,
  ranking: Ranking,
  keeping: Keeping,
  meaning: EqualPreferences,
): Map<number, bigint> => {
  const one = unit(record.decimals)
  const out = new Set(record.stages.slice(0, stage.number).flatMap((earlier) => earlier.excluded))
  const keep = record.candidates.map(({ number, withdrawn }) => {
    if (withdrawn || out.has(number)) return 0n
    const value = stage.keepValues?.[number]
    return value === undefined ? one : unitsOf(value, record.decimals)
  })
  const ranks = ranking.map((rank) => (typeof rank === 'number' ? [rank - 1] : rank.map((number) => number - 1)))
  const shares = sharesOf(ranks, keep, one, keeping, meaning)
  return new Map(shares.map((share, i) => [i + 1, share] as const).filter(([, share]) => share > 0n))
}

/** What each candidate holds of a paper in the end, in units of 10^-PLACES. */
export const holdingsByKeepValues =
  (keeping: Keeping, meaning: (record: CountRecord) => EqualPreferences) =>
  (record: CountRecord, ranking: Ranking): ReadonlyMap<number, bigint> => {
    const last = record.stages.at(-1)
    const shares = last ? sharesAt(record, last, ranking, keeping, meaning(record)) : new Map<number, bigint>()
    return new Map([...shares].map(([number, share]) => [number, share * unit(PLACES - record.decimals)]))
  }
