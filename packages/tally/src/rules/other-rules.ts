import { borda } from './borda.ts'
import { copeland } from './copeland.ts'
import { irv } from './irv.ts'
import { kemeny } from './kemeny.ts'
import { approval, block, limited } from './marks.ts'
import { minimax, minimaxMargins } from './minimax.ts'
import { plurality } from './plurality.ts'
import { qualifiedMajority, simpleMajority } from './question.ts'
import { rankedPairs, rankedPairsMargins } from './ranked-pairs.ts'
import type { Rule } from './rule.ts'
import { schulze, schulzeMargins } from './schulze.ts'
import { score, star } from './score.ts'
import { supplementary } from './supplementary.ts'

/** Rules for one winner, for several without preferences, and for questions, in the order of `tally rules`. */
export const otherRules: readonly Rule[] = [
  irv,
  supplementary,
  plurality,
  schulze,
  schulzeMargins,
  rankedPairs,
  rankedPairsMargins,
  minimax,
  minimaxMargins,
  copeland,
  kemeny,
  borda,
  score,
  star,
  approval,
  block,
  limited,
  simpleMajority,
  qualifiedMajority,
]
