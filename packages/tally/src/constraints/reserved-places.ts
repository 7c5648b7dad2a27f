import { err, ok, type Result } from '../result.ts'
import type { CountError } from '../rules/rule.ts'
import type { Findings, Places } from '../stv/places.ts'
import { type Constraint, constraintInWords } from './constraint.ts'
import { type Bounds, type Kind, wayToFill } from './feasibility.ts'

/**
 * Reserved places for a contest. Where a group has fewer candidates than places are reserved for it, these places stay
 * vacant. Where there are enough of every group and still no way to fill the seats meets all constraints, those that
 * conflict are named. `standing` are indexes from 0.
 */
export const reservedPlaces = (
  constraints: readonly Constraint[],
  standing: readonly number[],
  seats: number,
): Result<Places, CountError> => {
  const doubled = inTwoGroups(constraints)
  if (doubled) return err({ kind: 'bad-input', message: doubled })
  const rules = rulesOf(constraints, seats)
  const all = kindsOf(constraints, [], standing)
  const isShort = standing.length < seats || constraints.some((one) => available(one, standing) < one.min)
  for (let vacant = 0; vacant <= (isShort ? seats : 0); vacant++) {
    if (!wayToFill(all.kinds, rules.bounds, seats, vacant)) continue
    const found = places(constraints, rules, seats, vacant)
    return ok(vacant > 0 ? { ...found, vacancyReason: shortageOf(constraints, standing, seats) } : found)
  }
  const conflict = conflictOf(rules, (bounds) => wayToFill(all.kinds, bounds, seats, isShort ? seats : 0) !== undefined)
  const message = `No way to fill ${seats} seats meets these constraints together: ${conflict.join('; ')}.`
  return err({ kind: 'constraints-conflict', message })
}

const available = (constraint: Constraint, standing: readonly number[]): number =>
  constraint.candidates.filter((number) => standing.includes(number - 1)).length

const shortageOf = (constraints: readonly Constraint[], standing: readonly number[], seats: number): string => {
  const short = constraints
    .map((one) => ({ one, stand: available(one, standing) }))
    .filter(({ one, stand }) => stand < one.min)
    .map(({ one, stand }) => `${constraintInWords(one, 'min', one.min)}, but only ${stand} stand`)
  if (standing.length < seats) short.push(`only ${standing.length} stand for ${seats} seats`)
  return `seats stay vacant: ${short.join('; ')}`
}

const inTwoGroups = (constraints: readonly Constraint[]): string | undefined => {
  const seen = new Map<string, string>()
  for (const { category, group, candidates } of constraints) {
    for (const number of candidates) {
      const key = `${category}\n${number}`
      const before = seen.get(key)
      if (before !== undefined)
        return `Candidate ${number} is in two groups of "${category}": "${before}" and "${group}".`
      seen.set(key, group)
    }
  }
  return undefined
}

/** The constraints as bounds, and each bound in words. */
interface Bounding {
  readonly bounds: readonly Bounds[]
  readonly inWords: readonly { readonly min: string; readonly max: string }[]
}

const rulesOf = (constraints: readonly Constraint[], seats: number): Bounding => {
  const categories = [...new Set(constraints.map((one) => one.category))]
  return {
    bounds: constraints.map(({ category, min, max }) => ({
      category: categories.indexOf(category),
      min,
      max: Math.min(max ?? seats, seats),
    })),
    inWords: constraints.map((one) => ({
      min: constraintInWords(one, 'min', one.min),
      max: constraintInWords(one, 'max', one.max ?? seats),
    })),
  }
}

interface Kinds {
  readonly kinds: Kind[]
  /** Which kind a candidate is of. */
  readonly kindOf: ReadonlyMap<number, number>
}

