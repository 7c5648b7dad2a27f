import { describe, expect, it } from 'vitest'
import { dayOf, endOfDay, startOfDay } from './day.ts'

describe('a day of the organisation’s time zone', () => {
  it('begins at midnight there, in winter and in summer time', () => {
    expect(startOfDay('2026-01-15').toISOString()).toBe('2026-01-15T00:00:00.000Z')
    expect(startOfDay('2026-07-01').toISOString()).toBe('2026-06-30T23:00:00.000Z')
    expect(dayOf(new Date('2026-06-30T22:59:59Z'))).toBe('2026-06-30')
    expect(dayOf(new Date('2026-06-30T23:00:00Z'))).toBe('2026-07-01')
  })

  it('ends where the next begins, on the days of 23 and 25 hours too', () => {
    for (const [day, hours] of [
      ['2026-03-29', 23],
      ['2026-10-25', 25],
      ['2026-12-31', 24],
    ] as const)
      expect((endOfDay(day).getTime() - startOfDay(day).getTime()) / 3_600_000).toBe(hours)
  })
})
