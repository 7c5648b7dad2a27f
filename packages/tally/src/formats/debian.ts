import { BallotBuilder, rankingsOf } from '../ballots.ts'
import { err, ok, type Result } from '../result.ts'
import { sha256 } from '../sha256.ts'
import type { BallotFile } from './blt-parse.ts'
import type { BltContent } from './blt-write.ts'
import { type GivenParticular, PARTICULARS, particularsOf, readParticulars } from './particulars.ts'
import { addByRank, ranksOf } from './ranks.ts'
import type { ParseError } from './text-input.ts'
import { keyAndValue, type Line, linesOf, oneLine, parseText, Stop } from './text-parse.ts'

/** One character for each rank from 1: nine digits, then letters. */
const RANKS = '123456789abcdefghijklmnopqrstuvwxyz'

/**
 * Reads the tally sheet of a Debian vote: a line `Option 1: name` for each option, and `V: 2-1` for each paper, a column
 * for each option, its rank or `-`; what stands after it (a hash) is left alone.
 */
export const parseDebian = (source: Uint8Array | string): Result<BallotFile, ParseError> =>
  parseText(source, (text) => {
    const candidates: string[] = []
    const given = new Map<string, GivenParticular>()
    let builder: BallotBuilder | undefined
    for (const line of linesOf(text)) {
      const option = optionIn(line.text)
      const particular = keyAndValue(line.text)
      if (/^\s*V:/.test(line.text)) {
        builder ??= new BallotBuilder(candidates.length)
        readVote(line, builder)
      } else if (option && !builder) {
        if (option.number !== candidates.length + 1) throw new Stop(line.at, `option ${candidates.length + 1}`)
        candidates.push(option.name)
      } else if (!builder && particular && PARTICULARS.some((known) => known === particular.key)) {
        given.set(particular.key, { value: particular.value, at: line.at })
      }
    }
    if (candidates.length === 0) throw new Stop(text.length, 'a line "Option 1: …"')
    if (!builder) throw new Stop(text.length, 'a line "V: …" for each paper')
    return {
      ...readParticulars(given, candidates.length),
      candidates,
      ballots: builder.build(),
      digest: sha256(source),
    }
  })

/** "|/  Option 3--->: name", however it is drawn. */
const optionIn = (words: string): { readonly number: number; readonly name: string } | undefined => {
  const start = words.indexOf('Option')
  const isDrawn = start >= 0 && /^[\s|/\\]*$/.test(words.slice(0, start))
  const pair = isDrawn ? keyAndValue(words.slice(start)) : undefined
  const number = /^option\s+(\d{1,9})/.exec(pair?.key ?? '')?.[1]
  return pair && number !== undefined ? { number: Number(number), name: pair.value } : undefined
}

const readVote = (line: Line, builder: BallotBuilder): void => {
  const start = line.text.indexOf('V:') + 2
  const vote = /^\s*(\S*)/.exec(line.text.slice(start))
  const marks = vote?.[1] ?? ''
  const at = line.at + start + (vote?.[0].length ?? 0) - marks.length
  if (marks.length !== builder.candidates || marks.length === 0) {
    throw new Stop(at, `${builder.candidates} marks, one for each option named above`)
  }
  const ranks = Array.from(marks, (mark, i) => {
    const rank = RANKS.indexOf(mark.toLowerCase()) + 1
    if (rank === 0 && mark !== '-') throw new Stop(at + i, 'a rank or "-"')
    return rank
  })
  addByRank(builder, ranks, 1)
}

/** A tally sheet, a line for each paper. Says why, where a sheet cannot hold the papers. */
export const writeDebian = (content: BltContent): Result<string, string> => {
  const { candidates, ballots } = content
  const lines = [
    '                       Tally Sheet for the votes cast.',
    '',
    ...particularsOf(content).map(([key, value]) => ` ${key}: ${value}`),
    '',
    ...candidates.map((name, i) => `   ${'|'.repeat(i)} Option ${i + 1}: ${oneLine(name)}`),
  ]
  for (const { ranking, papers } of rankingsOf(ballots)) {
    if (ranking.length > RANKS.length)
      return err(`a Debian tally sheet has room for ${RANKS.length} ranks, not ${ranking.length}`)
    const marks = ranksOf(ranking, candidates.length).map((rank) => (rank ? RANKS[rank - 1] : '-'))
    const vote = `V: ${marks.join('')}`
    for (let i = 0; i < papers; i++) lines.push(vote)
  }
  return ok(`${lines.join('\n')}\n`)
}
