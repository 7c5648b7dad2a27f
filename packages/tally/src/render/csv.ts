import type { CountRecord } from '../record.ts'
import { type FigureRow, figureRows, stageSum } from './figures.ts'
import { facts, fateOf, findings, nameOf, stageHeading } from './words.ts'

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
    ...shownRows(record).map((row) => [
      row.number === undefined ? '' : String(row.number),
      row.label,
      ...row.cells.flatMap((cell) => [cell.change, cell.total]),
      row.number === undefined ? '' : fateOf(record, row.number),
    ]),
    ...(stages.length > 0 ? [['', 'Total', ...stages.flatMap((stage) => ['', stageSum(record, stage)]), '']] : []),
    ...(record.pairwise ? pairLines(record, record.pairwise) : []),
    ...findings(record).map((sentence) => [sentence]),
  ]
  return lines.map((line) => `${line.map(field).join(',')}\r\n`).join('')
}

/** Where there is no stage, only candidates have a line. */
const shownRows = (record: CountRecord): FigureRow[] =>
  figureRows(record).filter((row) => row.number !== undefined || record.stages.length > 0)

const pairLines = (record: CountRecord, pairwise: readonly (readonly number[])[]): string[][] => [
  [],
  [
    'Number',
    'Papers that prefer the row to the column',
    ...record.candidates.map(({ number }) => nameOf(record, number)),
  ],
  ...pairwise.map((row, a) => [
    String(a + 1),
    nameOf(record, a + 1),
    ...row.map((papers, b) => (a === b ? '' : String(papers))),
  ]),
  [],
]

/** A name that a spreadsheet would run as a formula is given a leading apostrophe; figures keep their sign. */
const field = (text: string): string => {
  const isFigure = /^[+-]?\d+(\.\d+)?$/.test(text)
  const safe = !isFigure && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
