import type { WriteTx } from '../../platform/database/transaction.ts'
import { dayOf } from '../../platform/day.ts'
import type { Mandate } from '../../platform/mandate.ts'
import { err, ok, type Result } from '../../platform/result.ts'
import { adoptVersion, tellPeople } from './adopt-version.ts'
import { guardOf } from './check/amendment.ts'
import { checkConstitution } from './check/check-constitution.ts'
import type { Finding } from './check/finding.ts'
import { type Constitution, parseConstitution } from './constitution.ts'
import { type ChangedArticle, differencesBetween } from './difference.ts'
import type { Document, DocumentProblem, Placed } from './document.ts'
import { versionInForce } from './in-force.ts'
import { carries, compareMajorities, type Majority, readMajority } from './majority.ts'
import { ruleInWords } from './rule-in-words.ts'
import type { AmendmentRule, Rule } from './rules.ts'
import { valueProblems } from './values.ts'

/** What a rule makes the program do today, and after. Null on the side where there is no such rule. */
export interface Effect {
  readonly name: string
  readonly today: string | null
  readonly after: string | null
}

/** The vote that a change demands: of every article that it touches, the strictest. */
export interface Demand {
  readonly body: string
  readonly majority: Majority
  readonly majorityText: string
  /** Least share of those entitled that must vote, in hundredths. */
  readonly turnoutPercent: number
  /** The clauses that demand it. */
  readonly clauses: readonly string[]
}

export interface Amendment {
  readonly constitution: Constitution
  readonly differences: readonly ChangedArticle[]
  readonly effects: readonly Effect[]
  /** What the check finds after that it does not find today. */
  readonly newFindings: readonly Finding[]
  /** What the check finds today and no longer after. */
  readonly mended: readonly Finding[]
  /** Null where no rule lets anybody make this change, or two articles leave it to different bodies. */
  readonly demand: Demand | null
}

const LONGEST = 200_000

/** What a changed text would do: the words, the rules, what the check finds, and the vote that it takes. Changes nothing. */
export function considerAmendment(today: Constitution, text: string): Result<Amendment, readonly DocumentProblem[]> {
  if (text.length > LONGEST)
    return err([{ line: 1, message: 'A constitution of more than 200,000 characters is not read.' }])
  const parsed = parseConstitution(text)
  if (!parsed.ok) return parsed
  const after = parsed.value
  const wrong = valueProblems(after)
  if (wrong.length > 0) return err(wrong.map(({ line, message }) => ({ line: line ?? 1, message })))
  const key = (one: Finding) => `${one.kind} ${one.message}`
  const [before, then] = [checkConstitution(today), checkConstitution(after)]
  const [beforeKeys, thenKeys] = [new Set(before.map(key)), new Set(then.map(key))]
  return ok({
    constitution: after,
    differences: differencesBetween(today.document, after.document),
    effects: effectsOf(today, after),
    newFindings: then.filter((one) => !beforeKeys.has(key(one))),
    mended: before.filter((one) => !thenKeys.has(key(one))),
    demand: demandOf(today, after),
  })
}

function effectsOf(today: Constitution, after: Constitution): Effect[] {
  const [old, young] = [sentences(today), sentences(after)]
  const names = [...new Set([...old.keys(), ...young.keys()])]
  return names
    .map((name) => ({ name: name.split(' ')[1] ?? name, today: old.get(name) ?? null, after: young.get(name) ?? null }))
    .filter((effect) => effect.today !== effect.after)
}

/** Every rule in words, by its kind and name; a power that several articles give is one. */
function sentences(constitution: Constitution): Map<string, string> {
  const all = new Map<string, string>()
  for (const { rule } of constitution.document.rules) {
    const name = `${rule.kind} ${rule.name}`
    const earlier = all.get(name)
    const words = ruleInWords(constitution, rule)
    all.set(name, earlier === undefined ? words : `${earlier} ${words}`)
  }
  return all
}

