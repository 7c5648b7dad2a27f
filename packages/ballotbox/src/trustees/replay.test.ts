import { beforeAll, describe, expect, it } from 'vitest'
import type { WrittenStep } from '../archive/write-election.ts'
import { readEncryptedTally, writeEncryptedTally } from '../formats/tally.ts'
import { nativeGroups } from '../node.ts'
import { must } from '../result.ts'
import { archiveOf, type HeldElection, holdElection } from '../testing/hold-election.ts'
import { replayElection } from './replay.ts'

const group = nativeGroups('RFC-3526-2048')
let held: HeldElection

async function replay(steps: readonly WrittenStep[]) {
  async function* source() {
    yield archiveOf(steps)
  }
  return replayElection(nativeGroups, source())
}

const problemOf = async (steps: readonly WrittenStep[]) => {
  const state = await replay(steps)
  return state.ok ? 'nothing wrong' : state.error
}

const index = (type: WrittenStep['type'], nth = 0) =>
  held.steps.map((step, i) => (step.type === type ? i : -1)).filter((i) => i >= 0)[nth]!
const step = <T extends WrittenStep['type']>(type: T, nth = 0) =>
  held.steps[index(type, nth)] as WrittenStep & { type: T }
const replaced = (at: number, ...by: WrittenStep[]) => [...held.steps.slice(0, at), ...by, ...held.steps.slice(at + 1)]

beforeAll(async () => {
  held = await holdElection({
    group: 'RFC-3526-2048',
    questions: [{ type: 'NonHomomorphic', value: { answers: ['Anna', 'Ben'], question: 'Chair' } }],
    trustees: ['single', 'single'],
    voters: 3,
    votes: [
      { voter: 0, choices: [[1, 2]] },
      { voter: 1, choices: [[2, 1]] },
      { voter: 0, choices: [[2, 0]] },
    ],
  })
})

describe('what a trustee checks before working on an archive', () => {
  it('is where the election stands, with each voter’s last ballot', async () => {
    const state = must(await replay(held.steps))
    expect(state).toMatchObject({ ballots: 2, votingEnded: true, mixers: [1, 2], mixingEnded: true, totalWeight: 2 })
    expect(state.decryptions.map(({ owner }) => owner)).toEqual([1, 2])
  })

  it('goes as far as the archive does', async () => {
    const whileVoting = held.steps.slice(0, index('EndBallots'))
    const state = must(await replay(whileVoting))
    expect(state).toMatchObject({ ballots: 2, votingEnded: false, mixers: [] })
    expect(state.tally).toBeUndefined()
  })

  it('refuses a tally that is not that of the ballots', async () => {
    const at = index('EncryptedTally')
    const tally = step('EncryptedTally')
    expect(await problemOf(replaced(at, { ...tally, sized: { ...tally.sized, num_tallied: 3 } }))).toContain(
      'false numbers',
    )
    const forged = must(readEncryptedTally(group, tally.raw)).map((list) => [...list].reverse())
    const raw = writeEncryptedTally(group, forged)
    expect(await problemOf(replaced(at, { ...tally, raw }))).toContain('is not that of the ballots')
  })

  it('refuses ballots of strangers, broken ballots and keys of others', async () => {
    const setup = step('Setup')
    const onlyFirst = { ...setup, credentials: setup.credentials.slice(0, 1) }
    expect(await problemOf(replaced(0, onlyFirst))).toContain('credential is not on the list')
    const ballot = step('Ballot')
    const broken = ballot.raw.replace(
      /(\d)("}}})$/,
      (_, digit: string, end: string) => `${(Number(digit) + 1) % 10}${end}`,
    )
    expect(await problemOf(replaced(1, { ...ballot, raw: broken }))).toBe('Ballot: signature does not hold')
    const trustees = JSON.parse(setup.rawTrustees) as unknown[]
    const one = { ...setup, rawTrustees: JSON.stringify(trustees.slice(0, 1)) }
    expect(await problemOf(replaced(0, one))).toContain('the election key is not the trustees’')
  })

  it('refuses mixes by nobody, by one who has mixed, or of something else', async () => {
    const [first, second] = [step('Shuffle'), step('Shuffle', 1)]
    const at = index('Shuffle', 1)
    expect(await problemOf(replaced(at, { ...second, owner: 3 }))).toBe('Shuffle: by no trustee')
    expect(await problemOf(replaced(at, { ...second, owner: 1 }))).toBe('Shuffle: by a trustee who has mixed already')
    expect(await problemOf(replaced(at, { ...first, owner: 2 }))).toBe('Shuffle: proof of the shuffle does not hold')
    expect(await problemOf(held.steps.filter((_, i) => i !== index('Shuffle')))).toBe(
      'Shuffle: proof of the shuffle does not hold',
    )
  })

  it('refuses decryptions by nobody, twice, or under another’s number', async () => {
    const second = step('PartialDecryption', 1)
    const at = index('PartialDecryption', 1)
    expect(await problemOf(replaced(at, { ...second, owner: 3 }))).toBe('PartialDecryption: by no trustee')
    expect(await problemOf(replaced(at, { ...second, owner: 1 }))).toContain('has decrypted already')
    expect(await problemOf([...replaced(at).slice(0, at), { ...step('PartialDecryption'), owner: 2 }])).toContain(
      'proof of a decryption does not hold',
    )
  })
})
