/** The times of an election, fixed when it is called. All are instants; days are the organisation's. */
export interface Timetable {
  readonly calledAt: Date
  readonly nominationsOpen: Date
  readonly nominationsClose: Date
  /** When the roll is taken and does not change any more. */
  readonly freezeAt: Date
  readonly opensAt: Date
  /** The first instant at which a vote comes too late. */
  readonly closesAt: Date
}

/** The least that the constitution allows each period to last, in days. */
export interface LeastPeriods {
  /** From the call to the freezing of the roll. */
  readonly noticeDays: number
  readonly nominationDays: number
  /** From the freezing of the roll, for it to be challenged, to the opening of the ballot. */
  readonly challengeDays: number
  readonly ballotDays: number
}

export type TimetableField = 'nominationsOpen' | 'nominationsClose' | 'freezeAt' | 'opensAt' | 'closesAt'

export interface TimetableError {
  readonly field: TimetableField
  readonly message: string
}

const DAY = 86_400_000

/** Everything that is wrong with a timetable, each beside the date to mend; nothing where it may be called. */
export function timetableErrors(times: Timetable, least: LeastPeriods): readonly TimetableError[] {
  const errors: TimetableError[] = []
  const say = (field: TimetableField, message: string) => void errors.push({ field, message })
  if (times.nominationsOpen < times.calledAt) say('nominationsOpen', 'Nominations must not open in the past')
  if (times.nominationsClose <= times.nominationsOpen) {
    say('nominationsClose', 'Nominations must close after they open')
  } else if (shorter(times.nominationsOpen, times.nominationsClose, least.nominationDays)) {
    say('nominationsClose', `Nominations must stay open for at least ${days(least.nominationDays)}`)
  }
  if (times.freezeAt < times.calledAt) {
    say('freezeAt', 'The roll must not be frozen before the election is called')
  } else if (shorter(times.calledAt, times.freezeAt, least.noticeDays)) {
    say('freezeAt', `Members must have at least ${days(least.noticeDays)} of notice before the roll is frozen`)
  }
  if (times.opensAt < times.nominationsClose) {
    say('opensAt', 'The ballot must not open before nominations have closed')
  } else if (times.opensAt < times.freezeAt) {
    say('opensAt', 'The ballot must not open before the roll is frozen')
  } else if (shorter(times.freezeAt, times.opensAt, least.challengeDays)) {
    say(
      'opensAt',
      `The roll must stand open to challenge for at least ${days(least.challengeDays)} before the ballot opens`,
    )
  }
  if (times.closesAt <= times.opensAt) {
    say('closesAt', 'The ballot must close after it opens')
  } else if (shorter(times.opensAt, times.closesAt, least.ballotDays)) {
    say('closesAt', `The ballot must stay open for at least ${days(least.ballotDays)}`)
  }
  return errors
}

/** An hour is forgiven, so that a period over the change of clocks is not an hour too short. */
const shorter = (from: Date, to: Date, least: number): boolean =>
  least > 0 && to.getTime() - from.getTime() < least * DAY - (least >= 1 ? 3_600_000 : 0)

const days = (count: number): string => (count === 1 ? 'one day' : `${count} days`)

/** What has been done so far; the timetable says when, the program does it and marks it. */
export type Stage = 'called' | 'open' | 'closed' | 'opened' | 'counted' | 'declared' | 'called-off'

/** Where an election stands, as a member would say it. */
export type Phase =
  | 'before-nominations'
  | 'nominations'
  /** Nominations are in and are being looked at; the ballot has not opened. */
  | 'candidates-checked'
  | 'ballot'
  /** No vote is taken any more; papers are opened and counted. */
  | 'counting'
  /** The result is published; until the declaration it can be appealed against. */
  | 'appeals'
  | 'declared'
  | 'called-off'

export function phaseOf(times: Timetable, stage: Stage, now: Date): Phase {
  if (stage === 'declared' || stage === 'called-off') return stage
  if (stage === 'counted') return 'appeals'
  if (stage === 'closed' || stage === 'opened' || now >= times.closesAt) return 'counting'
  if (stage === 'open') return 'ballot'
  if (now >= times.nominationsClose) return 'candidates-checked'
  return now >= times.nominationsOpen ? 'nominations' : 'before-nominations'
}

export interface TimetableLine {
  readonly what: string
  /** Null for what follows at once, when the line before it is done. */
  readonly at: Date | null
  readonly state: 'done' | 'next' | 'later'
}

/** What happens when, in order of time, and which of it comes next. */
export function timetableLines(times: Timetable, stage: Stage, frozen: boolean, now: Date): readonly TimetableLine[] {
  const phase = phaseOf(times, stage, now)
  const rank = STAGES.indexOf(stage)
  const dated = [
    { what: 'The election is called', at: times.calledAt, done: true },
    { what: 'Nominations open', at: times.nominationsOpen, done: now >= times.nominationsOpen || rank > 0 },
    { what: 'Nominations close', at: times.nominationsClose, done: now >= times.nominationsClose || rank > 0 },
    { what: 'The roll is frozen: who may vote is settled', at: times.freezeAt, done: frozen },
    { what: 'The ballot opens', at: times.opensAt, done: rank >= 1 },
    { what: 'The ballot closes', at: times.closesAt, done: rank >= 2 || now >= times.closesAt },
  ].sort((a, b) => a.at.getTime() - b.at.getTime())
  const all = [
    ...dated,
    { what: 'All papers are opened together and counted, and the result is published', at: null, done: rank >= 4 },
    { what: 'The result is declared and terms of office begin', at: null, done: phase === 'declared' },
  ]
  const next = phase === 'called-off' ? -1 : all.findIndex((line) => !line.done)
  return all.map(({ what, at, done }, i) => ({ what, at, state: done ? 'done' : i === next ? 'next' : 'later' }))
}

const STAGES: readonly Stage[] = ['called', 'open', 'closed', 'opened', 'counted', 'declared']

/** Whether a vote that arrives at `now` is in time. The second of closing itself is too late. */
export function takesVotes(times: Pick<Timetable, 'opensAt' | 'closesAt'>, stage: Stage, now: Date): boolean {
  return stage === 'open' && now >= times.opensAt && now < times.closesAt
}
