/**
 * The record of a count: everything that happened, as plain data. It is the JSON document that the command prints, and
 * every report is a rendering of it. Candidates are named by number, from 1, in the order of `candidates`; figures
 * that can carry a fraction are decimal strings with `decimals` places.
 */
export interface CountRecord {
  readonly format: 'tally-record/1'
  /** The rule's name in the registry, such as "scottish". */
  readonly rules: string
  readonly ruleTitle: string
  readonly ruleVersion: string
  readonly citation: string
  /** What a rule that takes options was told; absent for a rule that fixes them all. */
  readonly options?: Readonly<Record<string, string | number | boolean>>
  /** SHA-256 of the ballot file as given, or of the ballots written as BLT where there was no file. */
  readonly inputDigest: string
  readonly title: string
  readonly seats: number
  readonly candidates: readonly RecordCandidate[]
  readonly ballots: {
    readonly total: number
    /** Papers that express a preference the rule can count. */
    readonly valid: number
  }
  readonly decimals: number
  /** Votes that elect; where the rule recalculates it, the last. Absent in a rule without a quota. */
  readonly quota?: string
  /** In order of election. */
  readonly elected: readonly number[]
  /** Seats that no candidate could fill. */
  readonly vacant?: number
  /** Seats that re-open nominations took. */
  readonly reopened?: number
  readonly stages: readonly Stage[]
  readonly ties: readonly Tie[]
  readonly constraints: readonly ConstraintNote[]
  /** Where the rule compares in pairs: `[a − 1][b − 1]` papers prefer a to b. */
  readonly pairwise?: readonly (readonly number[])[]
  /** Schulze: `[a − 1][b − 1]` is the strength of the strongest path from a to b; 0 where there is none. */
  readonly strongestPaths?: readonly (readonly number[])[]
  /** Ranked pairs: the majorities in the order in which they were looked at. */
  readonly majorities?: readonly Majority[]
  /** Where the rule ranks all candidates: best first, those it leaves level in one inner list. */
  readonly ranking?: readonly (readonly number[])[]
  /** Where the contest is a question. */
  readonly question?: Question
  /** A rule's own findings that have no place above, in words. */
  readonly notes?: readonly string[]
}

export interface RecordCandidate {
  readonly number: number
  readonly name: string
  readonly withdrawn?: true
  /** Re-open nominations: the seats it takes are to be elected again. */
  readonly ron?: true
}

/** What a returning officer publishes as one stage. */
export interface Stage {
  readonly number: number
  readonly kind: StageKind
  /** Whose votes move in this stage. */
  readonly of: readonly number[]
  /** Votes at the end of the stage, by candidate number; an excluded candidate may be absent. */
  readonly totals: Readonly<Record<string, string>>
  /**
   * Votes that no candidate has: those on papers with no further preference that can be used, and those lost by
   * fraction. With the totals it makes up all valid votes.
   */
  readonly nonTransferable: string
  /** The part of `nonTransferable` that was lost because values are cut to a number of decimals. */
  readonly lossByFraction: string
  /** Deemed elected at the end of this stage, in order. */
  readonly elected: readonly number[]
  readonly excluded: readonly number[]
  /** Absent where a rule moves no papers (a recount, a quotient). */
  readonly transfers?: readonly Transfer[]
  /** Where the rule recalculates the quota. */
  readonly quota?: string
  /** Meek and Warren: the part of each vote that an elected candidate keeps. */
  readonly keepValues?: Readonly<Record<string, string>>
  readonly reasons: readonly Reason[]
}

export type StageKind = 'first-preferences' | 'surplus' | 'exclusion' | 'iteration' | 'round' | 'vacancies-filled'

/** Papers of one value that one candidate passed on in one stage. */
export interface Transfer {
  readonly from: number
  /** In which stage the candidate got them; absent where all papers of this value moved. */
  readonly received?: number
  /** In which batch of papers sorted together they came, and in which they go on; batch 0 are first preferences. */
  readonly receivedBatch?: number
  readonly batch?: number
  readonly papers: number
  /** Value of each paper as the candidate held it ("any", where papers of every value move alike), and as it moved on. */
  readonly was: string
  readonly value: string
  readonly to: readonly { readonly candidate: number; readonly papers: number; readonly votes: string }[]
  readonly nonTransferable: { readonly papers: number; readonly votes: string }
}

/** Why something was done with a candidate, in words, with the clause. */
export interface Reason {
  readonly candidate: number
  readonly outcome: 'elected' | 'excluded' | 'surplus' | 'guarded' | 'doomed'
  readonly why: string
}

export interface Tie {
  readonly stage: number
  readonly purpose: TiePurpose
  readonly tied: readonly number[]
  /** On whom it fell: who is excluded, whose surplus goes first, who counts as elected first. */
  readonly chosen: number
  readonly method: 'earlier-stage' | 'later-stage' | 'lot' | 'order' | 'rule'
  /** In words: which stage differed, or which seed and digest drew the lot. */
  readonly how: string
}

/** `precedence`: who comes first in a ranking that could be continued in several ways. */
export type TiePurpose = 'exclusion' | 'surplus' | 'election' | 'precedence'

/** `votes` papers prefer `winner` to `loser`, and fewer, `against`, the other way round. */
export interface Majority {
  readonly winner: number
  readonly loser: number
  readonly votes: number
  readonly against: number
  /** Whether it stands: it would not close a circle with those that stand before it. */
  readonly stands: boolean
}

/** How a question was answered. Whole numbers are papers; shares are fractions such as "2/3". */
export interface Question {
  readonly carried: boolean
  readonly votesFor: number
  readonly votesAgainst: number
  /** Papers that say neither yes nor no, blank ones included. */
  readonly abstentions: number
  readonly eligible?: number
  /** Each condition that had to be met, in words, and whether it was. */
  readonly conditions: readonly { readonly condition: string; readonly met: boolean }[]
}

/** A constraint at work at a stage, in words. */
export interface ConstraintNote {
  readonly stage: number
  readonly candidates: readonly number[]
  readonly effect: 'guarded' | 'doomed' | 'vacant'
  readonly why: string
}
