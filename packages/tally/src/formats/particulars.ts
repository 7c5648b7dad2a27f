import type { BallotFile } from './blt-parse.ts'
import type { BltContent } from './blt-write.ts'
import { oneLine, readCount, readNumbers, Stop } from './text-parse.ts'

/** What a ballot file says beside names and rankings, as `key: value` in formats that have no place of their own for it. */
export type Particulars = Pick<BallotFile, 'title' | 'seats' | 'withdrawn' | 'tieOrder' | 'undeclared'>

export const PARTICULARS = ['title', 'seats', 'withdrawn', 'tie', 'undeclared'] as const

/** A line `key: value`, kept until the number of candidates is known. */
export interface GivenParticular {
  readonly value: string
  readonly at: number
}

export const readParticulars = (given: ReadonlyMap<string, GivenParticular>, candidates: number): Particulars => {
  const seats = given.get('seats')
  const numbers = (key: string): number[] | undefined => {
    const found = given.get(key)
    return found && readNumbers(found.value, found.at, candidates)
  }
  const tieOrder = numbers('tie')
  const undeclared = numbers('undeclared')
  return {
    title: given.get('title')?.value ?? '',
    seats: seats ? readCount(seats.value, seats.at, 'the number of seats') : 1,
    withdrawn: [...new Set(numbers('withdrawn'))].sort((a, b) => a - b),
    ...(tieOrder && { tieOrder }),
    ...(undeclared && { undeclared }),
  }
}

/** The particulars that are to be written, as [key, value]. */
export const particularsOf = (content: BltContent): [string, string][] => [
  ...(content.title ? [['title', oneLine(content.title)] as [string, string]] : []),
  ['seats', String(content.seats)],
  ...(content.withdrawn?.length ? [['withdrawn', content.withdrawn.join(', ')] as [string, string]] : []),
  ...(content.tieOrder?.length ? [['tie', content.tieOrder.join(', ')] as [string, string]] : []),
  ...(content.undeclared?.length ? [['undeclared', content.undeclared.join(', ')] as [string, string]] : []),
]

/** Files with more candidates than can be counted are refused at `at`. */
export const checkCandidates = (candidates: number, most: number, at: number): void => {
  if (candidates < 1) throw new Stop(at, 'at least one candidate')
  if (candidates > most) throw new Stop(at, `at most ${most} candidates`)
}
