import type { Ranking } from '../ballots.ts'
import { decimal, sum, unit } from '../decimal.ts'
import type { CountRecord } from '../record.ts'
import { listOf, nameOf } from '../render/words.ts'
import type { EqualPreferences } from '../stv/equal-papers.ts'
import type { Keeping } from '../stv/keeping.ts'
import { sharesAt } from './keep-values.ts'
import { followTransfers, type Move, PLACES } from './transfers.ts'

const NOTHING_TO_COUNT = 'The paper expresses no preference that can be counted.'

/** For rules that move papers by value: every move of the paper. */
export const explainByTransfers = (record: CountRecord, ranking: Ranking): string[] => {
  const preferences = readable(record, ranking)
  const [first] = preferences
  if (first === undefined) return [NOTHING_TO_COUNT]
  const { moves, kept } = followTransfers(record, preferences)
  const story = [`Stage 1: it counts as one vote for ${nameOf(record, first)}, its first preference.`]
  for (const move of moves) story.push(moveInWords(record, move))
  const last = moves.at(-1)
  if (last && last.to === undefined) return story
  const holder = last?.to ?? first
  const value = last?.value ?? trimmed(decimal(kept.get(holder) ?? unit(PLACES), PLACES))
  story.push(`It stays with ${nameOf(record, holder)} at a value of ${value} to the end.`)
  return story
}

/** For rules that start anew after each exclusion: the way of the paper since the last start. */
export const explainSinceLastStart = (record: CountRecord, ranking: Ranking): string[] => {
  const start = record.stages.findLastIndex(({ kind }) => kind === 'exclusion' || kind === 'first-preferences')
  const stages = record.stages.slice(Math.max(0, start))
  const out = new Set(record.stages.slice(0, start + 1).flatMap((stage) => stage.excluded))
  const left = readable(record, ranking).filter((number) => !out.has(number))
  const story = explainByTransfers({ ...record, stages }, left)
  const [first, ...rest] = story
  const [opening] = stages
  if (!opening || opening.number === 1 || left.length === 0) return story
  return [
    `${(first ?? '').replace('Stage 1: it', `Stage ${opening.number}, from which the count started anew: it`)}`,
    ...rest,
  ]
}

const trimmed = (figure: string): string => figure.replace(/\.?0+$/, '')

/** Preferences up to the first that are equal, for candidates who stand. */
export const readable = (record: CountRecord, ranking: Ranking): number[] => {
  const preferences: number[] = []
  for (const rank of ranking) {
    const ranked = typeof rank === 'number' ? [rank] : rank
    if (ranked.length > 1) break
    preferences.push(...ranked.filter((number) => !record.candidates[number - 1]?.withdrawn))
  }
  return preferences
}

const moveInWords = (record: CountRecord, { stage, from, to, over, value }: Move): string => {
  const why = stage.kind === 'surplus' ? 'has more votes than needed, and the surplus moves on' : 'is excluded'
  const start = `Stage ${stage.number}: ${nameOf(record, from)} ${why}.`
  if (to === undefined) return `${start} No further preference can be used: it is non-transferable.`
  const passing = over.length > 0 ? `, passing over ${listOf(over.map((number) => nameOf(record, number)))}` : ''
  return `${start} It goes to ${nameOf(record, to)} at a value of ${value}${passing}.`
}

/** For rules that count by keep values: how the paper is shared out, whenever that changes. */
export const explainByKeepValues =
  (keeping: Keeping, meaning: (record: CountRecord) => EqualPreferences) =>
  (record: CountRecord, ranking: Ranking): string[] => {
    const story: string[] = []
    let before = ''
    for (const stage of record.stages) {
      const shares = sharesAt(record, stage, ranking, keeping, meaning(record))
      const parts = [...shares].map(
        ([number, share]) => `${rounded(share, record.decimals)} for ${nameOf(record, number)}`,
      )
      const nobodys = unit(record.decimals) - sum(shares.values())
      if (rounded(nobodys, record.decimals) !== '0') parts.push(`${rounded(nobodys, record.decimals)} for nobody`)
      const now = listOf(parts)
      if (now !== before) story.push(`Stage ${stage.number}: it counts ${now}.`)
      before = now
    }
    return story.length > 0 ? story : [NOTHING_TO_COUNT]
  }

/** Four places are enough to follow a paper by. */
const rounded = (units: bigint, decimals: number): string =>
  trimmed(decimal((units + 5n * 10n ** BigInt(decimals - 5)) / 10n ** BigInt(decimals - 4), 4)) || '0'

/** For rules of rounds in which a paper stands for its topmost candidate still hopeful. */
export const explainByTopmost = (record: CountRecord, ranking: Ranking): string[] => {
  const preferences = readable(record, ranking)
  const story: string[] = []
  let elected = new Set<number>()
  const excluded = new Set<number>()
  let before: number | undefined | null = null
  for (const stage of record.stages) {
    const top = preferences.find((number) => !elected.has(number) && !excluded.has(number))
    if (top !== before) {
      story.push(`Stage ${stage.number}: it stands for ${top === undefined ? 'nobody more' : nameOf(record, top)}.`)
    }
    before = top
    for (const number of stage.elected) elected.add(number)
    for (const number of stage.excluded) excluded.add(number)
    if (stage.excluded.length > 0) elected = new Set()
  }
  return preferences.length > 0 ? story : [NOTHING_TO_COUNT]
}
