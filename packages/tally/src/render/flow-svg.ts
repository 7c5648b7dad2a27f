import { unitsOf } from '../decimal.ts'
import type { CountRecord, Stage } from '../record.ts'
import { escapeMarkup } from './escape.ts'
import { fateOf, nameOf, names, stageHeading } from './words.ts'

const WIDTH = 390
const MARGIN = 8
const BAR = 22
const GAP = 58
const LEGEND_LINE = 17
const BETWEEN = 1

/** A candidate's bar (or that of votes nobody has, number 0) at the end of a stage, in picture units. */
interface Bar {
  readonly number: number
  readonly x: number
  readonly width: number
  readonly votes: number
}

/**
 * The flow of votes: each stage a row of bars as wide as the votes, ribbons where votes move on to the next stage. Laid
 * out for a phone (390 units wide); colours through custom properties, with defaults that hold on light and dark.
 */
export const renderFlowSvg = (record: CountRecord): string => {
  const id = `tally-${record.rules}-${record.inputDigest.slice(0, 8)}`
  const rows = record.stages.map((stage) => layOut(record, stage))
  const legend = legendOf(record)
  const top = legend.height + 24
  const y = (i: number): number => top + i * (BAR + GAP)
  const height = y(Math.max(0, rows.length - 1)) + BAR + MARGIN
  const body = rows.map((bars, i) => {
    const before = rows[i - 1]
    const ribbons = before ? ribbonsBetween(record, i, before, bars, y(i - 1) + BAR, y(i)) : ''
    return ribbons + stageRow(record, record.stages[i] as Stage, bars, y(i))
  })
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" class="tally-flow" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-labelledby="${id}-title ${id}-desc" font-family="inherit, sans-serif" font-size="12">`,
    `<title id="${id}-title">${escapeMarkup(`Flow of votes: ${record.title}`)}</title>`,
    `<desc id="${id}-desc">${escapeMarkup(description(record))}</desc>`,
    legend.svg,
    ...body,
    '</svg>',
  ].join('')
}

/** As attributes, for a page's policy may forbid styles of our own; a page may set the properties, or the classes. */
const FILLS = {
  elected: 'var(--tally-elected,#1b7f5a)',
  continuing: 'var(--tally-continuing,#4a6fa5)',
  excluded: 'var(--tally-excluded,#a33f2c)',
  none: 'var(--tally-non-transferable,#6b6b6b)',
} as const
const RIBBON = 'fill="var(--tally-ribbon,#8aa0bf)" fill-opacity=".45"'
const MOVED = 'fill="var(--tally-moved,#d08a2e)" fill-opacity=".75"'
const TEXT = 'fill="var(--tally-text,currentColor)"'
const HALO = 'paint-order="stroke" stroke="var(--tally-background,Canvas)" stroke-width="3" stroke-linejoin="round"'
const ON_BAR = 'fill="var(--tally-on-bar,#fff)" font-weight="bold" text-anchor="middle"'

const description = (record: CountRecord): string =>
  `${record.elected.length > 0 ? `Elected: ${names(record, record.elected)}. ` : ''}` +
  record.stages.map((stage) => `Stage ${stage.number}: ${stageHeading(record, stage)}.`).join(' ')

const legendOf = (record: CountRecord): { readonly svg: string; readonly height: number } => {
  const lines = record.candidates.map(({ number, name }, i) => {
    const text = `${number}  ${shortened(name, 34)} – ${fateOf(record, number).toLowerCase()}`
    return `<text ${TEXT} x="${MARGIN}" y="${16 + i * LEGEND_LINE}">${escapeMarkup(text)}</text>`
  })
  return { svg: lines.join(''), height: record.candidates.length * LEGEND_LINE + MARGIN }
}

const shortened = (text: string, most: number): string => {
  const characters = [...text]
  return characters.length > most ? `${characters.slice(0, most - 1).join('')}…` : text
}

const votesOf = (figure: string | undefined, decimals: number): number =>
  figure === undefined ? 0 : Number(unitsOf(figure, decimals)) / 10 ** decimals

const layOut = (record: CountRecord, stage: Stage): Bar[] => {
  const spent = votesOf(stage.nonTransferable, record.decimals)
  const shown = record.candidates
    .map(({ number }) => ({ number, votes: votesOf(stage.totals[number], record.decimals) }))
    .concat({ number: 0, votes: spent })
    .filter((bar) => bar.votes > 0)
  const all = shown.reduce((votes, bar) => votes + bar.votes, 0) || 1
  const room = WIDTH - 2 * MARGIN - BETWEEN * Math.max(0, shown.length - 1)
  let x = MARGIN
  return shown.map(({ number, votes }) => {
    const width = (votes / all) * room
    const bar = { number, x, width, votes }
    x += width + BETWEEN
    return bar
  })
}

