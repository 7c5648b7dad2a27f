import type { Constitution } from './constitution.ts'

/** `the chair`, `a member of the national committee`, `the national committee`, `the program`; the bare name where unknown. */
export function holderInWords(constitution: Constitution, name: string): string {
  if (name === 'program') return 'the program'
  const body = constitution.bodies.get(name)
  if (body) return body.rule.title
  const office = constitution.offices.get(name)
  if (!office) return name
  const title = office.rule.title.replace(/^\p{Lu}(?=\p{Ll})/u, (letter) => letter.toLowerCase())
  return `${office.rule.seats === 1 ? 'the' : /^[aeiou]/.test(title) ? 'an' : 'a'} ${title}`
}

/** `a, b and c`. */
export function listInWords(items: readonly string[], joiner: 'and' | 'or' = 'and'): string {
  return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} ${joiner} ${items.at(-1)}`
}

const DATE = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })

/** A day, `2027-11-22`, as `22 November 2027`. */
export function dateInWords(day: string): string {
  return DATE.format(new Date(`${day}T00:00:00Z`))
}
