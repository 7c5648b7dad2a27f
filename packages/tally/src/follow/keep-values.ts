import type { Ranking } from '../ballots.ts'
import { unit, unitsOf } from '../decimal.ts'
import type { CountRecord, Stage } from '../record.ts'
import { type EqualPreferences, sharesOf } from '../stv/equal-papers.ts'
import type { Keeping } from '../stv/keeping.ts'

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
