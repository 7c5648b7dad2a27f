import { describe, expect, it } from 'vitest'
import { dayOf, instantOf } from './days.ts'

describe('the organisation’s clock', () => {
  it('keeps winter and summer time', () => {
    expect(instantOf('2027-01-15', '12:00').toISOString()).toBe('2027-01-15T12:00:00.000Z')
    expect(instantOf('2027-07-15', '12:00').toISOString()).toBe('2027-07-15T11:00:00.000Z')
    expect(dayOf(new Date('2027-07-14T23:30:00Z'))).toBe('2027-07-15')
    expect(dayOf(new Date('2027-01-14T23:30:00Z'))).toBe('2027-01-14')
  })
})
