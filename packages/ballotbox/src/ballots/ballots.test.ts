import { describe, expect, it } from 'vitest'
import { readBallot, writeBallot } from '../formats/ballot.ts'
import { type OpenElection, type Question, readElection, writeElection } from '../formats/election.ts'
import type { GroupName } from '../groups/group.ts'
import { portableGroups } from '../groups/portable.ts'
import { nativeGroups } from '../node.ts'
import { randomBelow } from '../random.ts'
import { must } from '../result.ts'
import { seededRandom } from '../testing/random.ts'
import { checkBallot } from './check-ballot.ts'
import { packIntoGroup, unpackFromGroup } from './embedding.ts'
import { type Choice, makeBallot } from './make-ballot.ts'

const random = seededRandom('ballots')

const chooseUpToTwo: Question = { answers: ['Anna', 'Ben', 'Chloe'], min: 1, max: 2, question: 'Committee' }
const yesNoOrBlank: Question = { answers: ['Yes', 'No'], blank: true, min: 1, max: 1, question: 'Adopt the rules?' }
const rankThree: Question = {
  type: 'NonHomomorphic',
  value: { answers: ['Dev', 'Ella', 'Fatima'], question: 'Secretary' },
}

function electionWith(name: GroupName, questions: readonly Question[], uuid = 'TmbrmKoHvq9Che'): OpenElection {
  const group = nativeGroups(name)
  const public_key = group.powerOfG(randomBelow(group.q, random))
  const election = { version: 1, description: 'd', name: 'n', group: name, public_key, questions, uuid } as const
  return must(readElection(nativeGroups, writeElection(group, election)))
}

const seal = (open: OpenElection, choices: readonly Choice[]) =>
  makeBallot(open, randomBelow(open.group.q, random), choices, random)

describe('a sealed ballot', () => {
  it.each<[GroupName, Question, Choice]>([
    ['BELENIOS-2048', chooseUpToTwo, [1, 0, 1]],
    ['BELENIOS-2048', chooseUpToTwo, [0, 1, 0]],
    ['BELENIOS-2048', yesNoOrBlank, [0, 1, 0]],
    ['BELENIOS-2048', yesNoOrBlank, [0, 0, 1]],
    ['BELENIOS-2048', yesNoOrBlank, [1, 0, 0]],
    ['RFC-3526-2048', rankThree, [2, 1, 0]],
    ['RFC-3526-2048', rankThree, [0, 0, 0]],
    ['RFC-3526-2048', chooseUpToTwo, [1, 1, 0]],
  ])('in %s is valid and reads back', (name, question, choice) => {
    const open = electionWith(name, [question])
    const sealed = must(seal(open, [choice]))
    expect(checkBallot(open, must(readBallot(open.group, sealed.raw)))).toEqual({ ok: true, value: undefined })
  })

  it('is the same format whether a page or a server makes and checks it', () => {
    const open = electionWith('RFC-3526-2048', [rankThree])
    const inPage = must(readElection(portableGroups, open.raw))
    const sealed = must(makeBallot(inPage, 12_345n, [[1, 2, 3]], seededRandom('same')))
    expect(must(makeBallot(open, 12_345n, [[1, 2, 3]], seededRandom('same'))).raw).toBe(sealed.raw)
    expect(checkBallot(inPage, sealed.ballot).ok).toBe(true)
  })

  it.each<[Question, Choice]>([
    [chooseUpToTwo, [0, 0, 0]],
    [chooseUpToTwo, [1, 1, 1]],
    [chooseUpToTwo, [2, 0, 0]],
    [chooseUpToTwo, [1, 0]],
    [yesNoOrBlank, [1, 1, 0]],
    [yesNoOrBlank, [0, 0, 0]],
    [rankThree, [1, 2]],
    [rankThree, [1, 256, 2]],
    [rankThree, [1, -1, 2]],
    [rankThree, [1, 1.5, 2]],
  ])('is not made of %o marked %o', (question, choice) => {
    expect(seal(electionWith('RFC-3526-2048', [question]), [choice]).ok).toBe(false)
  })

  it('counts in its own election only', () => {
    const open = electionWith('RFC-3526-2048', [rankThree])
    const other = electionWith('RFC-3526-2048', [rankThree])
    const { ballot } = must(seal(open, [[1, 2, 3]]))
    expect(checkBallot(other, ballot)).toEqual({ ok: false, error: 'another election' })
  })

  it('is refused when another voter puts their credential on it', () => {
    const open = electionWith('RFC-3526-2048', [rankThree])
    const { ballot } = must(seal(open, [[1, 2, 3]]))
    const { ballot: own } = must(seal(open, [[3, 2, 1]]))
    const stolen = { ...ballot, credential: own.credential }
    expect(checkBallot(open, stolen)).toEqual({ ok: false, error: 'signature does not hold' })
  })

  it('is refused with a ciphertext outside the group', () => {
    const open = electionWith('RFC-3526-2048', [rankThree])
    const { ballot } = must(seal(open, [[1, 2, 3]]))
    expect(checkBallot(open, { ...ballot, credential: 5n * 2n })).toMatchObject({ ok: false })
  })

  it.each<[GroupName, Question, Choice]>([
    ['BELENIOS-2048', yesNoOrBlank, [0, 1, 0]],
    ['RFC-3526-2048', rankThree, [1, 2, 3]],
  ])('in %s is refused when any of its numbers is another', (name, question, choice) => {
    const open = electionWith(name, [question])
    const { raw } = must(seal(open, [choice]))
    const numbers = [...raw.matchAll(/"(\d{20,})"/g)]
    expect(numbers.length).toBeGreaterThan(6)
    for (const { 1: digits, index } of numbers) {
      const at = index + 1 + digits!.length - 1
      const changed = `${raw.slice(0, at)}${(Number(raw[at]) + 1) % 10}${raw.slice(at + 1)}`
      const ballot = readBallot(open.group, changed)
      expect(ballot.ok && checkBallot(open, ballot.value).ok).toBe(false)
    }
  })

  it('is refused where it answers another kind or number of questions', () => {
    const one = electionWith('RFC-3526-2048', [rankThree])
    const { ballot } = must(seal(one, [[1, 2, 3]]))
    const two = { ...one, election: { ...one.election, questions: [rankThree, rankThree] } }
    expect(checkBallot(two, ballot)).toEqual({ ok: false, error: 'answers do not match the questions' })
    const choose = { ...one, election: { ...one.election, questions: [chooseUpToTwo] } }
    expect(checkBallot(choose, ballot)).toEqual({ ok: false, error: 'answers do not match the questions' })
  })

  it('is written as it was read', () => {
    const open = electionWith('BELENIOS-2048', [yesNoOrBlank])
    const { raw } = must(seal(open, [[1, 0, 0]]))
    expect(writeBallot(open.group, must(readBallot(open.group, raw)))).toBe(raw)
  })
})

describe('packing ranks', () => {
  const group = portableGroups('RFC-3526-2048')

  it('gives back up to 254 of them', () => {
    const ranks = Array.from({ length: 254 }, (_, i) => 255 - (i % 256))
    expect(unpackFromGroup(group, must(packIntoGroup(group, ranks)), 254)).toEqual({ values: ranks, excess: false })
  })

  it('shows where more was packed than was asked for', () => {
    expect(unpackFromGroup(group, must(packIntoGroup(group, [7, 1, 2])), 2)).toEqual({ values: [1, 2], excess: true })
  })

  it('is for ranked elections alone', () => {
    expect(packIntoGroup(portableGroups('BELENIOS-2048'), [1]).ok).toBe(false)
  })
})
