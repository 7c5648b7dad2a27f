import { describe, expect, it } from 'vitest'
import type { Question } from '../formats/election.ts'
import { nativeGroups } from '../node.ts'
import { must } from '../result.ts'
import { openElection } from '../testing/hold-election.ts'
import { seededRandom } from '../testing/random.ts'
import { checkOpening, openingOf, readOpening, writeOpening } from './challenge.ts'
import { type Choice, makeBallot } from './make-ballot.ts'
import { referenceCode } from './reference-code.ts'

const random = seededRandom('challenge')
const rank: Question = { type: 'NonHomomorphic', value: { answers: ['Anna', 'Ben', 'Chloe'], question: 'Secretary' } }
const choose: Question = { answers: ['Anna', 'Ben', 'Chloe'], blank: true, min: 1, max: 2, question: 'Committee' }

describe('a challenged ballot', () => {
  const group = nativeGroups('RFC-3526-2048')
  const open = openElection(group, group.powerOfG(12_345n), [rank, choose])
  const choices: Choice[] = [
    [3, 1, 2],
    [0, 1, 0, 1],
  ]
  const sealed = must(makeBallot(open, 99n, choices, random))
  const opening = must(readOpening(group, writeOpening(group, openingOf(sealed, choices))))

  it('opens to what was marked', () => {
    expect(checkOpening(open, sealed.raw, opening)).toEqual({ ok: true, value: undefined })
  })

  it('shows a device that sealed something else', () => {
    const lies: Choice[][] = [
      [[1, 3, 2], choices[1]!],
      [choices[0]!, [0, 1, 1, 0]],
      [choices[0]!, [1, 0, 0, 0]],
      [choices[0]!],
      [choices[0]!, [0, 1, 0]],
    ]
    for (const lie of lies) {
      expect(checkOpening(open, sealed.raw, { ...opening, choices: lie })).toEqual({
        ok: false,
        error: 'the ballot does not hold what the device says',
      })
    }
  })

  it('must be the one whose tracker was shown', () => {
    const other = must(makeBallot(open, 99n, choices, random))
    expect(checkOpening(open, other.raw, opening)).toEqual({
      ok: false,
      error: 'not the ballot whose tracker was shown',
    })
    const elsewhere = { ...open, fingerprint: 'x' }
    expect(checkOpening(elsewhere, sealed.raw, opening)).toEqual({ ok: false, error: 'not a ballot of this election' })
  })
})

describe('the reference code', () => {
  it('is short and changes with the tracker', () => {
    expect(referenceCode('AAAAAAAAAA'.padEnd(43, 'B'))).toBe('0000-0000-0000')
    expect(referenceCode('//////////'.padEnd(43, 'B'))).toBe('ZZZZ-ZZZZ-ZZZZ')
    expect(referenceCode('ZpBXD1MCAuB4Sfqz3cIsSM1JNlFKyCo2BnHy175lLWQ')).toMatch(
      /^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/,
    )
  })
})
