import { ruleNamed } from '@groundswell/tally'

const LONG_DAY = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'Europe/London',
})
const NUMBER = new Intl.NumberFormat('en-GB')

/** `7,395`. */
export const figure = (value: number): string => NUMBER.format(value)

/** `1 seat`, `3 seats`. */
export const countOf = (value: number, what: string): string => `${figure(value)} ${what}${value === 1 ? '' : 's'}`

/** `22 November 2026`, as in Britain. */
export const dayOf = (at: Date): string => LONG_DAY.format(at)

/** A rule's own title, or its name where this version of the program no longer has it. */
export const ruleTitle = (name: string): string => ruleNamed(name)?.title ?? name

/** `Ann, Bob and Cai`. */
export function listOf(names: readonly string[]): string {
  if (names.length <= 1) return names.join('')
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
}
