import { ok } from '../result.ts'
import { extremes } from '../stv/books.ts'
import { byEarlierStage } from '../stv/earlier-stages.ts'
import { passWholePile } from '../stv/moves.ts'
import { CountingTable } from '../stv/table.ts'
import type { Rule } from './rule.ts'

/** The lowest candidate goes, one at a time, until one has more votes than all others together. */
export const irv: Rule = {
  name: 'irv',
  title: 'Alternative vote (instant run-off)',
  citation:
    'Parliamentary Voting System and Constituencies Act 2011, section 9 and Schedule 10: rules 45A, 49 and 49A (repealed before use)',
  version: '1',
  fills: 'one',
  equalPreferences: 'end-the-paper',
  constraints: true,
  count(contest) {
    const table = new CountingTable(contest, 0)
    table.begin('first-preferences', [])
    table.sortFirstPreferences()
    endStage(table)
    while (table.vacancies > 0 && !table.onlyLastVacancies && (table.continuing.length > 2 || table.doomed.size > 0)) {
      excludeLowest(table)
      endStage(table)
    }
    if (table.vacancies > 0 && table.electable.length > 0) electOfLastTwo(table)
    const { quota: _, ...outcome } = table.outcome('')
    return ok(outcome)
  },
}

/** Rule 45A(2) and (4): more votes than the other remaining candidates put together. */
const endStage = (table: CountingTable): void => {
  const all = table.continuing.reduce((sum, candidate) => sum + table.votesOf(candidate), 0n)
  const most = table.electable.find((candidate) => table.votesOf(candidate) * 2n > all)
  if (most !== undefined)
    table.elect(most, `has more votes than all others together, ${table.votesOf(most)} of ${all} (rule 45A)`)
  table.remember()
  table.end()
}

/** Rule 45A(3); rule 49: of equals, the one with fewest first preferences, then fewest after the next stage, and so on. */
const excludeLowest = (table: CountingTable): void => {
  const out = table.settleTie(
    extremes(table.excludable, table.votes, 'fewest'),
    'exclusion',
    byEarlierStage(table.history, 'earliest-first', 'fewest', 'rule 49'),
  )
  table.begin('exclusion', [out])
  table.exclude(out, `has the fewest votes, ${table.votesOf(out)} (rule 45A)`)
  passWholePile(table, out, 0n, (value) => value)
}

/** Rule 49A: two remain with equal votes, or one alone stood. */
const electOfLastTwo = (table: CountingTable): void => {
  const next = table.settleTie(
    extremes(table.electable, table.votes, 'most'),
    'election',
    byEarlierStage(table.history, 'earliest-first', 'most', 'rule 49A'),
    table.stages.length,
  )
  table.declare(next, 'elected', 'is elected of the last two (rule 49A)')
}
