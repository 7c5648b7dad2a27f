import { explainPairs } from '../pairs/explain.ts'
import { beats, type Pairs, pairsIn, preferring } from '../pairs/matrix.ts'
import { pairwiseOutcome } from '../pairs/outcome.ts'
import { layers } from '../pairs/ranking.ts'
import type { Majority } from '../record.ts'
import { ok } from '../result.ts'
import type { Rule } from './rule.ts'

/** More than nought where the first majority is to be looked at before the second. */
type Stronger = (a: Found, b: Found) => number

/** A majority as found, candidates by index. */
interface Found {
  readonly winner: number
  readonly loser: number
  readonly votes: number
  readonly against: number
}

const rankedPairsBy = (about: Pick<Rule, 'name' | 'title' | 'citation'>, stronger: Stronger): Rule => ({
  ...about,
  version: '1',
  fills: 'one',
  equalPreferences: 'counted',
  constraints: false,
  count(contest) {
    const compared = pairsIn(contest)
    if (!compared.ok) return compared
    const pairs = compared.value
    const standing = new Standing(pairs.candidates)
    const majorities: Majority[] = []
    for (const equals of equalMajorities(pairs, stronger)) {
      const stands = standing.addTogether(equals)
      equals.forEach(({ winner, loser, votes, against }, i) => {
        majorities.push({ winner: winner + 1, loser: loser + 1, votes, against, stands: stands[i] === true })
      })
    }
    const ranking = layers(contest.standing, (a, b) => standing.leads(a, b))
    return ok(pairwiseOutcome(contest, pairs, ranking, { majorities }))
  },
  explain: explainPairs,
})

/** Majorities in groups of equal strength, the strongest first. */
const equalMajorities = (pairs: Pairs, stronger: Stronger): Found[][] => {
  const found = pairs.standing.flatMap((winner) =>
    pairs.standing
      .filter((loser) => beats(pairs, winner, loser))
      .map((loser) => ({
        winner,
        loser,
        votes: preferring(pairs, winner, loser),
        against: preferring(pairs, loser, winner),
      })),
  )
  found.sort((a, b) => stronger(b, a))
  const groups: Found[][] = []
  for (const majority of found) {
    const last = groups.at(-1)
    if (last?.[0] && stronger(last[0], majority) === 0) last.push(majority)
    else groups.push([majority])
  }
  return groups
}

/** The majorities that stand, closed under going on: `leads(a, b)` where a chain of them runs from a to b. A bit a pair. */
class Standing {
  readonly #size: number
  /** Words of 32 bits in a row. */
  readonly #words: number
  #leads: Int32Array

  constructor(size: number) {
    this.#size = size
    this.#words = (size + 31) >> 5
    this.#leads = new Int32Array(size * this.#words)
  }

  leads(a: number, b: number): boolean {
    return ((this.#leads[a * this.#words + (b >> 5)] as number) & (1 << (b & 31))) !== 0
  }

  /**
   * Lets each of some equal majorities stand that closes no circle with those that stand and with its equals; says which
   * stand. So none of two equals that exclude each other is favoured.
   */
  addTogether(equals: readonly Found[]): boolean[] {
    const fresh = equals.filter(({ winner, loser }) => !this.leads(winner, loser))
    const before = this.#leads
    if (fresh.length > 1) {
      this.#leads = before.slice()
      for (const { winner, loser } of fresh) this.#add(winner, loser)
    }
    const stands = equals.map(({ winner, loser }) => !this.leads(loser, winner))
    this.#leads = before
    equals.forEach(({ winner, loser }, i) => {
      if (stands[i]) this.#add(winner, loser)
    })
    return stands
  }

  #add(winner: number, loser: number): void {
    if (this.leads(winner, loser)) return
    const words = this.#words
    const beyond = this.#leads.slice(loser * words, (loser + 1) * words)
    beyond[loser >> 5] = (beyond[loser >> 5] as number) | (1 << (loser & 31))
    for (let a = 0; a < this.#size; a++) {
      if (a !== winner && !this.leads(a, winner)) continue
      for (let w = 0; w < words; w++) {
        this.#leads[a * words + w] = (this.#leads[a * words + w] as number) | (beyond[w] as number)
      }
    }
  }
}

const CITATION =
  'Nicolaus Tideman, Independence of clones as a criterion for voting rules, Social Choice and Welfare 4 (1987) 185–206; equal majorities are taken together'

export const rankedPairs: Rule = rankedPairsBy(
  {
    name: 'ranked-pairs',
    title: 'Ranked pairs (winning votes)',
    citation: `${CITATION}; majorities by winning votes, then by fewer votes against`,
  },
  (a, b) => a.votes - b.votes || b.against - a.against,
)

export const rankedPairsMargins: Rule = rankedPairsBy(
  {
    name: 'ranked-pairs-margins',
    title: 'Ranked pairs (margins)',
    citation: `${CITATION}; majorities by margin, then by fewer votes against`,
  },
  (a, b) => a.votes - a.against - (b.votes - b.against) || b.against - a.against,
)
