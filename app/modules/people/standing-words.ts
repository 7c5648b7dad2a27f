import { formatDay } from '../../ui/format.ts'
import type { Tone } from '../../ui/parts/tag.tsx'
import type { Standing, StandingOn } from './standing.ts'

export const STANDING_TAGS: Readonly<Record<Standing, { text: string; tone: Tone }>> = {
  in_standing: { text: 'In standing', tone: 'good' },
  in_grace: { text: 'In grace', tone: 'wait' },
  lapsed: { text: 'Lapsed', tone: 'bad' },
  suspended: { text: 'Suspended', tone: 'bad' },
  ended: { text: 'Ended', tone: 'quiet' },
  never: { text: 'Supporter', tone: 'quiet' },
}

const day = (date: string): string => formatDay(new Date(`${date}T12:00:00Z`))

/** Why a person stands as they do, from the dates behind it: one plain sentence, said to the person. */
export function standingReason(on: StandingOn): string {
  const { standing, coveredUntil, graceUntil, endedOn, suspendedUntil } = on
  switch (standing) {
    case 'in_standing':
      return coveredUntil === null || coveredUntil === 'infinity'
        ? 'You are a member in standing.'
        : `You are a member in standing: your membership is paid until ${day(coveredUntil)}.`
    case 'in_grace':
      return `Your membership was paid until ${day(String(coveredUntil))}. You count as a member in standing until ${day(String(graceUntil))}; renew before then.`
    case 'lapsed':
      return `Your membership lapsed: it was paid until ${day(String(coveredUntil))}, and the days of grace are over.`
    case 'suspended':
      return suspendedUntil === null || suspendedUntil === 'infinity'
        ? 'Your membership is suspended until you are reinstated.'
        : `Your membership is suspended until ${day(suspendedUntil)}.`
    case 'ended':
      return endedOn ? `Your membership ended on ${day(endedOn)}.` : 'Your membership has ended.'
    case 'never':
      return 'You are known as a supporter. There is no evidence of a membership of yours yet.'
  }
}
