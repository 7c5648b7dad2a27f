import { BallotBuilder, type Ballots, EQUAL, MOST_CANDIDATES, rankingsOf } from '../ballots.ts'
import { err, ok, type Result } from '../result.ts'
import { sha256 } from '../sha256.ts'
import type { BallotFile } from './blt-parse.ts'
import type { BltContent } from './blt-write.ts'
import { checkCandidates, type GivenParticular, particularsOf, readParticulars } from './particulars.ts'
import type { ParseError } from './text-input.ts'
import { keyAndValue, type Line, linesOf, oneLine, parseText, readCount, readPapers, Stop } from './text-parse.ts'

export type PrefLibType = 'soc' | 'soi' | 'toc' | 'toi'

/**
 * Reads the four kinds of PrefLib orders (strict or with ties, complete or not), in the format of 2022, with its header
 * of `# KEY: value`, and in the one before it.
 */
export const parsePrefLib = (source: Uint8Array | string): Result<BallotFile, ParseError> =>
  parseText(source, (text) => {
    const lines = [...linesOf(text)].filter((line) => line.text.trim() !== '')
    const file = lines[0]?.text.startsWith('#') ? readPresent(lines, text.length) : readFormer(lines, text.length)
    return { ...file, digest: sha256(source) }
  })

type Body = Omit<BallotFile, 'digest'>

const readPresent = (lines: readonly Line[], end: number): Body => {
  const given = new Map<string, GivenParticular>()
  const names: string[] = []
  const header = lines.filter((line) => line.text.startsWith('#'))
  for (const line of header) {
    const pair = keyAndValue(line.text.slice(1))
    if (!pair) continue
    const alternative = /^alternative name (\d{1,9})$/.exec(pair.key)
    if (alternative) names[checkedNumber(alternative[1] ?? '', line.at) - 1] = pair.value
    else given.set(pair.key, { value: pair.value, at: line.at })
  }
  const stated = given.get('number alternatives')
  if (!stated) throw new Stop(header.at(-1)?.at ?? 0, 'a line "# NUMBER ALTERNATIVES: …"')
  const candidates = readCount(stated.value, stated.at, 'the number of alternatives')
  checkCandidates(candidates, MOST_CANDIDATES, stated.at)
  if (names.length !== candidates || names.includes(undefined as never)) {
    throw new Stop(stated.at, `a line "# ALTERNATIVE NAME …" for each of ${candidates} alternatives`)
  }
  const orders = lines.filter((line) => !line.text.startsWith('#'))
  return { ...readParticulars(given, candidates), candidates: names, ballots: readOrders(orders, candidates, ':', end) }
}

const checkedNumber = (word: string, at: number): number => {
  const number = readCount(word, at, 'the number of an alternative')
  checkCandidates(number, MOST_CANDIDATES, at)
  return number
}

const readFormer = (lines: readonly Line[], end: number): Body => {
  const [first] = lines
  const candidates = readCount(first?.text.trim() ?? '', first?.at ?? end, 'the number of alternatives')
  checkCandidates(candidates, MOST_CANDIDATES, first?.at ?? end)
  const names: string[] = []
  for (let i = 1; i <= candidates; i++) {
    const line = lines[i]
    const [, number, name] = /^\s*(\d+)\s*,(.*)$/.exec(line?.text ?? '') ?? []
    if (Number(number) !== i)
      throw new Stop(line?.at ?? end, `"${i}," and the name of alternative ${i} of ${candidates}`)
    names.push((name ?? '').trim())
  }
  const sums = lines[candidates + 1]
  if (!/^\s*\d+\s*,\s*\d+\s*,\s*\d+\s*$/.test(sums?.text ?? '')) {
    throw new Stop(sums?.at ?? end, 'three numbers with commas between: voters, sum of votes, distinct orders')
  }
  const ballots = readOrders(lines.slice(candidates + 2), candidates, ',', end)
  return { title: '', seats: 1, withdrawn: [], candidates: names, ballots }
}

