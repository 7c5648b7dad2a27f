import { caseText } from './cases.ts'

/** A result sheet of another program: for each stage the total of each candidate; nothing for one who is gone. */
export interface Sheet {
  readonly quota: string
  readonly totals: (string | undefined)[][]
  readonly nonTransferable: string[]
  readonly elected: number[]
}

/** An ERS-style CSV sheet: candidates down; after the first preferences, a pair of columns a stage. */
export const csvSheet = (...path: string[]): Sheet => {
  const rows = caseText(...path)
    .trim()
    .split(/\r?\n/)
    .map((line) => Array.from(line.matchAll(/(?:^|,)("[^"]*"|[^,]*)/g), (cell) => (cell[1] ?? '').replaceAll('"', '')))
  const start = rows.findIndex((row) => row[0] === 'Candidates') + 1
  const end = rows.findIndex((row) => row[0] === 'Non-transferable')
  const quota = rows.find((row) => row[0] === 'Quota')?.[1] ?? ''
  const candidates = rows.slice(start, end)
  const stages = (((rows[end + 1] as string[]).length - 1) >> 1) + 1
  const column = (stage: number): number => (stage === 0 ? 1 : 1 + 2 * stage)
  const totals = Array.from({ length: stages }, (_, stage) =>
    candidates.map((row) => (row[column(stage)] === '-' ? undefined : row[column(stage)])),
  )
  const spent = rows[end] as string[]
  const nonTransferable = totals.map((_, stage) => spent[column(stage)]?.trim() || '0')
  const elected = candidates.flatMap((row, i) => (row.includes('Elected') ? [i + 1] : []))
  return { quota, totals, nonTransferable, elected }
}

/** One line of a dump by the Droop program. */
export interface DumpLine {
  readonly round: string
  readonly action: string
  readonly quota: string
  readonly votes: string[]
  readonly states: string[]
  readonly keep: string[]
}

/** A dump by the Droop program: an action a line, with the state of every candidate after it. */
export const droopDump = (...path: string[]): DumpLine[] => {
  const [header = '', ...lines] = caseText(...path)
    .trim()
    .split('\n')
  const columns = header.split('\t')
  const at = (ending: string): number[] => columns.flatMap((name, i) => (name.endsWith(ending) ? [i] : []))
  const votes = [...at('.vote'), ...at('.quotient')]
  const states = at('.state')
  const keep = at('.kf')
  return lines
    .map((line) => line.split('\t'))
    .map((cells) => ({
      round: cells[0] ?? '',
      action: cells[1] ?? '',
      quota: cells[2] ?? '',
      votes: votes.map((i) => cells[i] ?? ''),
      states: states.map((i) => cells[i] ?? ''),
      keep: keep.map((i) => cells[i] ?? ''),
    }))
    .filter((line) => line.votes[0] !== '')
}
