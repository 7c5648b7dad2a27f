import type { CountRecord, Stage } from '../record.ts'
import { escapeMarkup } from './escape.ts'
import { type FigureRow, figureRows, stageSum } from './figures.ts'
import { facts, fateOf, findings, nameOf, names, resultOf, stageHeading, tieInWords } from './words.ts'

export interface HtmlOptions {
  /** False where the page around it says who is elected. */
  readonly elected?: boolean
}

/**
 * A fragment for a page: who was elected, the whole stage table, and what happened at each stage in words. Classes begin
 * with `tally-`; it brings no style of its own.
 */
export const renderHtml = (record: CountRecord, { elected = true }: HtmlOptions = {}): string =>
  [
    '<div class="tally">',
    elected ? outcome(record) : '',
    factList(record),
    record.stages.length > 0 ? stageTable(record) : '',
    record.pairwise ? pairwiseTable(record, record.pairwise) : '',
    record.stages.length > 0 ? narrative(record) : '',
    findings(record)
      .map((sentence) => `<p class="tally-finding">${escapeMarkup(sentence)}</p>`)
      .join('\n'),
    '</div>',
  ]
    .filter(Boolean)
    .join('\n')

const outcome = (record: CountRecord): string => {
  const elected = record.elected.map((number) => `<li>${escapeMarkup(nameOf(record, number))}</li>`).join('')
  if (record.question) return `<p class="tally-question">${resultOf(record)}</p>`
  const vacant = record.vacant ? `<p class="tally-vacant">Seats left vacant: ${record.vacant}</p>` : ''
  const reopened = record.reopened ? `<p class="tally-reopened">Seats reopened: ${record.reopened}</p>` : ''
  return elected
    ? `<ol class="tally-elected">${elected}</ol>${vacant}${reopened}`
    : `<p>Nobody is elected.</p>${vacant}${reopened}`
}

const factList = (record: CountRecord): string => {
  const rows = facts(record).map(
    ([label, figure]) => `<div><dt>${escapeMarkup(label)}</dt><dd>${escapeMarkup(figure)}</dd></div>`,
  )
  return `<dl class="tally-facts">${rows.join('')}</dl>`
}

/** Wide tables scroll inside a region that the keyboard can reach. */
const scrolling = (label: string, table: string): string =>
  `<div class="tally-scroll" role="region" aria-label="${escapeMarkup(label)}" tabindex="0">${table}</div>`

const stageTable = (record: CountRecord): string => {
  const caption = 'Votes at the end of each stage, and how they changed'
  const head = record.stages
    .map((stage) => `<th scope="col">${stage.number}. ${escapeMarkup(stageHeading(record, stage))}</th>`)
    .join('')
  const body = figureRows(record).map((row) => figureRow(record, row))
  const sums = record.stages.map((stage) => `<td>${stageSum(record, stage)}</td>`).join('')
  return scrolling(
    caption,
    `<table class="tally-stages"><caption>${caption}</caption>` +
      `<thead><tr><th scope="col">Candidate</th>${head}<th scope="col">Outcome</th></tr></thead>` +
      `<tbody>${body.join('')}</tbody>` +
      `<tfoot><tr><th scope="row">Total</th>${sums}<td></td></tr></tfoot></table>`,
  )
}

const figureRow = (record: CountRecord, row: FigureRow): string => {
  const cells = row.cells.map((cell, i) => {
    const state = row.number === undefined ? '' : stateAt(record.stages, i, row.number)
    const change = cell.change ? ` <span class="tally-change">${cell.change}</span>` : ''
    const total = cell.total || (i > 0 ? '–' : '')
    return `<td${state && ` class="tally-${state}"`}><span class="tally-total">${total}</span>${change}</td>`
  })
  const fate = row.number === undefined ? '' : fateOf(record, row.number)
  return `<tr><th scope="row">${escapeMarkup(row.label)}</th>${cells.join('')}<td>${fate}</td></tr>`
}

const stateAt = (stages: readonly Stage[], i: number, number: number): string => {
  const stage = stages[i] as Stage
  if (stage.elected.includes(number)) return 'elected-here'
  return stage.excluded.includes(number) ? 'excluded-here' : ''
}

const narrative = (record: CountRecord): string => {
  const items = record.stages.map((stage) => {
    const sentences = [
      ...stage.reasons.map((reason) => `${nameOf(record, reason.candidate)} ${reason.why}.`),
      ...record.constraints
        .filter((note) => note.stage === stage.number)
        .map((note) => `${names(record, note.candidates)}: ${note.why}.`),
      ...record.ties.filter((tie) => tie.stage === stage.number).map((tie) => tieInWords(record, tie)),
    ]
    return `<li><h3>${escapeMarkup(stageHeading(record, stage))}</h3>${sentences.map((s) => `<p>${escapeMarkup(s)}</p>`).join('')}</li>`
  })
  return `<ol class="tally-narrative">${items.join('')}</ol>`
}

const pairwiseTable = (record: CountRecord, pairwise: readonly (readonly number[])[]): string => {
  const caption = 'Papers that prefer the candidate of the row to the candidate of the column'
  const head = record.candidates.map((candidate) => `<th scope="col">${escapeMarkup(candidate.name)}</th>`).join('')
  const body = pairwise.map((row, a) => {
    const cells = row.map((papers, b) => `<td>${a === b ? '–' : papers}</td>`).join('')
    return `<tr><th scope="row">${escapeMarkup(nameOf(record, a + 1))}</th>${cells}</tr>`
  })
  return scrolling(
    caption,
    `<table class="tally-pairs"><caption>${caption}</caption>` +
      `<thead><tr><td></td>${head}</tr></thead><tbody>${body.join('')}</tbody></table>`,
  )
}
