import type { Ballots, Ranking } from '../ballots.ts'
import type { CountRecord, RecordCandidate } from '../record.ts'
import type { Result } from '../result.ts'
import type { ScorePapers } from '../scores/score-papers.ts'
import type { Places } from '../stv/places.ts'
import type { Ties } from '../ties.ts'

/** One counting rule. A named rule fixes its parameters; only those with `options` take any. */
export interface Rule {
  readonly name: string
  readonly title: string
  readonly citation: string
  /** Changes when the same ballots could come out differently. */
  readonly version: string
  /** One place, several, or a question that is carried or lost. */
  readonly fills: 'one' | 'many' | 'question'
  /**
   * What becomes of equal preferences: counted; or the paper is read up to them, as rules of the hand count have it
   * (where they come first, the paper is not valid).
   */
  readonly equalPreferences: 'counted' | 'end-the-paper'
  /** Takes reserved places. */
  readonly constraints: boolean
  readonly options?: Readonly<Record<string, RuleOption>>
  count(contest: Contest): Result<Outcome, CountError>
  /** What each candidate holds of one paper in the end, in units of 10^-18; without it, the transfers tell. */
  holdings?(record: CountRecord, ranking: Ranking): ReadonlyMap<number, bigint>
  /** Follows one paper through the count, a sentence each; without it, the paper is followed through the transfers. */
  explain?(record: CountRecord, ranking: Ranking): string[]
}

export interface RuleOption {
  readonly about: string
  readonly kind: 'number' | 'boolean' | 'string'
  readonly values?: readonly (string | number | boolean)[]
  readonly byDefault: string | number | boolean
}

export type Options = Readonly<Record<string, string | number | boolean>>

/**
 * What a rule counts. Candidates are indexes from 0. Papers no longer name withdrawn candidates, and every one of them
 * expresses a preference.
 */
export interface Contest {
  readonly candidates: readonly RecordCandidate[]
  /** Indexes of those who stand: all but the withdrawn. */
  readonly standing: readonly number[]
  readonly seats: number
  readonly ballots: Ballots
  /** Where the papers give scores; `ballots` then holds the rankings that follow from them. */
  readonly scores?: ScorePapers
  /** All papers cast, those without a preference included. */
  readonly cast: number
  readonly ties: Ties
  readonly options: Options
  readonly places: Places
  /** Who joins the contest when a candidate is elected: see `stv/ron.ts`. */
  readonly successors: ReadonlyMap<number, number>
  /** Undeclared write-ins, where the ballot file names them. */
  readonly undeclared: readonly number[]
}

/** A rule's part of the record. */
export type Outcome = Pick<CountRecord, 'decimals' | 'elected' | 'stages'> &
  Partial<
    Pick<
      CountRecord,
      | 'quota'
      | 'pairwise'
      | 'strongestPaths'
      | 'majorities'
      | 'ranking'
      | 'question'
      | 'notes'
      | 'vacant'
      | 'constraints'
    >
  > & {
    /** Where the rule itself finds papers invalid: how many are left. */
    readonly valid?: number
  }

export interface CountError {
  readonly kind: 'unknown-rule' | 'bad-option' | 'bad-input' | 'constraints-conflict' | 'too-large' | 'no-convergence'
  /** One sentence that says what is wrong and, where it can, how to mend it. */
  readonly message: string
}
