import type { Constitution } from '../constitution.ts'
import { neverAmendable, weakGuards } from './amendment.ts'
import type { Finding } from './finding.ts'
import { canEverAct } from './life.ts'
import { bodiesWithoutDutyToMeet, deadlocks, unaccountableOffices, unknownNames } from './offices-and-bodies.ts'
import { contradictedRights, dutiesWithoutRemedy, powersNobodyHolds } from './powers-and-duties.ts'

/**
 * What is wrong with how a constitution's rules fit together, in the order of the text. Exact over the finite graph of
 * its rules: who elects whom, who sits where, who may call what, who guards which article. Says nothing of the words.
 */
export function checkConstitution(constitution: Constitution): readonly Finding[] {
  const alive = canEverAct(constitution)
  return [
    ...unknownNames(constitution),
    ...powersNobodyHolds(constitution, alive),
    ...unaccountableOffices(constitution),
    ...bodiesWithoutDutyToMeet(constitution),
    ...neverAmendable(constitution, alive),
    ...weakGuards(constitution),
    ...dutiesWithoutRemedy(constitution),
    ...contradictedRights(constitution),
    ...deadlocks(constitution, alive),
  ].sort((a, b) => a.line - b.line)
}