const readOrders = (lines: readonly Line[], candidates: number, after: ':' | ',', end: number): Ballots => {
  const builder = new BallotBuilder(candidates)
  const seen = new Float64Array(candidates)
  if (lines.length === 0) throw new Stop(end, 'at least one order')
  lines.forEach((line, i) => {
    const mark = line.text.indexOf(after)
    if (mark < 0 && after === ':') throw new Stop(line.at, `a number of papers and "${after}" before an order`)
    const from = mark < 0 ? line.text.length : mark
    const papers = readPapers(line.text.slice(0, from).trim(), line.at, builder.papers)
    readOrder(line, from + 1, builder, seen, i + 1)
    builder.close(papers)
  })
  return builder.build()
}

/** `1,2,{3,4}`: braces hold alternatives that are tied. */
const readOrder = (line: Line, from: number, builder: BallotBuilder, seen: Float64Array, paper: number): void => {
  const words = /\s*([{}]|\d+|,)\s*|\S/gy
  words.lastIndex = from
  let inGroup = false
  let first = true
  let wantsAlternative = true
  for (let word = words.exec(line.text); word; word = words.exec(line.text)) {
    const at = line.at + word.index + (word[0].length - word[0].trimStart().length)
    const mark = word[1]
    if (mark === '{' && !inGroup && wantsAlternative) {
      inGroup = true
      first = true
    } else if (mark === '}' && inGroup && (first || !wantsAlternative)) {
      inGroup = false
      wantsAlternative = false
    } else if (mark === ',' && !wantsAlternative) {
      wantsAlternative = true
    } else if (mark && /\d/.test(mark) && wantsAlternative) {
      const candidate = Number(mark) - 1
      if (candidate < 0 || candidate >= seen.length) throw new Stop(at, `an alternative from 1 to ${seen.length}`)
      if (seen[candidate] === paper) throw new Stop(at, 'each alternative at most once in an order')
      seen[candidate] = paper
      builder.push(inGroup && !first ? candidate | EQUAL : candidate)
      first = false
      wantsAlternative = false
    } else throw new Stop(at, wantsAlternative ? 'the number of an alternative' : 'a comma between alternatives')
  }
  const end = line.at + line.text.length
  if (inGroup) throw new Stop(end, '"}" to close a group')
  if (wantsAlternative && line.text.slice(from).trim() !== '') throw new Stop(end, 'the number of an alternative')
}

/** The orders in PrefLib's format of 2022. Says why, where a type cannot hold the rankings. */
export const writePrefLib = (content: BltContent, type: PrefLibType): Result<string, string> => {
  const { candidates, ballots } = content
  const orders: string[] = []
  for (const { ranking, papers } of rankingsOf(ballots)) {
    const ranked = ranking.reduce((n, level) => n + level.length, 0)
    if (ranking.length < ranked && type.startsWith('s'))
      return err(`.${type} has no equal preferences: use .t${type.slice(1)}`)
    if (ranked < candidates.length && type.endsWith('c')) {
      return err(`.${type} has no papers that leave candidates out: use .${type.slice(0, 2)}i`)
    }
    orders.push(
      `${papers}: ${ranking.map((level) => (level.length > 1 ? `{${level.join(',')}}` : level[0])).join(',')}`,
    )
  }
  const extra = particularsOf(content).filter(([key, value]) => key !== 'title' && !(key === 'seats' && value === '1'))
  return ok(
    [
      `# TITLE: ${oneLine(content.title)}`,
      `# DATA TYPE: ${type}`,
      '# MODIFICATION TYPE: original',
      ...extra.map(([key, value]) => `# ${key.toUpperCase()}: ${value}`),
      `# NUMBER ALTERNATIVES: ${candidates.length}`,
      `# NUMBER VOTERS: ${ballots.papers}`,
      `# NUMBER UNIQUE ORDERS: ${orders.length}`,
      ...candidates.map((name, i) => `# ALTERNATIVE NAME ${i + 1}: ${oneLine(name)}`),
      ...orders,
      '',
    ].join('\n'),
  )
}
