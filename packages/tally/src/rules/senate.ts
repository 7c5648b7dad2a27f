import { groupedBy } from '../group.ts'
import { compare, inUnits, type Rational, rational } from '../rational.ts'
import { ok } from '../result.ts'
import { extremes } from '../stv/books.ts'
import { lowestOf } from '../stv/gregory.ts'
import { laidTogether, type Parcel } from '../stv/piles.ts'
import { CountingTable } from '../stv/table.ts'
import type { OwnMethod } from '../ties.ts'
import type { Rule } from './rule.ts'
import { bulkExclusion } from './senate-bulk.ts'

const CITATION = 'Commonwealth Electoral Act 1918 (Australia), section 273, as amended in 2016'

/** The Senate as the Electoral Commission has counted it since 2016: candidates are excluded one by one. */
export const senate: Rule = senateRule({ name: 'senate', title: 'Australian Senate', bulk: false })

/** The Senate with the bulk exclusions that the Act permits. */
export const senateBulk: Rule = senateRule({
  name: 'senate-bulk',
  title: 'Australian Senate, with bulk exclusion',
  bulk: true,
})

/**
 * Whole votes. A surplus passes on in all papers of the candidate at one transfer value, whatever they were worth before
 * (unweighted inclusive Gregory); votes gained are papers × value, the fraction dropped. Subsections cited are those of
 * section 273.
 */
function senateRule({ name, title, bulk }: { name: string; title: string; bulk: boolean }): Rule {
  return {
    name,
    title,
    citation: bulk ? `${CITATION}, subsections (13A) to (13C) applied` : CITATION,
    version: '1',
    fills: 'many',
    equalPreferences: 'end-the-paper',
    constraints: true,
    count(contest) {
      const table = new CountingTable(contest, 0)
      const count: Count = { table, values: [rational(0), rational(1)], surpluses: [] }
      // (8): first preference votes ÷ (vacancies + 1), fraction dropped, plus one.
      const quota = BigInt(contest.ballots.papers) / BigInt(contest.seats + 1) + 1n
      table.begin('first-preferences', [])
      table.sortFirstPreferences()
      afterCount(count, quota)
      table.end()
      while (table.vacancies > 0 && !isSettled(table)) {
        const from = table.doomed.size > 0 ? undefined : count.surpluses.shift()
        if (from !== undefined) transferSurplus(count, from, quota)
        else exclude(count, bulk ? excludedTogether(count, quota) : [lowest(count)], quota)
      }
      fillLastVacancies(count)
      return ok(table.outcome(quota.toString()))
    },
  }
}

interface Count {
  readonly table: CountingTable
  /** Transfer values; a parcel's `value` is its place here. */
  readonly values: Rational[]
  /** Elected with a surplus not transferred yet, in order of election: (23). */
  readonly surpluses: number[]
}

const transferValue = (count: Count, parcel: Parcel): Rational => count.values[Number(parcel.value)] as Rational

/** Votes that papers make at a transfer value, any fraction dropped: (9)(b), (13). */
const votesAt =
  (value: Rational) =>
  (papers: number): bigint =>
    (BigInt(papers) * value.n) / value.d

const shown = (value: Rational): string => {
  const units = inUnits(value, 9).toString().padStart(10, '0')
  return `${units.slice(0, -9)}.${units.slice(-9)}`
}

/** At the end of each count: (14), (20) and (21). */
const afterCount = (count: Count, quota: bigint): void => {
  const { table } = count
  for (;;) {
    const reached = table.electable.filter((candidate) => table.votesOf(candidate) >= quota)
    if (reached.length === 0 || table.vacancies === 0) break
    const next = table.settleTie(extremes(reached, table.votes, 'most'), 'election', byLastCount(table, 'most', '(21)'))
    table.elect(next, `has reached the quota of ${quota} (subsection 14)`)
    if (table.votesOf(next) > quota) count.surpluses.push(next)
  }
  table.remember()
}

