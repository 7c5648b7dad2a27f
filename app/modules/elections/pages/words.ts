import { ruleNamed } from '@groundswell/tally'
import { formatNumber } from '../../../ui/format.ts'

/** `1 seat`, `3 seats`. */
export const countOf = (value: number, what: string): string =>
  `${formatNumber(value)} ${what}${value === 1 ? '' : 's'}`

/** A rule's own title, or its name where this version of the program no longer has it. */
export const ruleTitle = (name: string): string => ruleNamed(name)?.title ?? name

/** `Ann, Bob and Cai`. */
export function listOf(names: readonly string[]): string {
  if (names.length <= 1) return names.join('')
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
}
