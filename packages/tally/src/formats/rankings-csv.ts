import { BallotBuilder, MOST_CANDIDATES, rankingsOf } from '../ballots.ts'
import type { Result } from '../result.ts'
import { HIGHEST_SCORE, rankingByScore, scorePapers } from '../scores/score-papers.ts'
import { sha256 } from '../sha256.ts'
import type { BallotFile } from './blt-parse.ts'
import type { BltContent } from './blt-write.ts'
import { type Cell, csvCell, csvRows, delimiterIn } from './csv-cells.ts'
import { checkCandidates, type GivenParticular, PARTICULARS, particularsOf, readParticulars } from './particulars.ts'
import { addByRank, ranksOf } from './ranks.ts'
import type { ParseError } from './text-input.ts'
import { keyAndValue, linesOf, oneLine, parseText, readCount, readPapers, Stop } from './text-parse.ts'

const PAPERS = /^(papers|ballots|count|votes|weight|number of (papers|ballots|votes))$/i
/** What forms put before the answers; it is passed over. */
const NOT_AN_ANSWER = /^(timestamp|id|ballot ?id|voter|voter ?id)$/i
const PLACE = '(?:\\d+(?:st|nd|rd|th)?|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)'
const RANK_COLUMN = new RegExp(
  `^(?:(?:rank|ranking|choice|preference|pref)\\W*)?${PLACE}(?:\\W*(?:rank|choice|preference))?$`,
  'i',
)
const NOT_RANKED = /^(undervote|skipped|-|)$/i
const TOO_MANY = /^overvote$/i

/**
 * Reads a table of rankings. Either a column for each candidate, with ranks in the cells, or a column for each rank, with
 * names in the cells; a first column may say how many papers a row stands for. Lines `# title: …`, `# seats: …`,
 * `# withdrawn: …`, `# tie: …`, `# undeclared: …`, `# columns: candidates` (or `ranks`, or `scores`) and, for columns of ranks,
 * `# candidate: …` may stand before the header.
 */
export const parseRankingsCsv = (source: Uint8Array | string): Result<BallotFile, ParseError> =>
  parseText(source, (text) => {
    const before = readBefore(text)
    const rows = csvRows(text, before.end, delimiterIn(text, before.end))
    const header = rows.next().value as Cell[] | undefined
    if (!header) throw new Stop(text.length, 'a header row')
    const table = tableOf(header, rows)
    const byRank = before.columns
      ? before.columns === 'ranks'
      : table.columns.every((cell) => RANK_COLUMN.test(cell.text))
    const body = byRank
      ? readNames(table, before.candidates)
      : (before.columns === 'scores' ? readScores : readRanks)(table)
    return {
      ...readParticulars(before.particulars, body.candidates.length),
      ...body,
      digest: sha256(source),
    }
  })

interface Before {
  readonly particulars: Map<string, GivenParticular>
  readonly candidates: string[]
  readonly columns?: 'candidates' | 'ranks' | 'scores'
  /** Where the header begins. */
  readonly end: number
}

const readBefore = (text: string): Before => {
  const particulars = new Map<string, GivenParticular>()
  const candidates: string[] = []
  let columns: Before['columns']
  for (const line of linesOf(text)) {
    if (line.text.trim() === '') continue
    if (!line.text.startsWith('#')) return { particulars, candidates, ...(columns && { columns }), end: line.at }
    const { key: name, value } = keyAndValue(line.text.slice(1)) ?? { key: '', value: '' }
    if (name === 'candidate') candidates.push(value)
    else if (name === 'columns') {
      if (value !== 'candidates' && value !== 'ranks' && value !== 'scores')
        throw new Stop(line.at, '"# columns: candidates", "# columns: ranks" or "# columns: scores"')
      columns = value
    } else if (PARTICULARS.some((known) => known === name)) particulars.set(name, { value, at: line.at })
  }
  return { particulars, candidates, ...(columns && { columns }), end: text.length }
}

/** A row without what stands before the answers; it may be shorter than the header. */
interface Row {
  readonly cells: readonly Cell[]
  readonly papers: number
}

interface Table {
  /** The cells of the header, those before the answers left out. */
  readonly columns: readonly Cell[]
  readonly rows: Iterable<Row>
}

const tableOf = (header: readonly Cell[], rows: Iterable<Cell[]>): Table => {
  const first = header.findIndex((cell) => !PAPERS.test(cell.text) && !NOT_AN_ANSWER.test(cell.text))
  const lead = first < 0 ? header.length : first
  const columns = header.slice(lead)
  const [start] = header
  if (columns.length === 0) throw new Stop(start?.at ?? 0, 'a column for each candidate or for each rank')
  checkCandidates(columns.length, MOST_CANDIDATES, start?.at ?? 0)
  const papersAt = header.slice(0, lead).findIndex((cell) => PAPERS.test(cell.text))
  return { columns, rows: rowsIn(rows, header.length, lead, papersAt) }
}

