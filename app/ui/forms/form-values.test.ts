import { describe, expect, it } from 'vitest'
import { countText, tooLong } from './count-text.ts'
import { dateValues, readDate } from './date-value.ts'
import { allTyped, type FormState, formValues, typed } from './form-state.ts'

const typedDate = (day: string, month: string, year: string): FormState => ({
  values: { 'from-day': day, 'from-month': month, 'from-year': year },
  errors: [],
})

describe('the values of a form', () => {
  it('are kept as typed, several of a name in order, files left out', () => {
    const posted = new FormData()
    posted.append('name', ' Ann ')
    posted.append('consent', 'minutes')
    posted.append('consent', 'calls')
    posted.append('picture', new Blob(['x']))
    const form = { values: formValues(posted), errors: [] }
    expect(typed(form, 'name')).toBe(' Ann ')
    expect(typed(form, 'consent')).toBe('minutes')
    expect(allTyped(form, 'consent')).toEqual(['minutes', 'calls'])
    expect(allTyped(form, 'name')).toEqual([' Ann '])
    expect(typed(form, 'picture')).toBe('')
    expect(allTyped(form, 'nobody')).toEqual([])
  })

  it('hold no names but those posted', () => {
    const form = { values: formValues([['__proto__', 'x']]), errors: [] }
    expect(typed(form, 'constructor')).toBe('')
    expect(typed(form, 'toString')).toBe('')
    expect(typed(form, '__proto__')).toBe('x')
  })
})

describe('a date in three boxes', () => {
  it('is a day of the calendar', () => {
    expect(readDate(typedDate('29', '2', '2028'), 'from')).toEqual({ date: '2028-02-29' })
    expect(readDate(typedDate(' 1', '09 ', '2026'), 'from')).toEqual({ date: '2026-09-01' })
    expect(readDate(typedDate('1', 'September', '2026'), 'from')).toEqual({ date: '2026-09-01' })
    expect(readDate(typedDate('1', '1', '0050'), 'from')).toEqual({ date: '0050-01-01' })
  })

  it('is refused where there is no such day', () => {
    for (const [day, month, year] of [
      ['29', '2', '2027'],
      ['31', '4', '2026'],
      ['0', '1', '2026'],
      ['1', '13', '2026'],
      ['1', 'Brumaire', '2026'],
      ['1', '1', '26'],
      ['', '1', '2026'],
      ['1e0', '1', '2026'],
    ] as const) {
      expect(readDate(typedDate(day, month, year), 'from')).toBe('invalid')
    }
  })

  it('may be left empty, and is filled from a known day', () => {
    expect(readDate(typedDate(' ', '', ''), 'from')).toBe('empty')
    const form = { values: dateValues('from', '2026-09-01'), errors: [] }
    expect(typed(form, 'from-day')).toBe('1')
    expect(readDate(form, 'from')).toEqual({ date: '2026-09-01' })
  })
})

describe('the line under a long answer', () => {
  it('counts words, or characters as a reader sees them', () => {
    expect(countText('', { words: 200 })).toBe('You can write up to 200 words.')
    expect(countText('  one two\nthree ', { words: 4 })).toBe('You have 1 word left.')
    expect(countText('one two three', { words: 1 })).toBe('This is 2 words too long.')
    expect(countText('👩🏽‍🌾é', { characters: 2 })).toBe('You have 0 characters left.')
    expect(tooLong('👩🏽‍🌾é', { characters: 2 })).toBe(false)
    expect(tooLong('one two', { words: 1 })).toBe(true)
  })
})
