import { decimal, unitsOf } from '../decimal.ts'
import type { CountRecord } from '../record.ts'

/** One candidate's line through the count, or that of the votes no candidate has. */
export interface FigureRow {
  readonly label: string
  /** Absent for lines that belong to no candidate. */
  readonly number?: number
  /** For each stage: the votes at its end and how they changed in it; both empty where there is nothing to show. */
  readonly cells: readonly { readonly change: string; readonly total: string }[]
}

/** The sheet that returning officers publish: candidates down, stages across, what is in nobody's pile below. */
export const figureRows = (record: CountRecord): FigureRow[] => {
  const rows: FigureRow[] = record.candidates.map(({ number, name }) => ({
    label: name,
    number,
    cells: cells(record, (stage) => stage.totals[number] ?? ''),
  }))
  const lossAnywhere = record.stages.some((stage) => unitsOf(stage.lossByFraction, record.decimals) !== 0n)
  rows.push({ label: 'Non-transferable', cells: cells(record, (stage) => stage.nonTransferable) })
  if (lossAnywhere)
    rows.push({ label: 'of which lost by fraction', cells: cells(record, (stage) => stage.lossByFraction) })
  return rows
}

type Figures = CountRecord['stages'][number]

const cells = (record: CountRecord, figure: (stage: Figures) => string): FigureRow['cells'] => {
  let before: string | undefined
  return record.stages.map((stage, i) => {
    const total = figure(stage)
    const change = i === 0 ? '' : difference(before, total, record.decimals)
    before = total
    return { change, total }
  })
}

const difference = (before: string | undefined, after: string, decimals: number): string => {
  const change = unitsOf(after || '0', decimals) - unitsOf(before || '0', decimals)
  if (change === 0n) return ''
  return change > 0n ? `+${decimal(change, decimals)}` : decimal(change, decimals)
}

/** All votes at the end of a stage: those of candidates and those that no candidate has. */
export const stageSum = (record: CountRecord, stage: Figures): string => {
  let units = unitsOf(stage.nonTransferable, record.decimals)
  for (const figure of Object.values(stage.totals)) units += unitsOf(figure, record.decimals)
  return decimal(units, record.decimals)
}
