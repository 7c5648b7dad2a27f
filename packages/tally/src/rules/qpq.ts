import { explainByTopmost } from '../follow/in-words.ts'
import { compare, inUnits, minus, over, plus, type Rational, rational, times } from '../rational.ts'
import { ok } from '../result.ts'
import { CountBooks, extremes } from '../stv/books.ts'
import { type Parcel, Piles } from '../stv/piles.ts'
import type { Contest, Rule } from './rule.ts'

const DECIMALS = 9
const ZERO = rational(0)
const ONE = rational(1)

/**
 * Quota preferential by quotient, the version that starts anew after each exclusion. Quotients and quota are exact
 * fractions; the record shows them rounded to nine decimals. Figures in a stage are quotients, not votes; its
 * non-transferable figure is the number of papers that name nobody more.
 */
export const qpq: Rule = {
  name: 'qpq',
  title: 'Quota preferential by quotient',
  citation:
    'D. R. Woodall, QPQ, a quota-preferential STV-like election rule, Voting matters 17 (2003), paper 1, section 2',
  version: '1',
  fills: 'many',
  equalPreferences: 'end-the-paper',
  constraints: true,
  explain: explainByTopmost,
  count(contest) {
    const books = new CountBooks(contest, DECIMALS)
    let papers = startAnew(contest, books)
    let quota = ZERO
    while (books.vacancies > 0 && !books.onlyLastVacancies) {
      const state = assess(contest, books, papers)
      quota = state.quota
      const high = highest(books, state)
      if (high !== undefined && compare(state.quotients[high] as Rational, quota) > 0) {
        elect(books, papers, high, state)
      } else {
        exclude(books, state)
        papers = startAnew(contest, books)
      }
      books.end({ quota: books.figure(inUnits(quota, DECIMALS)) })
    }
    if (books.stages.length === 0) showFirstPreferences(contest, books, papers)
    while (books.vacancies > 0 && books.electable.length > 0) {
      const most = extremes(books.electable, books.votes, 'most')
      const next = books.settleTie(most, 'election', undefined, books.stages.length)
      books.declare(next, 'elected', 'is left with no more candidates than seats (2.5b)')
    }
    return ok(books.outcome(books.figure(inUnits(quota, DECIMALS))))
  },
}

/** Papers by the hopeful candidate they stand for; `value` of a parcel tells which election they last took part in. */
interface Papers {
  readonly piles: Piles
  /** What a paper has elected so far, by the number of the election it last took part in; 0 is none. */
  readonly elected: Rational[]
  /** Papers that name no hopeful candidate. */
  readonly inactive: Parcel[]
}

const open = (books: CountBooks): Uint8Array =>
  Uint8Array.from(books.status, (status) => (status === 'continuing' ? 1 : 0))

/** 2.1 and 2.2. */
const startAnew = (contest: Contest, books: CountBooks): Papers => {
  books.restart()
  const papers: Papers = { piles: new Piles(contest.ballots), elected: [ZERO], inactive: [] }
  moveOn(books, papers, papers.piles.all(0n), 0n)
  return papers
}

const moveOn = (books: CountBooks, papers: Papers, parcel: Parcel, value: bigint): void => {
  const sorted = papers.piles.sort(parcel, open(books))
  papers.piles.lay(sorted, 0, 0, value)
  if (sorted.spent > 0) {
    papers.inactive.push({ ...parcel, value, rankings: sorted.spentRankings, papers: sorted.spent })
  }
}

interface State {
  readonly quota: Rational
  readonly quotients: Rational[]
}

/** 2.3 and 2.4: quotient = papers ÷ (1 + what they elected); quota = active papers ÷ (1 + seats − what inactive ones did). */
const assess = (contest: Contest, books: CountBooks, papers: Papers): State => {
  const worth = (parcels: readonly Parcel[]): Rational =>
    parcels.reduce(
      (sum, { value, papers: howMany }) => plus(sum, times(rational(howMany), papers.elected[Number(value)] ?? ZERO)),
      ZERO,
    )
  const number = (parcels: readonly Parcel[]): number => parcels.reduce((sum, parcel) => sum + parcel.papers, 0)
  const quotients = contest.candidates.map(() => ZERO)
  let active = 0
  for (const candidate of books.continuing) {
    const pile = papers.piles.piles[candidate] as Parcel[]
    active += number(pile)
    quotients[candidate] = over(rational(number(pile)), plus(ONE, worth(pile)))
  }
  const shares = minus(rational(1 + contest.seats), worth(papers.inactive))
  quotients.forEach((quotient, candidate) => {
    if (books.status[candidate] === 'continuing') books.votes[candidate] = inUnits(quotient, DECIMALS)
  })
  books.nonTransferable = BigInt(number(papers.inactive)) * books.one
  return { quota: compare(shares, ZERO) > 0 ? over(rational(active), shares) : ZERO, quotients }
}

const highest = (books: CountBooks, { quotients }: State): number | undefined =>
  books.electable.reduce<number | undefined>(
    (best, one) =>
      best === undefined || compare(quotients[one] as Rational, quotients[best] as Rational) > 0 ? one : best,
    undefined,
  )

const equalTo = (among: readonly number[], candidate: number, { quotients }: State): number[] =>
  among.filter((one) => compare(quotients[one] as Rational, quotients[candidate] as Rational) === 0)

/** 2.5a: the papers of the elected have now elected 1 ÷ quotient each. */
const elect = (books: CountBooks, papers: Papers, high: number, state: State): void => {
  const winner = books.settleTie(equalTo(books.electable, high, state), 'election')
  begin(books, winner)
  books.elect(
    winner,
    `has the highest quotient, above the quota of ${books.figure(inUnits(state.quota, DECIMALS))} (2.5a)`,
  )
  papers.elected.push(over(ONE, state.quotients[winner] as Rational))
  const value = BigInt(papers.elected.length - 1)
  for (const parcel of papers.piles.take(winner)) moveOn(books, papers, parcel, value)
}

/** 2.5b. */
const exclude = (books: CountBooks, state: State): void => {
  const [first, ...rest] = books.excludable
  const low = rest.reduce(
    (best, one) => (compare(state.quotients[one] as Rational, state.quotients[best] as Rational) < 0 ? one : best),
    first as number,
  )
  const loser = books.settleTie(equalTo(books.excludable, low, state), 'exclusion')
  begin(books, loser)
  books.exclude(
    loser,
    `has the lowest quotient, and none is above the quota of ${books.figure(inUnits(state.quota, DECIMALS))} (2.5b)`,
  )
}

const begin = (books: CountBooks, candidate: number): void =>
  books.stages.length === 0 ? books.begin('first-preferences', []) : books.begin('round', [candidate])

/** Where nobody is to be beaten, the record still shows the papers. */
const showFirstPreferences = (contest: Contest, books: CountBooks, papers: Papers): void => {
  assess(contest, books, papers)
  books.begin('first-preferences', [])
  books.end()
}
