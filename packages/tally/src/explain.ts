import type { Ranking } from './ballots.ts'
import type { CountRecord, Stage, Transfer } from './record.ts'
import { listOf, nameOf } from './render/words.ts'
import { ruleNamed } from './rules/registry.ts'

/**
 * Follows one ballot paper through a count, a sentence for each step. The ranking is by candidate number, best first;
 * it need not be one that was cast.
 */
export const explain = (record: CountRecord, ranking: Ranking): string[] => {
  const rule = ruleNamed(record.rules)
  if (rule?.explain) return rule.explain(record, ranking)
  return followTransfers(record, readable(record, ranking, rule?.equalPreferences === 'counted'))
}

/** The preferences as the count could read them: those for candidates who stand, up to the first that are equal. */
const readable = (record: CountRecord, ranking: Ranking, equalCounted: boolean): number[] => {
  const preferences: number[] = []
  for (const rank of ranking) {
    const ranked = typeof rank === 'number' ? [rank] : rank
    if (ranked.length > 1 && !equalCounted) break
    preferences.push(...ranked.filter((number) => !record.candidates[number - 1]?.withdrawn))
  }
  return preferences
}

interface Paper {
  readonly holder: number
  readonly value: string
  /** The stage in which the holder got it. */
  readonly received: number
}

const followTransfers = (record: CountRecord, preferences: readonly number[]): string[] => {
  const [firstChoice] = preferences
  const one = record.stages[1]?.transfers?.[0] && `1${record.decimals > 0 ? `.${'0'.repeat(record.decimals)}` : ''}`
  if (firstChoice === undefined) return ['The paper expresses no preference that can be counted.']
  let paper: Paper = { holder: firstChoice, value: one ?? '1', received: 1 }
  const story = [`Stage 1: it counts as one vote for ${nameOf(record, firstChoice)}, its first preference.`]
  const out = new Set<number>()
  for (const stage of record.stages) {
    const moved = stage.transfers?.find((transfer) => carries(transfer, paper))
    if (moved) {
      const next = preferences.find(
        (number) => !out.has(number) && number !== moved.from && !stage.excluded.includes(number),
      )
      if (next === undefined) {
        story.push(`${reasonToMove(record, stage, moved)} No further preference can be used: it is non-transferable.`)
        return story
      }
      const passed = preferences.slice(preferences.indexOf(moved.from) + 1, preferences.indexOf(next))
      story.push(`${reasonToMove(record, stage, moved)} ${arrival(record, next, passed, moved.value)}`)
      paper = { holder: next, value: moved.value, received: stage.number }
    }
    for (const number of [...stage.elected, ...stage.excluded]) out.add(number)
  }
  story.push(`It stays with ${nameOf(record, paper.holder)} at a value of ${paper.value} to the end.`)
  return story
}

const carries = (transfer: Transfer, paper: Paper): boolean =>
  transfer.from === paper.holder &&
  transfer.was === paper.value &&
  (transfer.received === undefined || transfer.received === paper.received)

const reasonToMove = (record: CountRecord, stage: Stage, transfer: Transfer): string => {
  const name = nameOf(record, transfer.from)
  return stage.kind === 'surplus'
    ? `Stage ${stage.number}: ${name} has more votes than needed, and the surplus moves on.`
    : `Stage ${stage.number}: ${name} is excluded.`
}

const arrival = (record: CountRecord, next: number, passed: readonly number[], value: string): string => {
  const over = passed.length > 0 ? `, passing over ${listOf(passed.map((number) => nameOf(record, number)))}` : ''
  return `It goes to ${nameOf(record, next)} at a value of ${value}${over}.`
}