/** (9) and (10): transfer value = surplus ÷ all papers of the candidate. */
const transferSurplus = (count: Count, from: number, quota: bigint): void => {
  const { table } = count
  const surplus = table.votesOf(from) - quota
  const pile = table.piles.take(from)
  const value = rational(
    surplus,
    pile.reduce((papers, parcel) => papers + parcel.papers, 0),
  )
  const place = BigInt(count.values.push(value) - 1)
  table.begin('surplus', [from])
  table.reason(from, 'surplus', `passes on a surplus of ${surplus} at ${shown(value)} a paper (subsections 9 and 10)`)
  // One sorting of all papers: the fraction is dropped once for each candidate, not once for each former value.
  const parcel = laidTogether(pile)
  const { moved, spent } = table.pass(from, table.sort(parcel), place, {
    worth: votesAt(value),
    shown: { was: pile.length === 1 ? shown(transferValue(count, parcel)) : 'any', value: shown(value) },
  })
  table.settle(from, moved, quota, spent)
  afterCount(count, quota)
  table.end()
}

const lowest = (count: Count): number => {
  const { table } = count
  return table.settleTie(
    extremes(table.excludable, table.votes, 'fewest'),
    'exclusion',
    byLastCount(table, 'fewest', '(31)'),
  )
}

const excludedTogether = (count: Count, quota: bigint): readonly number[] => {
  const { table } = count
  if (table.contest.places.isReserved) return [lowest(count)]
  const howMany = bulkExclusion(table.continuing, table.votes, quota, table.vacancies)
  if (howMany < 2) return [lowest(count)]
  return lowestOf(table, howMany, (tied) => table.settleTie(tied, 'exclusion', byLastCount(table, 'fewest', '(31)')))
}

/** (13): papers at a value of one first, then in descending order of transfer value, each a count of its own. */
const exclude = (count: Count, out: readonly number[], quota: bigint): void => {
  const { table } = count
  table.begin('exclusion', out)
  for (const candidate of out)
    table.exclude(candidate, `has the fewest votes, ${table.votesOf(candidate)} (subsection 13)`)
  const parcels = out.flatMap((from) => table.piles.take(from).map((parcel) => ({ from, parcel })))
  const groups = groupedBy(parcels, ({ parcel }) => shownKey(transferValue(count, parcel)))
  const inOrder = [...groups.values()].sort((a, b) =>
    compare(transferValue(count, b[0]!.parcel), transferValue(count, a[0]!.parcel)),
  )
  for (const [i, group] of inOrder.entries()) {
    passGroup(count, group)
    if (i === inOrder.length - 1) for (const from of out) table.settle(from, 0n, 0n, 0n)
    afterCount(count, quota)
    if (table.vacancies === 0) break
  }
  if (inOrder.length === 0) afterCount(count, quota)
  table.end()
}

const shownKey = (value: Rational): string => `${value.n}/${value.d}`

const passGroup = (count: Count, group: readonly { from: number; parcel: Parcel }[]): void => {
  const { table } = count
  for (const from of new Set(group.map((one) => one.from))) {
    const parcel = laidTogether(group.filter((one) => one.from === from).map((one) => one.parcel))
    const value = transferValue(count, parcel)
    const figures = { was: shown(value), value: shown(value) }
    const { moved, spent } = table.pass(from, table.sort(parcel), parcel.value, {
      worth: votesAt(value),
      shown: figures,
    })
    table.settle(from, moved, table.votesOf(from) - moved - spent, spent)
  }
}

/** (17) and (18): two for the last vacancy, or no more than the vacancies. */
const isSettled = (table: CountingTable): boolean =>
  table.onlyLastVacancies ||
  (table.vacancies === 1 && table.electable.length === 2 && table.electable.length === table.continuing.length)

const fillLastVacancies = (count: Count): void => {
  const { table } = count
  while (table.vacancies > 0 && table.electable.length > 0) {
    const most = extremes(table.electable, table.votes, 'most')
    const next = table.settleTie(most, 'election', byLastCount(table, 'most', '(17)'), table.stages.length)
    table.declare(next, 'elected', 'has the most votes for a last vacancy (subsections 17 and 18)')
  }
}

/** (21), (22), (31): the last count at which each of the tied had a different number of votes. */
const byLastCount =
  (table: CountingTable, fallsOn: 'most' | 'fewest', clause: string): OwnMethod =>
  (tied) => {
    for (let i = table.history.length - 1; i >= 0; i--) {
      const votes = table.history[i] as bigint[]
      if (new Set(tied.map((candidate) => votes[candidate])).size < tied.length) continue
      return {
        left: extremes(tied, votes, fallsOn),
        how: `${fallsOn} votes at count ${i + 1}, the last at which all differed ${clause}`,
      }
    }
    return { left: tied, how: `at no count did all differ ${clause}` }
  }