const stageRow = (record: CountRecord, stage: Stage, bars: readonly Bar[], y: number): string => {
  const title = shortened(`${stage.number}. ${stageHeading(record, stage)}`, 58)
  const drawn = bars.map((bar) => {
    const state = stateOf(record, stage, bar.number)
    const label = bar.number === 0 ? 'Non-transferable' : nameOf(record, bar.number)
    const number =
      bar.number > 0 && bar.width >= 9 * String(bar.number).length
        ? `<text ${ON_BAR} x="${round(bar.x + bar.width / 2)}" y="${y + 15}">${bar.number}</text>`
        : ''
    return (
      `<rect class="tally-${state}" fill="${FILLS[state]}" x="${round(bar.x)}" y="${y}" width="${round(bar.width)}" height="${BAR}">` +
      `<title>${escapeMarkup(`${label}: ${stage.totals[bar.number] ?? stage.nonTransferable}`)}</title></rect>${number}`
    )
  })
  return `<text ${TEXT} ${HALO} x="${MARGIN}" y="${y - 6}">${escapeMarkup(title)}</text>${drawn.join('')}`
}

const stateOf = (record: CountRecord, stage: Stage, number: number): keyof typeof FILLS => {
  if (number === 0) return 'none'
  for (const past of record.stages) {
    if (past.number > stage.number) break
    if (past.elected.includes(number)) return 'elected'
    if (past.excluded.includes(number)) return 'excluded'
  }
  return 'continuing'
}

/** What each candidate keeps goes straight down; what moved goes from the giver to the receiver. */
const ribbonsBetween = (
  record: CountRecord,
  i: number,
  above: readonly Bar[],
  below: readonly Bar[],
  from: number,
  to: number,
): string => {
  const stage = record.stages[i] as Stage
  const scaleAbove = scaleOf(above)
  const scaleBelow = scaleOf(below)
  const left = new Map(above.map((bar) => [bar.number, bar.x]))
  const right = new Map(below.map((bar) => [bar.number, bar.x]))
  const ribbons: string[] = []
  const draw = (giver: number, taker: number, votes: number, moved: boolean): void => {
    const a = left.get(giver)
    const b = right.get(taker)
    if (a === undefined || b === undefined || votes <= 0) return
    left.set(giver, a + votes * scaleAbove)
    right.set(taker, b + votes * scaleBelow)
    ribbons.push(ribbon(a, votes * scaleAbove, b, votes * scaleBelow, from, to, moved))
  }
  for (const bar of above) {
    const after = below.find((other) => other.number === bar.number)
    if (after) draw(bar.number, bar.number, Math.min(bar.votes, after.votes), false)
  }
  for (const { giver, taker, votes } of movesOf(record, stage, above, below)) draw(giver, taker, votes, true)
  return ribbons.join('')
}

const scaleOf = (bars: readonly Bar[]): number => {
  const votes = bars.reduce((all, bar) => all + bar.votes, 0)
  return votes > 0 ? bars.reduce((all, bar) => all + bar.width, 0) / votes : 0
}

interface Move {
  readonly giver: number
  readonly taker: number
  readonly votes: number
}

const movesOf = (record: CountRecord, stage: Stage, above: readonly Bar[], below: readonly Bar[]): Move[] => {
  if (!stage.transfers?.length) return movesByDifference(above, below)
  const moves = new Map<string, Move>()
  const add = (giver: number, taker: number, figure: string): void => {
    const key = `${giver}>${taker}`
    const votes = votesOf(figure, record.decimals) + (moves.get(key)?.votes ?? 0)
    moves.set(key, { giver, taker, votes })
  }
  for (const transfer of stage.transfers) {
    for (const part of transfer.to) add(transfer.from, part.candidate, part.votes)
    add(transfer.from, 0, transfer.nonTransferable.votes)
  }
  return [...moves.values()]
}

/** A recount moves votes without saying from whom to whom: each gain is drawn from all losses in proportion. */
const movesByDifference = (above: readonly Bar[], below: readonly Bar[]): Move[] => {
  const votes = (bars: readonly Bar[], number: number): number => bars.find((bar) => bar.number === number)?.votes ?? 0
  const numbers = [...new Set([...above, ...below].map((bar) => bar.number))]
  const changes = numbers.map((number) => ({ number, change: votes(below, number) - votes(above, number) }))
  const lost = changes.filter(({ change }) => change < 0)
  const all = lost.reduce((sum, { change }) => sum - change, 0)
  return changes
    .filter(({ change }) => change > 0)
    .flatMap(({ number, change }) =>
      lost.map((loser) => ({ giver: loser.number, taker: number, votes: (change * -loser.change) / all })),
    )
}

const ribbon = (
  a: number,
  aWidth: number,
  b: number,
  bWidth: number,
  from: number,
  to: number,
  moved: boolean,
): string => {
  const middle = round((from + to) / 2)
  const [x1, x2, x3, x4] = [a, a + aWidth, b + bWidth, b].map(round)
  return (
    `<path ${moved ? MOVED : RIBBON} d="M${x1} ${from}C${x1} ${middle} ${x4} ${middle} ${x4} ${to}` +
    `L${x3} ${to}C${x3} ${middle} ${x2} ${middle} ${x2} ${from}Z"/>`
  )
}

const round = (x: number): number => Math.round(x * 10) / 10
