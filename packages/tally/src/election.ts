import type { Constraint } from './constraints/constraint.ts'
import type { BallotFile } from './formats/blt-parse.ts'
import type { Options } from './rules/rule.ts'
import type { TieMethod } from './ties.ts'

/** What is counted: a parsed file is one. Without a digest, that of the ballots written as BLT is taken. */
export type Election = Pick<BallotFile, 'title' | 'seats' | 'candidates' | 'ballots'> &
  Partial<Pick<BallotFile, 'withdrawn' | 'tieOrder' | 'undeclared' | 'scores' | 'digest'>>

export interface CountOptions {
  /** The rule's name: see `rules`. */
  readonly rules: string
  /** Instead of the number of seats in the file. */
  readonly seats?: number
  /** Candidate numbers, beside those withdrawn in the file. */
  readonly withdrawn?: readonly number[]
  /** Instead of the order in the file, or a lot with the input's digest as its seed. */
  readonly ties?: TieMethod
  /** Reserved places, for rules that take them. */
  readonly constraints?: readonly Constraint[]
  /** Which candidate stands for re-opening nominations. */
  readonly ron?: number
  /** For rules that take options. */
  readonly options?: Options
}
