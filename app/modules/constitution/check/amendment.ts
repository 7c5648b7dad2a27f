import type { Constitution } from '../constitution.ts'
import type { Article, Placed } from '../document.ts'
import { compareMajorities, readMajority } from '../majority.ts'
import type { AmendmentRule } from '../rules.ts'
import { type Finding, finding } from './finding.ts'
import { shortestPath } from './graph.ts'
import { needInWords, needsFirst } from './life.ts'

/** The rule that says how an article is amended: the first that covers it. */
export function guardOf({ amendments }: Constitution, article: number): Placed<AmendmentRule> | undefined {
  return amendments.find(({ rule }) => rule.articles === 'all' || rule.articles.includes(article))
}

/** Articles that nothing lets anybody amend, or that wait for a body that can never sit. */
export function neverAmendable(constitution: Constitution, alive: ReadonlySet<string>): Finding[] {
  return constitution.document.articles.flatMap((article) => {
    const guard = guardOf(constitution, article.number)
    const at = placeOf(article)
    const message = `Article ${article.number} can never be amended.`
    if (!guard)
      return [finding('never-amendable', at, message, [`article ${article.number} is covered by no rule of amendment`])]
    if (alive.has(guard.rule.body)) return []
    const dead = (name: string) => needsFirst(constitution, name).filter((one) => !alive.has(one))
    const way = shortestPath(guard.rule.body, dead, (name) => dead(name).length === 0) ?? [guard.rule.body]
    return [
      finding('never-amendable', at, message, [
        `article ${article.number} is amended by ${guard.rule.body} (article ${guard.clause})`,
        ...way.map((name) => needInWords(constitution, name)),
      ]),
    ]
  })
}

/**
 * A guard that can itself be amended by less than it demands protects nothing: first the guard is lowered, then the
 * article. So is one beside which somebody else simply holds the power to amend.
 */
export function weakGuards(constitution: Constitution): Finding[] {
  return [...loweredGuards(constitution), ...waysAroundTheGuard(constitution)]
}

function loweredGuards(constitution: Constitution): Finding[] {
  const guardArticle = (article: number) => {
    const guard = guardOf(constitution, article)
    return guard ? [guard.article] : []
  }
  const told = new Set<Placed>()
  return constitution.document.articles.flatMap((article) => {
    const guard = guardOf(constitution, article.number)
    if (!guard || told.has(guard)) return []
    const isWeaker = (one: number) => {
      const other = guardOf(constitution, one)
      return other !== undefined && weakerThan(constitution, other.rule, guard.rule)
    }
    const way = shortestPath(article.number, guardArticle, isWeaker)
    if (!way) return []
    told.add(guard)
    return [
      finding(
        'guard-weaker-than-guarded',
        guard,
        `Article ${article.number} is guarded by a rule that can be changed by less than it demands.`,
        way.flatMap((one) => {
          const its = guardOf(constitution, one)
          return its ? [`article ${one} is amended by ${inWords(its.rule)} (article ${its.clause})`] : []
        }),
      ),
    ]
  })
}

function waysAroundTheGuard(constitution: Constitution): Finding[] {
  const bodies = new Set(constitution.amendments.map(({ rule }) => rule.body))
  return (constitution.powers.get('constitution.amend') ?? []).flatMap((power) =>
    power.rule.holders
      .filter((name) => !bodies.has(name))
      .map((name) =>
        finding(
          'guard-weaker-than-guarded',
          power,
          `${name} may amend the constitution without the vote that it demands.`,
          [`constitution.amend (article ${power.clause}) is held by ${name}`, `no rule of amendment names ${name}`],
        ),
      ),
  )
}

/** Whether any of majority, turnout and body asks for less. */
function weakerThan({ bodies }: Constitution, a: AmendmentRule, b: AmendmentRule): boolean {
  const [first, second] = [readMajority(a.majority), readMajority(b.majority)]
  const breadth = (name: string) => {
    const sits = bodies.get(name)?.rule.sits
    return sits === undefined || 'offices' in sits ? 0 : 'delegates' in sits ? 1 : 2
  }
  return (
    (first !== null && second !== null && compareMajorities(first, second) < 0) ||
    (a.turnoutPercent ?? 0) < (b.turnoutPercent ?? 0) ||
    breadth(a.body) < breadth(b.body)
  )
}

const inWords = ({ body, majority, turnoutPercent }: AmendmentRule): string =>
  `${body}, ${majority} of the votes${turnoutPercent === undefined ? '' : `, ${turnoutPercent}% voting`}`

const placeOf = ({ number, line }: Article) => ({ clause: String(number), line })
