import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readOpening } from '../ballots/challenge.ts'
import { makeBallot } from '../ballots/make-ballot.ts'
import { boardOf } from '../board/board.ts'
import { readSignedHead } from '../board/heads.ts'
import { freezeRoll, readRoll } from '../board/roll.ts'
import { makeShuffle } from '../mix/make-shuffle.ts'
import { nativeGroups } from '../node.ts'
import { must } from '../result.ts'
import { openElection } from '../testing/hold-election.ts'
import { seededRandom } from '../testing/random.ts'
import { readSideRecord } from '../trustees/side-record.ts'
import { readKeyFile } from '../trustees/trustee-key.ts'
import { readBallot, writeBallot } from './ballot.ts'
import { readCredentials, writeCredentials } from './credentials.ts'
import { type Question, readElection, writeElection } from './election.ts'
import { readShuffle, writeShuffle } from './shuffle.ts'
import { readEncryptedTally, readPartialDecryption, readResult } from './tally.ts'
import { readTrustees } from './trustees.ts'

const random = seededRandom('formats')
const group = nativeGroups('RFC-3526-2048')
const rank: Question = { type: 'NonHomomorphic', value: { answers: ['Anna', 'Ben'], question: 'Chair' } }
const open = openElection(group, group.powerOfG(5n), [rank])
const ballot = must(makeBallot(open, 7n, [[1, 2]], random))

const readers: Record<string, (raw: string) => { readonly ok: boolean }> = {
  ballot: (raw) => readBallot(group, raw),
  election: (raw) => readElection(nativeGroups, raw),
  trustees: (raw) => readTrustees(group, raw),
  credentials: (raw) => readCredentials(group, raw),
  shuffle: (raw) => readShuffle(group, raw),
  'encrypted tally': (raw) => readEncryptedTally(group, raw),
  'partial decryption': (raw) => readPartialDecryption(group, raw),
  result: readResult,
  'side record': (raw) => readSideRecord(group, raw),
  'frozen roll': readRoll,
  'signed head': readSignedHead,
  opening: (raw) => readOpening(group, raw),
  'key file': readKeyFile,
  'line of the board': (raw) => boardOf(freezeRoll('r', [])).read(raw),
}

describe.each(Object.entries(readers))('reading (%s)', (_, read) => {
  it('refuses whatever JSON is none, and never crashes', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 4 }), (raw) => {
        expect(typeof read(raw).ok).toBe('boolean')
      }),
      { numRuns: 60 },
    )
    fc.assert(
      fc.property(fc.string(), (raw) => {
        expect(read(raw).ok && raw !== '[]').toBe(false)
      }),
      { numRuns: 60 },
    )
    for (const raw of [
      'null',
      '1',
      '"x"',
      '{}',
      `${'['.repeat(100_000)}`,
      '{"a":'.repeat(50_000),
      '{"__proto__":null}',
    ]) {
      expect(read(raw).ok).toBe(false)
    }
  })
})

describe('reading what was changed', () => {
  it('refuses a ballot with any character dropped, doubled or put in, or reads another than it was', () => {
    fc.assert(
      fc.property(fc.nat(ballot.raw.length - 1), fc.constantFrom('', '0', ' ', '"', '{', '\\u0031', ','), (at, put) => {
        const changed = `${ballot.raw.slice(0, at)}${put}${ballot.raw.slice(at + (put === '' ? 1 : 0))}`
        const read = readBallot(group, changed)
        if (read.ok) expect(writeBallot(group, read.value)).toBe(changed)
      }),
      { numRuns: 300 },
    )
  })

  it('refuses numbers that are zero, negative, padded or not below their bound', () => {
    const put = (name: string, number: string) =>
      readBallot(group, ballot.raw.replace(new RegExp(`"${name}":"\\d+"`), `"${name}":"${number}"`)).ok
    for (const number of ['-1', '01', '1.5', '1e9', '', ' 1', (2n * group.q + 1n).toString(), '9'.repeat(700)]) {
      expect([put('alpha', number), put('response', number)]).toEqual([false, false])
    }
    expect([put('alpha', '0'), put('response', '0'), put('response', group.q.toString())]).toEqual([false, true, false])
  })

  it('keeps an empty mix', () => {
    const shuffle = makeShuffle(open, [[]], random)
    expect(readShuffle(group, writeShuffle(group, shuffle))).toEqual({ ok: true, value: shuffle })
  })
})

describe('an election', () => {
  const raw = (questions: readonly Question[], key = group.powerOfG(5n)) =>
    writeElection(group, { ...open.election, questions, public_key: key })

  it('reads with any words in it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (name) => {
        const written = writeElection(group, { ...open.election, name })
        expect(must(readElection(nativeGroups, written)).election.name).toBe(name)
      }),
      { numRuns: 40 },
    )
  })

  it('is refused with a key outside the group, or questions that cannot be', () => {
    const choose = { answers: ['A'], min: 0, max: 1, question: 'q' }
    const refused = (text: string) => {
      const read = readElection(nativeGroups, text)
      return read.ok ? 'read' : read.error.problem
    }
    expect(refused(raw([rank], 2n * group.q))).toBe('not a member of the group')
    expect(refused(raw([{ ...choose, min: 2 }]))).toBe('minimum and maximum do not fit its answers')
    expect(refused(raw([{ ...choose, max: 2 }]))).toBe('minimum and maximum do not fit its answers')
    expect(refused(raw([]))).toBe('fewer than 1 items')
    expect(refused(raw([rank]).replace('RFC-3526-2048', 'Ed25519'))).toBe('none of RFC-3526-2048, BELENIOS-2048')
    const small = nativeGroups('BELENIOS-2048')
    const ranked = writeElection(small, { ...open.election, group: small.name, public_key: small.g })
    expect(refused(ranked)).toBe('cannot be ranked in BELENIOS-2048')
  })
})

describe('the list of credentials', () => {
  it('reads with and without weights, and refuses doubles and false weights', () => {
    const credentials = [
      { credential: group.powerOfG(1n), weight: 1 },
      { credential: group.powerOfG(2n), weight: 3 },
    ]
    const raw = writeCredentials(group, credentials)
    expect(raw).toBe('["2","4,3"]')
    expect(must(readCredentials(group, raw))).toEqual(credentials)
    for (const bad of [
      '["2","2"]',
      '["2","2,3"]',
      '["2,0"]',
      '["2,03"]',
      '["2,-1"]',
      '["2,1.5"]',
      '["2,"]',
      '["2,9999999"]',
      '[2]',
    ]) {
      expect(readCredentials(group, bad).ok).toBe(false)
    }
  })
})
