import { describe, expect, it } from 'vitest'
import { emailKey, phoneKey, tidyPostcode } from './contact-keys.ts'
import { nameFrom, nameKey } from './names.ts'

describe('nameKey', () => {
  it.each([
    ['O’Brien-Łukasz', 'obrien lukasz'],
    ["o'brien  LUKASZ", 'obrien lukasz'],
    ['Siân Ŵyn', 'sian wyn'],
    ['Nguyễn Thị', 'nguyen thi'],
    ['Dr. Bjørn Strauß', 'dr bjorn strauss'],
    ['Анна', 'анна'],
    ['  ', ''],
  ])('folds %s to %s', (name, key) => expect(nameKey(name)).toBe(key))
})

describe('nameFrom', () => {
  it('takes a whole name as it is given, and puts one together from its parts', () => {
    expect(nameFrom({ name: ' Madonna ' })).toEqual({ name: 'Madonna', given: null, family: null })
    expect(nameFrom({ given: 'Mary Ann', family: 'Evans' })).toEqual({
      name: 'Mary Ann Evans',
      given: 'Mary Ann',
      family: 'Evans',
    })
    expect(nameFrom({ given: ' ', family: '' })).toBeNull()
  })
})

describe('addresses and numbers', () => {
  it.each([
    'a@b',
    '@example.org',
    'a b@example.org',
    'a@example',
    'Ann <a@example.org>',
    'a@@example.org',
    'a@example..org',
  ])('%s is no address', (text) => expect(emailKey(text)).toBeNull())
  it('folds what is one', () => expect(emailKey(' Ann.Lee+x@Example.CO.UK ')).toBe('ann.lee+x@example.co.uk'))
  it.each([
    ['07700 900123', '+447700900123'],
    ['+44 (0)7700 900123', '+447700900123'],
    ['0033 1 23 45 67 89', '+33123456789'],
    ['call me', null],
  ])('reads the number %s', (text, key) => expect(phoneKey(text)).toBe(key))
  it.each([
    ['n16ab', 'N1 6AB'],
    ['SY23  1AA', 'SY23 1AA'],
    ['75011', '75011'],
    ['--', null],
  ])('reads the postcode %s', (text, postcode) => expect(tidyPostcode(text)).toBe(postcode))
})
