import type { CountRecord } from '../record.ts'
import { figureRows, stageSum } from './figures.ts'
import { facts, fateOf, stageHeading } from './words.ts'

/** The result sheet: candidates down, two columns a stage (change, total). CSV as RFC 4180, lines end in CRLF. */
export const renderCsv = (record: CountRecord): string => {
  const { stages } = record
  const lines: string[][] = [
    ['Election', record.title],
    ...facts(record).map((fact) => [...fact]),
    ['Input SHA-256', record.inputDigest],
    [],
    ['', '', ...stages.flatMap((stage) => ['', `Stage ${stage.number}`])],
    ['Number', 'Candidate', ...stages.flatMap((stage) => ['', stageHeading(record, stage)]), 'Outcome'],
    ...figureRows(record).map((row) => [
      row.number === undefined ? '' : String(row.number),
      row.label,
      ...row.cells.flatMap((cell) => [cell.change, cell.total]),
      row.number === undefined ? '' : fateOf(record, row.number),
    ]),
    ['', 'Total', ...stages.flatMap((stage) => ['', stageSum(record, stage)]), ''],
  ]
  return lines.map((line) => `${line.map(field).join(',')}\r\n`).join('')
}

/** A name that a spreadsheet would run as a formula is given a leading apostrophe; figures keep their sign. */
const field = (text: string): string => {
  const isFigure = /^[+-]?\d+(\.\d+)?$/.test(text)
  const safe = !isFigure && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
