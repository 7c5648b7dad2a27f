/** A name as its bearer gives it. Some have one word, some write the family's first: the whole name is what counts. */
export interface Name {
  readonly name: string
  readonly given: string | null
  readonly family: string | null
}

/** Puts a name together from what is known of it; null where nothing is. */
export function nameFrom(parts: {
  name?: string | undefined
  given?: string | undefined
  family?: string | undefined
}): Name | null {
  const given = tidy(parts.given ?? '')
  const family = tidy(parts.family ?? '')
  const name = tidy(parts.name ?? '') || tidy(`${given} ${family}`)
  return name ? { name, given: given || null, family: family || null } : null
}

/** One space between words, none around, composed letters: the same name always has the same bytes. */
export function tidy(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\s\u00a0]+/g, ' ')
    .trim()
}

/**
 * A name folded for finding and comparing: small letters, no accents, no apostrophes, hyphens as spaces.
 * `O’Brien-Łukasz` and `obrien lukasz` have the same key; so have `Siân` and `sian`.
 */
export function nameKey(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}|['’‘`´ʼ.]/gu, '')
    .replace(/[łøđßæœıħ]/g, (letter) => PLAIN[letter] ?? letter)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .slice(0, 200)
    .trim()
}

/** Letters that no decomposition takes apart. */
const PLAIN: Readonly<Record<string, string>> = { ł: 'l', ø: 'o', đ: 'd', ß: 'ss', æ: 'ae', œ: 'oe', ı: 'i', ħ: 'h' }

/** Shown for people of whom only an address is known, until they say. */
export const UNNAMED = 'Name not given'
