import { describe, expect, it } from 'vitest'
import { whyNotStand } from './who-may-stand.ts'

const member = { phase: 'nominations', reason: 'eligible', runsIt: false } as const

describe('standing for office', () => {
  it('is open to every member who may vote, while nominations are open', () => {
    expect(whyNotStand(member)).toBeNull()
    expect(whyNotStand({ ...member, phase: 'before-nominations' })).toMatch(/not opened/)
    for (const phase of ['candidates-checked', 'ballot', 'counting', 'declared', 'called-off'] as const) {
      expect(whyNotStand({ ...member, phase })).toMatch(/closed/)
    }
  })

  it('is refused to whoever runs the election', () => {
    expect(whyNotStand({ ...member, runsIt: true })).toMatch(/cannot be its candidate/)
  })

  it('is refused, with the reason, to whoever could not vote', () => {
    expect(whyNotStand({ ...member, reason: 'lapsed' })).toMatch(/lapsed/)
    expect(whyNotStand({ ...member, reason: 'suspended' })).toMatch(/suspended/)
    expect(whyNotStand({ ...member, reason: 'not-in-group' })).toMatch(/group/)
    expect(whyNotStand({ ...member, reason: 'not-on-the-roll' })).toMatch(/no membership/)
  })
})
