import { z } from 'zod'
import type { Constitution } from './constitution.ts'

const days = (least: number) => z.int().min(least).max(366)

/** Every value that the program reads out of a constitution, and what it may be. A value nobody reads is refused. */
const VALUES = {
  /** The last day of the interim offices, `YYYY-MM-DD`. */
  'founding.interim-ends': z.iso.date(),
  'elections.count-rules': z.literal('scottish-stv'),
  /** Least days from the notice of an election to the freezing of its roll. */
  'elections.notice-days': days(0),
  /** Least days for which nominations are open. */
  'elections.nominations-days': days(1),
  /** Least days for which the frozen roll can be challenged before the ballot opens. */
  'elections.roll-challenge-days': days(0),
  /** Least days for which the ballot is open. */
  'elections.ballot-days': days(1),
  /** Days after the result is published in which an appeal can be made, before the declaration. */
  'elections.appeal-days': days(0),
  /** Members who must nominate a candidate; 0 is self-nomination. */
  'elections.nominators': z.int().min(0).max(1000),
  'elections.statement-words': z.int().min(50).max(5000),
  /** Ballot papers are public only where at least so many were opened together. */
  'elections.papers-opened-together': z.int().min(2).max(10_000),
  /** Days after a membership runs out in which the member keeps standing. */
  'people.grace-days': days(0),
  /** Which columns of an imported list confer standing. */
  'people.import-evidence': z.array(z.enum(['joined', 'paid-until'])),
  /** Months for which a lapsed member's record is kept. */
  'people.lapsed-kept-months': z.int().min(1).max(120),
} as const

export type ValueName = keyof typeof VALUES
export type ValueOf<N extends ValueName> = z.output<(typeof VALUES)[N]>

/** The value as the constitution sets it. A constitution in force has every one: see `valueProblems`. */
export function valueIn<N extends ValueName>(constitution: Constitution, name: N): ValueOf<N> {
  const placed = constitution.values.get(name)
  if (!placed) throw new Error(`the constitution sets no value ${name}`)
  return VALUES[name].parse(placed.rule.value) as ValueOf<N>
}

export interface ValueProblem {
  readonly name: string
  /** Null where the constitution lacks it. */
  readonly line: number | null
  readonly message: string
}

/** Values that are missing, unknown, or not what the program can obey. A constitution with one cannot be adopted. */
export function valueProblems(constitution: Constitution): ValueProblem[] {
  const known = Object.entries<z.ZodType>(VALUES)
  const wrong = known.flatMap(([name, schema]): ValueProblem[] => {
    const placed = constitution.values.get(name)
    if (!placed) return [{ name, line: null, message: `the value ${name} is missing` }]
    const parsed = schema.safeParse(placed.rule.value)
    const message = parsed.success ? null : parsed.error.issues.map((issue) => issue.message).join('; ')
    return message === null ? [] : [{ name, line: placed.line, message: `${name}: ${message}` }]
  })
  const unknown = [...constitution.values.values()]
    .filter(({ rule }) => !Object.hasOwn(VALUES, rule.name))
    .map(({ rule, line }) => ({ name: rule.name, line, message: `nothing reads the value ${rule.name}` }))
  return [...wrong, ...unknown]
}
