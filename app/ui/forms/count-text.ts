/** How long an answer may be, counted in characters or in words. */
export type Limit = { characters: number } | { words: number }

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' })

function used(text: string, limit: Limit): number {
  if ('words' in limit) return text.match(/\S+/g)?.length ?? 0
  let characters = 0
  for (const _ of segmenter.segment(text)) characters++
  return characters
}

function amount(count: number, limit: Limit): string {
  const unit = 'words' in limit ? 'word' : 'character'
  return `${count.toLocaleString('en-GB')} ${unit}${count === 1 ? '' : 's'}`
}

function most(limit: Limit): number {
  return 'words' in limit ? limit.words : limit.characters
}

/** Characters are counted as a reader sees them: one for a letter with its accents, one for an emoji. */
export function tooLong(text: string, limit: Limit): boolean {
  return used(text, limit) > most(limit)
}

/** How much of a limit is left of an answer, as the line under its box says it. */
export function countText(text: string, limit: Limit): string {
  const left = most(limit) - used(text, limit)
  if (text === '') return `You can write up to ${amount(left, limit)}.`
  return left >= 0 ? `You have ${amount(left, limit)} left.` : `This is ${amount(-left, limit)} too long.`
}
