import type { Phase } from '../calling/timetable.ts'
import type { RollReason } from '../roll/eligibility.ts'

export interface StandingForOffice {
  readonly phase: Phase
  /** What the roll would say of them today. */
  readonly reason: RollReason | 'not-on-the-roll'
  /** They hold the power to run this election, or called it. */
  readonly runsIt: boolean
}

/** Why somebody may not stand, in words for them; null where they may. */
export function whyNotStand({ phase, reason, runsIt }: StandingForOffice): string | null {
  if (phase === 'before-nominations') return 'Nominations have not opened yet.'
  if (phase !== 'nominations') return 'Nominations have closed.'
  if (runsIt) {
    return 'You run this election, and whoever runs an election cannot be its candidate. To stand, hand it over first.'
  }
  if (reason === 'eligible') return null
  return WHY_NOT[reason]
}

const WHY_NOT: Record<Exclude<RollReason, 'eligible'> | 'not-on-the-roll', string> = {
  'joined-too-late': 'You may not stand because you became a member too late for this election.',
  lapsed: 'You may not stand because your membership has lapsed. Renew it, and you can stand until nominations close.',
  suspended: 'You may not stand while your membership is suspended.',
  ended: 'You may not stand because you are not a member at present.',
  'not-in-group': 'You may not stand because you do not belong to the group that this election is for.',
  'not-on-the-roll': 'You may not stand because our records hold no membership of yours.',
}
