import type { CountRecord, Stage } from '../record.ts'
import { figureRows } from './figures.ts'
import { facts, fateOf, findings, listOf, nameOf, names, resultOf, stageHeading } from './words.ts'

/** The record for a terminal: who was elected, then every stage with its figures and the reason for each step. */
export const renderText = (record: CountRecord): string => {
  const lines = [record.title || 'Untitled election', '']
  for (const [label, figure] of facts(record)) lines.push(`${label}: ${figure}`)
  lines.push(`Cited: ${record.citation}`, `Input SHA-256: ${record.inputDigest}`, '')
  lines.push(resultOf(record))
  if (record.vacant) lines.push(`Vacant: ${record.vacant}`)
  if (record.reopened) lines.push(`Reopened: ${record.reopened}`)
  const rows = figureRows(record)
  for (const [i, stage] of record.stages.entries()) lines.push('', ...stageLines(record, stage, i, rows))
  if (record.pairwise) lines.push('', ...pairwiseLines(record, record.pairwise))
  const more = findings(record)
  if (more.length > 0) lines.push('', ...more)
  return `${lines.join('\n')}\n`
}

const stageLines = (record: CountRecord, stage: Stage, i: number, rows: ReturnType<typeof figureRows>): string[] => {
  const heading = `Stage ${stage.number}: ${stageHeading(record, stage)}`
  const shown = rows.filter((row) => row.cells[i]?.total || row.cells[i]?.change)
  const label = Math.max(...shown.map((row) => row.label.length))
  const total = Math.max(...shown.map((row) => row.cells[i]?.total.length ?? 0))
  const change = Math.max(...shown.map((row) => row.cells[i]?.change.length ?? 0))
  const lines = [heading, '-'.repeat(heading.length)]
  for (const row of shown) {
    const cell = row.cells[i]
    const mark = row.number === undefined ? '' : markOf(stage, row.number)
    const line = `  ${row.label.padEnd(label)}  ${(cell?.total ?? '').padStart(total)}  ${(cell?.change ?? '').padStart(change)}  ${mark}`
    lines.push(line.trimEnd())
  }
  if (stage.quota) lines.push(`  Quota ${stage.quota}`)
  for (const reason of stage.reasons) lines.push(`  ${nameOf(record, reason.candidate)}: ${reason.why}`)
  for (const note of record.constraints.filter((note) => note.stage === stage.number)) {
    lines.push(`  ${names(record, note.candidates)}: ${note.why}`)
  }
  for (const tie of record.ties.filter((tie) => tie.stage === stage.number)) {
    const tied = listOf(tie.tied.map((number) => nameOf(record, number)))
    lines.push(`  Tie between ${tied} falls on ${nameOf(record, tie.chosen)}: ${tie.how}`)
  }
  return lines
}

const markOf = (stage: Stage, number: number): string => {
  if (stage.elected.includes(number)) return 'elected'
  return stage.excluded.includes(number) ? 'excluded' : ''
}

const pairwiseLines = (record: CountRecord, pairwise: readonly (readonly number[])[]): string[] => [
  'Pairs (papers that prefer the row to the column)',
  ...pairwise.map((row, a) => {
    const cells = row.map((papers, b) => (a === b ? '-' : String(papers)).padStart(8))
    return `  ${String(a + 1).padStart(3)} ${cells.join('')}  ${nameOf(record, a + 1)} (${fateOf(record, a + 1)})`
  }),
]
