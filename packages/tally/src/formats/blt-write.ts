import { rankingsOf } from '../ballots.ts'
import type { BallotFile } from './blt-parse.ts'

/** What a BLT file needs; a parsed file is one. */
export type BltContent = Pick<BallotFile, 'title' | 'seats' | 'candidates' | 'ballots'> &
  Partial<Pick<BallotFile, 'withdrawn' | 'tieOrder' | 'undeclared' | 'scores'>>

/** A ballot file in BLT, UTF-8, one distinct ranking a line, equal preferences joined by `=`. */
export const writeBlt = (content: BltContent): string => {
  const lines = [`${content.candidates.length} ${content.seats}`]
  if (content.withdrawn?.length) lines.push(content.withdrawn.map((number) => `-${number}`).join(' '))
  if (content.tieOrder?.length) lines.push(`[tie ${content.tieOrder.join(' ')}]`)
  if (content.undeclared?.length) lines.push(`[undeclared ${content.undeclared.join(' ')}]`)
  for (const { ranking, papers } of rankingsOf(content.ballots)) {
    lines.push([papers, ...ranking.map((rank) => rank.join('=')), 0].join(' '))
  }
  lines.push('0', ...content.candidates.map(quote), quote(content.title), '')
  return lines.join('\n')
}

const quote = (words: string): string => `"${words.replace(/[\r\n]+/g, ' ').replaceAll('"', '""')}"`
