import { cfer, cferBatch } from './cfer.ts'
import { ers97 } from './ers97.ts'
import { meek } from './meek.ts'
import { meekNz } from './meek-nz.ts'
import { meekPrf } from './meek-prf.ts'
import { minneapolis } from './minneapolis.ts'
import { ni } from './ni.ts'
import { otherRules } from './other-rules.ts'
import { qpq } from './qpq.ts'
import type { Rule } from './rule.ts'
import { scottish } from './scottish.ts'
import { senate, senateBulk } from './senate.ts'
import { warren } from './warren.ts'
import { wigm } from './wigm.ts'
import { wright } from './wright.ts'

/** Every rule, in the order in which `tally rules` lists them. A new rule is one file and one line here. */
export const rules: readonly Rule[] = [
  scottish,
  ers97,
  ni,
  wigm,
  meek,
  meekNz,
  meekPrf,
  warren,
  qpq,
  senate,
  senateBulk,
  wright,
  cfer,
  cferBatch,
  minneapolis,
  ...otherRules,
]

export const ruleNamed = (name: string): Rule | undefined => rules.find((rule) => rule.name === name)
