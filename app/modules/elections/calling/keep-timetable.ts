import { program } from '../../../platform/mandate.ts'
import { query } from '../../../platform/query.ts'
import { never } from '../../../platform/result.ts'
import type { Runner } from '../../../platform/runner.ts'
import type { Chore } from '../../../platform/tick.ts'
import type { Verb } from '../../../platform/verb.ts'
import { closeBallot } from '../opening/close-ballot.ts'
import { countPapers } from '../opening/count-papers.ts'
import { declarationDue, declareResult } from '../opening/declare.ts'
import type { KeyKeeper } from '../opening/key-keeper.ts'
import { openBallot } from '../opening/open-ballot.ts'
import { destroyKey, keyNeededNoMore, openPapers } from '../opening/open-papers.ts'
import { freezeRoll } from '../roll/freeze-roll.ts'
import { type Contest, contestsOf } from './contest.ts'
import { inviteVoters } from './invite.ts'

export interface TimetableParts {
  readonly keys: KeyKeeper
  /** `https://members.example.org`: what links in letters begin with. */
  readonly origin: string
}

type Step = 'freeze' | 'open' | 'invite' | 'remind' | 'close' | 'open-papers' | 'destroy-key' | 'count' | 'declare'

const DAY = 86_400_000

/** What is to be done now for a contest, the first of it; null where nothing is due. */
export function nextStep(contest: Contest, now: Date): Step | null {
  if (contest.roll && !contest.keyDestroyed && keyNeededNoMore(contest.stage)) return 'destroy-key'
  const { times, stage } = contest
  switch (stage) {
    case 'called':
      if (!contest.roll) return now >= times.freezeAt ? 'freeze' : null
      return now >= times.opensAt ? 'open' : null
    case 'open':
      if (now >= times.closesAt) return 'close'
      if (!contest.invited) return 'invite'
      return !contest.reminded && now >= reminderDue(contest) ? 'remind' : null
    case 'closed':
      return 'open-papers'
    case 'opened':
      return 'count'
    case 'counted': {
      const due = declarationDue(contest)
      return due && now >= due ? 'declare' : null
    }
    case 'declared':
    case 'called-off':
      return null
    default:
      return never(stage)
  }
}

/** Three days before the close, or when three quarters of a shorter ballot are over. */
function reminderDue({ times: { opensAt, closesAt } }: Contest): Date {
  const length = closesAt.getTime() - opensAt.getTime()
  return new Date(closesAt.getTime() - Math.min(3 * DAY, length / 4))
}

const unfinished = query<Record<string, never>, Contest[]>({
  name: 'elections.unfinished',
  duty: 'elections.keep-timetable',
  read: ({ tx, now }) => contestsOf(tx, 'unfinished', now),
})

/**
 * Keeps the timetable of every election: does what is due, step after step, each in a transaction of its own. What was
 * done is seen in the rows, so that it goes on where a stopped program left off.
 */
export function keepTimetable(parts: TimetableParts): Chore {
  const doing = steps(parts)
  return {
    name: 'elections.keep-timetable',
    async run(runner, now) {
      const contests = await runner.ask(unfinished, program, {})
      // Before the founding there is no duty, and nothing to keep.
      if (!contests.ok) return
      const failures: unknown[] = []
      for (const contest of contests.value) {
        try {
          await advance(runner, doing, contest, now)
        } catch (problem) {
          failures.push(problem)
        }
      }
      if (failures.length > 0) throw failures[0]
    },
  }
}

/** More steps than one contest can ever need at once; a step that does nothing must not be tried for ever. */
const MOST_STEPS = 12

async function advance(runner: Runner, doing: Steps, contest: Contest, now: Date): Promise<void> {
  let current: Contest | undefined = contest
  for (let i = 0; current && i < MOST_STEPS; i++) {
    const step = nextStep(current, now)
    if (step === null) return
    const done = await doing[step](runner, current)
    if (!done) return
    const again = await runner.ask(unfinished, program, {})
    current = again.ok ? again.value.find(({ id }) => id === contest.id) : undefined
  }
}

type Steps = Record<Step, (runner: Runner, contest: Contest) => Promise<boolean>>

function steps({ keys, origin }: TimetableParts): Steps {
  const letters = inviteVoters(origin)
  return {
    freeze: by(freezeRoll(keys)),
    open: by(openBallot),
    invite: async (runner, { id: contest }) => (await runner.run(letters, program, { contest, kind: 'invitation' })).ok,
    remind: async (runner, { id: contest }) => (await runner.run(letters, program, { contest, kind: 'reminder' })).ok,
    close: by(closeBallot),
    'open-papers': by(openPapers(keys)),
    'destroy-key': by(destroyKey(keys)),
    count: by(countPapers),
    declare: by(declareResult),
  }
}

/** Runs a verb on the contest. Another process that was quicker is no failure; a lost key or a term that cannot begin is. */
function by<Value, Problem extends string>(step: Verb<{ contest: string }, Value, Problem>) {
  return async (runner: Runner, contest: Contest): Promise<boolean> => {
    const result = await runner.run(step, program, { contest: contest.id })
    if (result.ok) return true
    if (result.error.kind === 'rejected' && result.error.problem === 'not-due') return false
    const what = result.error.kind === 'rejected' ? result.error.problem : result.error.kind
    throw new Error(`${step.name} could not be done for contest ${contest.id}: ${what}`)
  }
}
