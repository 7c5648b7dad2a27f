import { formatDay } from '../../../ui/format.ts'
import type { Tone } from '../../../ui/parts/tag.tsx'
import type { Contest } from '../calling/contest.ts'
import type { Phase } from '../calling/timetable.ts'
import type { CastProblem } from '../casting/cast.ts'
import { type Explanation, explain, type RollReason } from '../roll/eligibility.ts'
import type { OwnPlace } from '../roll/place-of.ts'
import type { CandidateState } from '../standing/queries.ts'

export const contestPath = (contest: Pick<Contest, 'id'>, more = ''): string => `/ballots/${contest.id}${more}`

export const phaseTag: Record<Phase, { text: string; tone: Tone }> = {
  'before-nominations': { text: 'Called', tone: 'plain' },
  nominations: { text: 'Nominations open', tone: 'good' },
  'candidates-checked': { text: 'Nominations closed', tone: 'wait' },
  ballot: { text: 'Ballot open', tone: 'good' },
  counting: { text: 'Being counted', tone: 'wait' },
  appeals: { text: 'Result published', tone: 'good' },
  declared: { text: 'Declared', tone: 'quiet' },
  'called-off': { text: 'Called off', tone: 'bad' },
}

export const stateTag: Record<CandidateState, { text: string; tone: Tone }> = {
  submitted: { text: 'To be decided', tone: 'wait' },
  accepted: { text: 'Accepted', tone: 'good' },
  refused: { text: 'Refused', tone: 'bad' },
  withdrawn: { text: 'Withdrawn', tone: 'quiet' },
}

export const reasonWords: Record<RollReason, string> = {
  eligible: 'May vote',
  'joined-too-late': 'Became a member too late',
  lapsed: 'Membership had lapsed',
  suspended: 'Membership was suspended',
  ended: 'Was not a member',
  'not-in-group': 'Does not belong to the group',
}

/** What the roll says to the person whose place it is. */
export function explainTo(contest: Contest, { reason, frozen }: OwnPlace): Explanation {
  return explain({
    reason,
    frozen,
    freezeDay: formatDay(contest.times.freezeAt),
    joinedByDay: formatDay(new Date(`${contest.joinedBy}T12:00:00Z`)),
    electorate: contest.groupName ?? 'the organisation',
  })
}

/** Why a vote was not cast, in words for the voter. */
export function castProblemWords(problem: CastProblem): string {
  switch (problem.kind) {
    case 'not-open':
      return 'This ballot is not open. Your vote has not been cast.'
    case 'closed':
      return 'This ballot has closed. Your vote has not been cast.'
    case 'not-on-roll':
      return 'You are not among those who may vote in this election. Your vote has not been cast.'
    case 'bad-ranking':
      return 'This paper cannot be counted as it is. Your vote has not been cast yet: please number the candidates again.'
    case 'blank-not-meant':
      return 'Your paper is blank. If you want to cast it like this, say so below.'
  }
}
