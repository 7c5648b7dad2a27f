import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { explain, type RollReason, rollReason } from './eligibility.ts'

const joinedBy = '2027-03-01'
const days = { freezeDay: '17 March 2027', joinedByDay: '1 March 2027', electorate: 'Harbour Group' }

describe('the reason on the roll', () => {
  it('is that a member in standing, or in grace, who joined in time may vote', () => {
    for (const standing of ['in_standing', 'in_grace'] as const) {
      expect(rollReason({ standing, joinedOn: '2027-03-01', inElectorate: true }, joinedBy)).toBe('eligible')
    }
  })

  it('is the first thing that stands in the way', () => {
    const facts = { standing: 'in_standing', joinedOn: '2020-01-01', inElectorate: true } as const
    expect(rollReason({ ...facts, joinedOn: '2027-03-02' }, joinedBy)).toBe('joined-too-late')
    expect(rollReason({ ...facts, standing: 'lapsed' }, joinedBy)).toBe('lapsed')
    expect(rollReason({ ...facts, standing: 'suspended' }, joinedBy)).toBe('suspended')
    expect(rollReason({ ...facts, inElectorate: false }, joinedBy)).toBe('not-in-group')
    expect(rollReason({ ...facts, standing: 'ended' }, joinedBy)).toBe('ended')
    expect(rollReason({ ...facts, standing: 'in_standing', joinedOn: null }, joinedBy)).toBe('ended')
  })
})

describe('what a member is told', () => {
  const reasons = fc.constantFrom<RollReason | 'not-on-the-roll'>(
    'eligible',
    'joined-too-late',
    'lapsed',
    'suspended',
    'ended',
    'not-in-group',
    'not-on-the-roll',
  )

  it('says may or may not, and why, for every reason', () => {
    fc.assert(
      fc.property(reasons, fc.boolean(), (reason, frozen) => {
        const told = explain({ reason, frozen, ...days })
        expect(told.mayVote).toBe(reason === 'eligible')
        expect(told.because).toMatch(told.mayVote ? /^You may vote because / : /may not vote because /)
        expect(told.because.endsWith('.')).toBe(true)
      }),
    )
  })

  it('says what puts it right while there is still time', () => {
    fc.assert(
      fc.property(reasons, (reason) => {
        const told = explain({ reason, frozen: false, ...days })
        if (!told.mayVote) expect(told.remedy).not.toBeNull()
      }),
    )
    expect(explain({ reason: 'lapsed', frozen: false, ...days }).remedy).toBe(
      'You can put it right by renewing your membership before the roll is frozen on 17 March 2027.',
    )
  })

  it('does not promise a remedy that comes too late', () => {
    expect(explain({ reason: 'ended', frozen: true, ...days }).remedy).toBeNull()
    expect(explain({ reason: 'not-in-group', frozen: true, ...days }).remedy).toBeNull()
  })
})
