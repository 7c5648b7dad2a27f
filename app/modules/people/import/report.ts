import type { Actor } from '../../../platform/mandate.ts'
import { query } from '../../../platform/query.ts'
import { unwrap } from '../../../platform/result.ts'
import type { Runner } from '../../../platform/runner.ts'
import type { ImportId } from './state.ts'

export interface ProblemLine {
  /** Line of the file on which the row begins; the heading is line 1. */
  readonly line: number
  readonly kind: 'rejected' | 'noted' | 'review'
  readonly reason: string
}

/** The rows of an import that were turned away, came in with something left out, or wait to be looked at. */
export const importProblems = query<{ import: ImportId }, readonly ProblemLine[]>({
  name: 'people.import-problems',
  power: 'people.import',
  operator: true,
  async read({ tx, input }) {
    const problems = await tx
      .selectFrom('people.import_problem')
      .select(['line', 'kind', 'reason'])
      .where('import', '=', input.import)
      .orderBy('line')
      .execute()
    const reviews = await tx
      .selectFrom('people.review')
      .select('line')
      .where('import', '=', input.import)
      .orderBy('line')
      .execute()
    const waiting = reviews.map(({ line }) => ({
      line,
      kind: 'review',
      reason: 'May be somebody known already: a person decides.',
    }))
    return [...problems, ...waiting].sort((a, b) => a.line - b.line) as ProblemLine[]
  },
})

export async function problemsOf(runner: Runner, actor: Actor, id: ImportId): Promise<readonly ProblemLine[]> {
  return unwrap(await runner.ask(importProblems, actor, { import: id }))
}

const OUTCOME = { rejected: 'turned away', noted: 'taken, with something left out', review: 'to be looked at' } as const

/** The report as a file that opens in a spreadsheet. It repeats nothing that the rows say. */
export function reportCsv(problems: readonly ProblemLine[]): string {
  const lines = problems.map(({ line, kind, reason }) => `${line},${OUTCOME[kind]},"${reason.replaceAll('"', '""')}"`)
  return `\ufeff${['line,outcome,reason', ...lines].join('\r\n')}\r\n`
}