function* rowsIn(rows: Iterable<Cell[]>, width: number, lead: number, papersAt: number): Generator<Row> {
  let before = 0
  for (const row of rows) {
    const extra = row.slice(width).find((cell) => cell.text !== '')
    if (extra) throw new Stop(extra.at, `no more than ${width} cells in a row`)
    const cell = row[papersAt] ?? row[0]
    const papers = papersAt < 0 ? 1 : readPapers(row[papersAt]?.text ?? '', cell?.at ?? 0, before)
    before += papers
    yield { cells: row.slice(lead, width), papers }
  }
}

type Body = Pick<BallotFile, 'candidates' | 'ballots' | 'scores'>

/** Columns are candidates: the cells are ranks. */
const readRanks = ({ columns, rows }: Table): Body => {
  const builder = new BallotBuilder(columns.length)
  for (const { cells, papers } of rows) {
    const ranks = cells.map(({ text, at }) => (NOT_RANKED.test(text) ? 0 : readCount(text, at, 'nothing or a rank')))
    addByRank(builder, ranks, papers)
  }
  return { candidates: columns.map((cell) => cell.text), ballots: builder.build() }
}

/** Columns are candidates: the cells are scores, the higher the better. */
const readScores = ({ columns, rows }: Table): Body => {
  const builder = new BallotBuilder(columns.length)
  const scored: { scores: number[]; papers: number }[] = []
  for (const { cells, papers } of rows) {
    const scores = columns.map((_, i) => readScore(cells[i]))
    scored.push({ scores, papers })
    builder.add(rankingByScore(scores), papers)
  }
  return {
    candidates: columns.map((cell) => cell.text),
    ballots: builder.build(),
    scores: scorePapers(columns.length, scored),
  }
}

const readScore = (cell: Cell | undefined): number => {
  if (!cell || NOT_RANKED.test(cell.text)) return 0
  const score = /^\d{1,3}$/.test(cell.text) ? Number(cell.text) : Number.NaN
  if (!(score <= HIGHEST_SCORE)) {
    throw new Stop(cell.at, `nothing or a score, a whole number from 0 to ${HIGHEST_SCORE}`)
  }
  return score
}

/** Columns are ranks: the cells are names. What follows a rank with too many names cannot be read. */
const readNames = ({ columns, rows }: Table, given: readonly string[]): Body => {
  const read: { names: string[]; papers: number }[] = []
  const known = new Set(given)
  if (known.size < given.length) {
    throw new Stop(columns[0]?.at ?? 0, 'a different name in each line "# candidate: …" above')
  }
  for (const { cells, papers } of rows) {
    const names: string[] = []
    for (const { text, at } of cells) {
      if (TOO_MANY.test(text)) break
      if (NOT_RANKED.test(text) || names.includes(text)) continue
      if (given.length > 0 && !known.has(text)) throw new Stop(at, 'a candidate named in a line "# candidate: …"')
      known.add(text)
      names.push(text)
    }
    read.push({ names, papers })
  }
  const candidates = given.length > 0 ? given : [...known].sort()
  checkCandidates(candidates.length, MOST_CANDIDATES, columns[0]?.at ?? 0)
  const numbers = new Map(candidates.map((name, i) => [name, i + 1]))
  const builder = new BallotBuilder(candidates.length)
  for (const { names, papers } of read) {
    builder.add(
      names.map((name) => numbers.get(name) ?? 0),
      papers,
    )
  }
  return { candidates, ballots: builder.build() }
}

/** A table with a column for each candidate and a row for each distinct ranking; or of scores, where there are any. */
export const writeRankingsCsv = (content: BltContent): string => {
  const { candidates, ballots, scores } = content
  const lines = [
    ...particularsOf(content).map(([key, value]) => `# ${key}: ${value}`),
    `# columns: ${scores ? 'scores' : 'candidates'}`,
    ['papers', ...candidates.map((name) => csvCell(oneLine(name)))].join(','),
  ]
  if (scores) {
    scores.weights.forEach((papers, i) => {
      const row = scores.scores.subarray(i * candidates.length, (i + 1) * candidates.length)
      lines.push([papers, ...row].join(','))
    })
  } else {
    for (const { ranking, papers } of rankingsOf(ballots)) {
      lines.push([papers, ...ranksOf(ranking, candidates.length).map((rank) => rank || '')].join(','))
    }
  }
  return `${lines.join('\n')}\n`
}
