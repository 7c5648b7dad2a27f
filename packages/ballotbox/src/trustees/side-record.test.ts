import { describe, expect, it } from 'vitest'
import { nativeGroups } from '../node.ts'
import { must } from '../result.ts'
import { openElection } from '../testing/hold-election.ts'
import { seededRandom } from '../testing/random.ts'
import { checkSignedWork, readSideRecord, signWork, writeSideRecord } from './side-record.ts'

const random = seededRandom('side record')
const group = nativeGroups('BELENIOS-2048')
const question = { answers: ['Yes'], min: 0, max: 1, question: 'Adopt?' }
const [first, second] = [11n, 12n]
const publicKeys = [group.powerOfG(first), group.powerOfG(second)]
const open = openElection(group, publicKeys[0]!, [question])

describe('the side record', () => {
  const work = signWork(open, second, { type: 'Shuffle', owner: 2, payload: 'ab'.repeat(32) }, random)

  it('shows who made what', () => {
    expect(checkSignedWork(open, publicKeys, work)).toEqual({ ok: true, value: undefined })
  })

  it('does not let a work pass for another trustee’s, another work or another election’s', () => {
    const refused = { ok: false, error: 'signature does not hold' }
    expect(checkSignedWork(open, publicKeys, { ...work, owner: 1 })).toEqual(refused)
    expect(checkSignedWork(open, publicKeys, { ...work, type: 'PartialDecryption' })).toEqual(refused)
    expect(checkSignedWork(open, publicKeys, { ...work, payload: 'cd'.repeat(32) })).toEqual(refused)
    expect(checkSignedWork({ ...open, fingerprint: 'x' }, publicKeys, work)).toEqual(refused)
    expect(checkSignedWork(open, publicKeys, { ...work, owner: 3 })).toEqual({ ok: false, error: 'no such trustee' })
  })

  it('is written and read back', () => {
    const sideRecord = { version: 1, election: open.fingerprint, works: [work] } as const
    expect(must(readSideRecord(group, writeSideRecord(group, sideRecord)))).toEqual(sideRecord)
  })
})