/** By the rules of today: nobody lowers a guard by the vote that the lowered guard would demand. */
function demandOf(today: Constitution, after: Constitution): Demand | null {
  const touched = articlesTouched(today.document, after.document)
  const guards = touched.map((article) => guardOf(today, article) ?? guardOfNew(today, article))
  if (guards.length === 0 || guards.some((guard) => guard === undefined)) return null
  const all = [...new Set(guards)].filter((guard): guard is Placed<AmendmentRule> => guard !== undefined)
  const [first] = all
  if (!first || all.some(({ rule }) => rule.body !== first.rule.body)) return null
  const strictest = all
    .map(({ rule }) => rule)
    .reduce((a, b) => (compareMajorities(majorityOf(a), majorityOf(b)) >= 0 ? a : b))
  return {
    body: first.rule.body,
    majority: majorityOf(strictest),
    majorityText: strictest.majority,
    turnoutPercent: Math.max(...all.map(({ rule }) => rule.turnoutPercent ?? 0)),
    clauses: all.map(({ clause }) => clause),
  }
}

/** A new article is guarded as all others are. */
function guardOfNew({ amendments }: Constitution, article: number): Placed<AmendmentRule> | undefined {
  return (
    amendments.find(({ rule }) => rule.articles === 'all') ??
    amendments.find(({ rule }) => rule.articles !== 'all' && rule.articles.includes(article))
  )
}

function majorityOf({ majority }: AmendmentRule): Majority {
  const read = readMajority(majority)
  if (!read) throw new Error('a majority that does not read got past the schema')
  return read
}

/** By number, words and rules alike: an article that moved touches both its places. The preamble belongs to article 1. */
function articlesTouched(before: Document, after: Document): number[] {
  const [old, young] = [contents(before), contents(after)]
  const numbers = new Set([...old.keys(), ...young.keys()])
  return [...numbers].filter((number) => old.get(number) !== young.get(number)).sort((a, b) => a - b)
}

function contents({ title, preamble, articles }: Document): Map<number, string> {
  const all = new Map(
    articles.map(({ number, title: heading, parts }) => [number, JSON.stringify([heading, parts.map(plain)])]),
  )
  return all.set(1, JSON.stringify([title, preamble, all.get(1)]))
}

/** A part without the lines on which it stands, which any change above it moves. */
function plain(part: Document['preamble'][number]): unknown {
  return part.kind === 'rules' ? part.rules.map(({ rule }): Rule => rule) : part
}

/** A vote as it was counted. */
export interface VoteCounted {
  readonly body: string
  readonly votesFor: number
  readonly votesCast: number
  readonly entitled: number
}

/** Whether a vote meets what a change demands. Exact: no division is made. */
export function meets(demand: Demand, vote: VoteCounted): boolean {
  return (
    vote.body === demand.body &&
    carries(demand.majority, vote.votesFor, vote.votesCast) &&
    vote.votesCast * 100 >= demand.turnoutPercent * vote.entitled
  )
}

export type AdoptionProblem = 'does-not-read' | 'nothing-changed' | 'vote-falls-short' | 'made-for-another-version'

/**
 * Adopts a changed text as the next version by a vote that was counted, in force from a moment on. `base` is the version
 * that the change was made to: where another has come into force since, members voted on something else.
 */
export async function adoptAmendment(
  tx: WriteTx,
  mandate: Mandate,
  given: { text: string; base: number; vote: VoteCounted; reference: string; now: Date; inForceFrom: Date },
): Promise<Result<number, AdoptionProblem>> {
  const today = await versionInForce(tx)
  const { newest } = await tx
    .selectFrom('constitution.version')
    .select((of) => of.fn.max('number').as('newest'))
    .executeTakeFirstOrThrow()
  // A version that waits for its day counts too: two changes voted on apart were never voted on together.
  if (!today || today.number !== given.base || newest !== given.base) return err('made-for-another-version')
  const amendment = considerAmendment(today.constitution, given.text)
  if (!amendment.ok) return err('does-not-read')
  const { constitution, demand, differences, effects } = amendment.value
  if (differences.length === 0 && effects.length === 0) return err('nothing-changed')
  if (!demand || !meets(demand, given.vote)) return err('vote-falls-short')
  const number = today.number + 1
  const { text, now: adoptedAt, inForceFrom, reference } = given
  await adoptVersion(tx, { number, text, adoptedAt, inForceFrom, how: 'decision', reference })
  await tellPeople(tx, mandate, constitution, dayOf(inForceFrom))
  return ok(number)
}
