import { BallotBuilder, MOST_CANDIDATES, rankingsOf } from '../ballots.ts'
import type { Result } from '../result.ts'
import { sha256 } from '../sha256.ts'
import type { BallotFile } from './blt-parse.ts'
import type { BltContent } from './blt-write.ts'
import { type Cell, csvCell, csvRows, delimiterIn } from './csv-cells.ts'
import { checkCandidates, type GivenParticular, PARTICULARS, particularsOf, readParticulars } from './particulars.ts'
import { addByRank, ranksOf } from './ranks.ts'
import type { ParseError } from './text-input.ts'
import { keyAndValue, linesOf, oneLine, parseText, readCount, readPapers, Stop } from './text-parse.ts'

const PAPERS = /^(papers|ballots|count|votes|weight|number of (papers|ballots|votes))$/i
const RANK_COLUMN =
  /^(?:(?:rank|ranking|choice|preference|pref)\W*)?\d+(?:st|nd|rd|th)?(?:\W*(?:rank|choice|preference))?$/i
const NOT_RANKED = /^(undervote|skipped|-|)$/i
const TOO_MANY = /^overvote$/i

/**
 * Reads a table of rankings. Either a column for each candidate, with ranks in the cells, or a column for each rank, with
 * names in the cells; the first column may say how many papers a row stands for. Lines `# title: …`, `# seats: …`,
 * `# withdrawn: …`, `# tie: …`, `# undeclared: …`, `# columns: candidates` (or `ranks`) and, for columns of ranks,
 * `# candidate: …` may stand before the header.
 */
export const parseRankingsCsv = (source: Uint8Array | string): Result<BallotFile, ParseError> =>
  parseText(source, (text) => {
    const before = readBefore(text)
    const rows = csvRows(text, before.end, delimiterIn(text, before.end))
    const header = rows.next().value as Cell[] | undefined
    if (!header) throw new Stop(text.length, 'a header row')
    const weighted = PAPERS.test(header[0]?.text ?? '')
    const columns = weighted ? header.slice(1) : header
    if (columns.length === 0) throw new Stop(text.length, 'a column for each candidate or for each rank')
    const byRank = before.columns ? before.columns === 'ranks' : columns.every((cell) => RANK_COLUMN.test(cell.text))
    const body = byRank
      ? readNames(rows, header, weighted, before.candidates)
      : readRanks(rows, header, columns, weighted)
    return {
      ...readParticulars(before.particulars, body.candidates.length),
      ...body,
      digest: sha256(source),
    }
  })

interface Before {
  readonly particulars: Map<string, GivenParticular>
  readonly candidates: string[]
  readonly columns?: 'candidates' | 'ranks'
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
      if (value !== 'candidates' && value !== 'ranks')
        throw new Stop(line.at, '"# columns: candidates" or "# columns: ranks"')
      columns = value
    } else if (PARTICULARS.some((known) => known === name)) particulars.set(name, { value, at: line.at })
  }
  return { particulars, candidates, ...(columns && { columns }), end: text.length }
}

type Body = Pick<BallotFile, 'candidates' | 'ballots'>

/** Columns are candidates: the cells are ranks. */
const readRanks = (
  rows: Iterable<Cell[]>,
  header: readonly Cell[],
  columns: readonly Cell[],
  weighted: boolean,
): Body => {
  checkCandidates(columns.length, MOST_CANDIDATES, header[0]?.at ?? 0)
  const builder = new BallotBuilder(columns.length)
  for (const row of rows) {
    const cells = checkedCells(row, header, weighted)
    const ranks = cells.map(({ text, at }) => (NOT_RANKED.test(text) ? 0 : readCount(text, at, 'nothing or a rank')))
    addByRank(builder, ranks, papersOf(row, weighted, builder))
  }
  return { candidates: columns.map((cell) => cell.text), ballots: builder.build() }
}

/** Columns are ranks: the cells are names. What follows a rank with too many names cannot be read. */
const readNames = (
  rows: Iterable<Cell[]>,
  header: readonly Cell[],
  weighted: boolean,
  given: readonly string[],
): Body => {
  const papers: { names: string[]; papers: number }[] = []
  const known = new Set(given)
  let sum = 0
  for (const row of rows) {
    const names: string[] = []
    for (const { text, at } of checkedCells(row, header, weighted)) {
      if (TOO_MANY.test(text)) break
      if (NOT_RANKED.test(text) || names.includes(text)) continue
      if (given.length > 0 && !known.has(text)) throw new Stop(at, 'a candidate named in a line "# candidate: …"')
      known.add(text)
      names.push(text)
    }
    const weight = weighted ? readPapers(row[0]?.text ?? '', row[0]?.at ?? 0, sum) : 1
    sum += weight
    papers.push({ names, papers: weight })
  }
  const candidates = given.length > 0 ? given : [...known].sort()
  checkCandidates(candidates.length, MOST_CANDIDATES, header[0]?.at ?? 0)
  const numbers = new Map(candidates.map((name, i) => [name, i + 1]))
  const builder = new BallotBuilder(candidates.length)
  for (const paper of papers) {
    builder.add(
      paper.names.map((name) => numbers.get(name) ?? 0),
      paper.papers,
    )
  }
  return { candidates, ballots: builder.build() }
}

const checkedCells = (row: readonly Cell[], header: readonly Cell[], weighted: boolean): readonly Cell[] => {
  const extra = row.slice(header.length).find((cell) => cell.text !== '')
  if (extra) throw new Stop(extra.at, `no more than ${header.length} cells in a row`)
  return row.slice(weighted ? 1 : 0, header.length)
}

const papersOf = (row: readonly Cell[], weighted: boolean, builder: BallotBuilder): number =>
  weighted ? readPapers(row[0]?.text ?? '', row[0]?.at ?? 0, builder.papers) : 1

/** A table with a column for each candidate and a row for each distinct ranking. */
export const writeRankingsCsv = (content: BltContent): string => {
  const { candidates, ballots } = content
  const lines = [
    ...particularsOf(content).map(([key, value]) => `# ${key}: ${value}`),
    '# columns: candidates',
    ['papers', ...candidates.map((name) => csvCell(oneLine(name)))].join(','),
  ]
  for (const { ranking, papers } of rankingsOf(ballots)) {
    lines.push([papers, ...ranksOf(ranking, candidates.length).map((rank) => rank || '')].join(','))
  }
  return `${lines.join('\n')}\n`
}