/** Candidates by the groups they are in, those elected and those who may be. */
const kindsOf = (
  constraints: readonly Constraint[],
  elected: readonly number[],
  continuing: readonly number[],
): Kinds => {
  const kinds = new Map<string, { groups: number[]; from: number; to: number }>()
  const keyOf = new Map<number, string>()
  const add = (candidate: number, isElected: boolean): void => {
    const groups = constraints.flatMap((one, group) => (one.candidates.includes(candidate + 1) ? [group] : []))
    const key = groups.join()
    const kind = kinds.get(key) ?? { groups, from: 0, to: 0 }
    kinds.set(key, kind)
    keyOf.set(candidate, key)
    kind.to++
    if (isElected) kind.from++
  }
  for (const candidate of elected) add(candidate, true)
  for (const candidate of continuing) add(candidate, false)
  const order = [...kinds.keys()].sort()
  return {
    kinds: order.map((key) => kinds.get(key) as Kind),
    kindOf: new Map([...keyOf].map(([candidate, key]) => [candidate, order.indexOf(key)])),
  }
}

const places = (constraints: readonly Constraint[], rules: Bounding, seats: number, vacant: number): Places => ({
  isReserved: true,
  fillable: seats - vacant,
  findings(elected, continuing): Findings {
    const { kinds, kindOf } = kindsOf(constraints, elected, continuing)
    const can = (changed: readonly Kind[], bounds = rules.bounds): boolean =>
      wayToFill(changed, bounds, seats, vacant) !== undefined
    const way = wayToFill(kinds, rules.bounds, seats, vacant)
    if (!way) throw new Error('A step was taken after which no way to fill the seats is left')
    const doomed = new Map<number, string>()
    const guarded = new Map<number, string>()
    const verdicts = kinds.map((kind, k) => verdictOf(kinds, k, way[k] as number, rules, can, kind))
    for (const candidate of continuing) {
      const verdict = verdicts[kindOf.get(candidate) as number]
      if (verdict?.effect === 'doomed') doomed.set(candidate, verdict.why)
      if (verdict?.effect === 'guarded') guarded.set(candidate, verdict.why)
    }
    return { doomed, guarded }
  },
})

interface Verdict {
  readonly effect: 'doomed' | 'guarded'
  readonly why: string
}

/** A known way that takes one more of the kind, or leaves one of it out, settles the question without a search. */
const verdictOf = (
  kinds: readonly Kind[],
  k: number,
  inWay: number,
  rules: Bounding,
  can: (kinds: readonly Kind[], bounds?: readonly Bounds[]) => boolean,
  kind: Kind,
): Verdict | undefined => {
  if (kind.to === kind.from) return undefined
  const oneMore = kinds.with(k, { ...kind, from: kind.from + 1 })
  if (inWay === kind.from && !can(oneMore)) {
    const conflict = conflictOf(rules, (bounds) => can(oneMore, bounds))
    return { effect: 'doomed', why: `cannot be elected any more: ${conflict.join('; ')}` }
  }
  const oneLess = kinds.with(k, { ...kind, to: kind.to - 1 })
  if (inWay === kind.to && !can(oneLess)) {
    const conflict = conflictOf(rules, (bounds) => can(oneLess, bounds))
    return { effect: 'guarded', why: `must not be excluded: ${conflict.join('; ')}` }
  }
  return undefined
}

/**
 * A smallest set of bounds that cannot be met together, in words: each is lifted in turn, and stays lifted where the
 * rest still cannot be met.
 */
const conflictOf = (rules: Bounding, isMet: (bounds: readonly Bounds[]) => boolean): string[] => {
  let bounds = rules.bounds
  const kept: string[] = []
  for (const [group, { max }] of rules.bounds.entries()) {
    for (const bound of ['max', 'min'] as const) {
      const lifted = bounds.with(group, {
        ...(bounds[group] as Bounds),
        [bound]: bound === 'min' ? 0 : Number.MAX_SAFE_INTEGER,
      })
      const isVacuous = bound === 'min' ? (bounds[group] as Bounds).min === 0 : max === Number.MAX_SAFE_INTEGER
      if (isVacuous || !isMet(lifted)) bounds = lifted
      else kept.push((rules.inWords[group] as { min: string; max: string })[bound])
    }
  }
  return kept.length > 0 ? kept : ['there are not enough candidates for the seats']
}
