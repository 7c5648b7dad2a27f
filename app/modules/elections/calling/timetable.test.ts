import { describe, expect, it } from 'vitest'
import { phaseOf, type Timetable, takesVotes, timetableErrors, timetableLines } from './timetable.ts'

const at = (day: string, time = '12:00'): Date => new Date(`2027-${day}T${time}:00Z`)

const spring: Timetable = {
  calledAt: at('03-01'),
  nominationsOpen: at('03-02'),
  nominationsClose: at('03-16'),
  freezeAt: at('03-17'),
  opensAt: at('03-20'),
  closesAt: at('04-03'),
}
const least = { noticeDays: 14, nominationDays: 7, challengeDays: 2, ballotDays: 7 }
const messages = (times: Timetable) => timetableErrors(times, least).map(({ field, message }) => `${field}: ${message}`)

describe('a timetable', () => {
  it('may be called when every period is as long as the constitution asks', () => {
    expect(messages(spring)).toEqual([])
  })

  it('is refused where a period is too short, beside the date to mend', () => {
    expect(messages({ ...spring, nominationsClose: at('03-05') })).toEqual([
      'nominationsClose: Nominations must stay open for at least 7 days',
    ])
    expect(messages({ ...spring, closesAt: at('03-24') })).toEqual([
      'closesAt: The ballot must stay open for at least 7 days',
    ])
    expect(messages({ ...spring, freezeAt: at('03-10') })).toEqual([
      'freezeAt: Members must have at least 14 days of notice before the roll is frozen',
    ])
    expect(messages({ ...spring, freezeAt: at('03-19') })).toEqual([
      'opensAt: The roll must stand open to challenge for at least 2 days before the ballot opens',
    ])
  })

  it('is refused where things happen out of order', () => {
    expect(messages({ ...spring, nominationsOpen: at('02-01') })).toEqual([
      'nominationsOpen: Nominations must not open in the past',
    ])
    expect(messages({ ...spring, freezeAt: at('03-21') })).toEqual([
      'opensAt: The ballot must not open before the roll is frozen',
    ])
    expect(messages({ ...spring, freezeAt: at('02-21') })).toEqual([
      'freezeAt: The roll must not be frozen before the election is called',
    ])
    expect(messages({ ...spring, nominationsClose: at('03-22') })).toEqual([
      'opensAt: The ballot must not open before nominations have closed',
    ])
    expect(messages({ ...spring, closesAt: at('03-20') })).toEqual(['closesAt: The ballot must close after it opens'])
  })

  it('is not an hour too short over the change of clocks', () => {
    expect(messages({ ...spring, opensAt: at('03-27'), closesAt: at('04-03', '11:00') })).toEqual([])
  })
})

describe('the phase of an election', () => {
  it('follows the clock until the ballot opens, and what was done from then on', () => {
    expect(phaseOf(spring, 'called', at('03-01'))).toBe('before-nominations')
    expect(phaseOf(spring, 'called', at('03-02'))).toBe('nominations')
    expect(phaseOf(spring, 'called', at('03-16'))).toBe('candidates-checked')
    expect(phaseOf(spring, 'called', at('03-20', '12:01'))).toBe('candidates-checked')
    expect(phaseOf(spring, 'open', at('03-20', '12:01'))).toBe('ballot')
    expect(phaseOf(spring, 'open', at('04-03'))).toBe('counting')
    expect(phaseOf(spring, 'opened', at('04-04'))).toBe('counting')
    expect(phaseOf(spring, 'counted', at('04-04'))).toBe('appeals')
    expect(phaseOf(spring, 'declared', at('04-04'))).toBe('declared')
    expect(phaseOf(spring, 'called-off', at('03-10'))).toBe('called-off')
  })

  it('says what happens next', () => {
    const next = (stage: 'called' | 'open', frozen: boolean, now: Date) =>
      timetableLines(spring, stage, frozen, now).find((line) => line.state === 'next')?.what
    expect(next('called', false, at('03-03'))).toBe('Nominations close')
    expect(next('called', false, at('03-17'))).toBe('The roll is frozen: who may vote is settled')
    expect(next('open', true, at('03-21'))).toBe('The ballot closes')
    expect(next('open', true, at('04-03'))).toBe(
      'All papers are opened together and counted, and the result is published',
    )
  })

  it('has nothing to come once it is called off', () => {
    expect(timetableLines(spring, 'called-off', false, at('03-03')).some((line) => line.state === 'next')).toBe(false)
  })
})

describe('a vote', () => {
  it('is in time from the opening until the second of closing, which is too late', () => {
    expect(takesVotes(spring, 'open', at('03-20'))).toBe(true)
    expect(takesVotes(spring, 'open', new Date(at('04-03').getTime() - 1))).toBe(true)
    expect(takesVotes(spring, 'open', at('04-03'))).toBe(false)
    expect(takesVotes(spring, 'open', at('03-19'))).toBe(false)
    expect(takesVotes(spring, 'called', at('03-21'))).toBe(false)
    expect(takesVotes(spring, 'closed', at('03-21'))).toBe(false)
  })
})
