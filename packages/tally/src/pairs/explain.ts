import type { Ranking } from '../ballots.ts'
import type { CountRecord } from '../record.ts'
import { names } from '../render/words.ts'

/** What one paper says in a count that compares in pairs. */
export const explainPairs = (record: CountRecord, ranking: Ranking): string[] => {
  const standing = record.candidates.filter((candidate) => !candidate.withdrawn).map((candidate) => candidate.number)
  const levels = ranking
    .map((rank) => (typeof rank === 'number' ? [rank] : rank).filter((number) => standing.includes(number)))
    .filter((level) => level.length > 0)
  const ranked = new Set(levels.flat())
  const unranked = standing.filter((number) => !ranked.has(number))
  if (levels.length === 0) return ['The paper expresses no preference: it counts for nobody in any pair.']
  const story = levels.flatMap((level, i) => {
    const lower = [...levels.slice(i + 1).flat(), ...unranked]
    const choice = level.length > 1 ? [`It does not choose between ${names(record, level)}, whom it ranks equal.`] : []
    const pairs = level.length * lower.length
    return lower.length === 0
      ? choice
      : [
          ...choice,
          `It prefers ${names(record, level)} to ${names(record, lower)}: one vote ${pairs === 1 ? 'in that pair' : `in each of those ${pairs} pairs`}.`,
        ]
  })
  if (unranked.length > 1) story.push(`It does not choose between ${names(record, unranked)}, whom it does not rank.`)
  return story
}
