import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { packIntoGroup, unpackFromGroup } from '../ballots/embedding.ts'
import { encrypt } from '../ballots/make-ballot.ts'
import { type OpenElection, readElection, writeElection } from '../formats/election.ts'
import { readShuffle, type Shuffle, writeShuffle } from '../formats/shuffle.ts'
import { nativeGroups } from '../node.ts'
import { randomBelow } from '../random.ts'
import { must } from '../result.ts'
import { checkPartialDecryption, decryptPartly } from '../tally/decrypt.ts'
import { seededRandom } from '../testing/random.ts'
import { checkShuffleProof } from './check-shuffle.ts'
import { makeShuffle } from './make-shuffle.ts'

const random = seededRandom('mix')
const group = nativeGroups('RFC-3526-2048')
const privateKey = randomBelow(group.q, random)

const open: OpenElection = must(
  readElection(
    nativeGroups,
    writeElection(group, {
      version: 1,
      description: '',
      name: 'Secretary',
      group: group.name,
      public_key: group.powerOfG(privateKey),
      questions: [{ type: 'NonHomomorphic', value: { answers: ['Anna', 'Ben', 'Chloe'], question: 'Rank them' } }],
      uuid: 'TmbrmKoHvq9Che',
    }),
  ),
)

const seal = (ranking: readonly number[]) =>
  encrypt(open, must(packIntoGroup(group, ranking)), randomBelow(group.q, random))

function openedPapers(ciphertexts: ReturnType<typeof seal>[]): string[] {
  return ciphertexts.map(({ alpha, beta }) => {
    const content = group.multiply(beta, group.invert(group.power(alpha, privateKey)))
    return unpackFromGroup(group, content, 3).values.join('')
  })
}

const check = (before: ReturnType<typeof seal>[], { ciphertexts, proofs }: Shuffle) => {
  const { fingerprint, election } = open
  const mixed = { group, fingerprint, publicKey: election.public_key, before, after: ciphertexts[0]! }
  return checkShuffleProof(mixed, proofs[0]!)
}

describe('a mix', () => {
  it('gives the same papers in another order under fresh encryption, and proves it', () => {
    const ranking = fc.array(fc.integer({ min: 0, max: 255 }), { minLength: 3, maxLength: 3 })
    fc.assert(
      fc.property(fc.array(ranking, { maxLength: 7 }), (rankings) => {
        const before = rankings.map(seal)
        const shuffle = makeShuffle(open, [before], random)
        expect(check(before, shuffle)).toEqual({ ok: true, value: undefined })
        const after = [...shuffle.ciphertexts[0]!]
        expect(openedPapers(after).sort()).toEqual(rankings.map((each) => each.join('')).sort())
        const known = new Set(before.map(({ alpha }) => alpha))
        expect(after.some(({ alpha }) => known.has(alpha))).toBe(false)
      }),
      { numRuns: 12 },
    )
  })

  const before = [
    [1, 2, 3],
    [3, 2, 1],
    [0, 1, 0],
  ].map(seal)
  const shuffle = makeShuffle(open, [before], random)

  it('is refused when any of its numbers is another', () => {
    const raw = writeShuffle(group, shuffle)
    const numbers = [...raw.matchAll(/"(\d+)"/g)]
    expect(numbers).toHaveLength(2 * 3 + 5 + 3 + 4 + 3 + 3 + 3 + 3)
    for (const { 1: digits, index } of numbers) {
      const at = index + digits!.length
      const changed = readShuffle(group, `${raw.slice(0, at)}${(Number(raw[at]) + 1) % 10}${raw.slice(at + 1)}`)
      expect(changed.ok && check(before, changed.value).ok).toBe(false)
    }
  })

  it('is refused when a paper was replaced, dropped or repeated', () => {
    const [first, second, third] = shuffle.ciphertexts[0]!
    const withPapers = (papers: ReturnType<typeof seal>[]) => check(before, { ...shuffle, ciphertexts: [papers] })
    expect(withPapers([first!, second!, seal([1, 2, 3])])).toEqual({
      ok: false,
      error: 'proof of the shuffle does not hold',
    })
    expect(withPapers([first!, second!, second!])).toEqual({ ok: false, error: 'proof of the shuffle does not hold' })
    expect(withPapers([second!, first!, third!])).toEqual({ ok: false, error: 'proof of the shuffle does not hold' })
    expect(withPapers([first!, second!])).toEqual({ ok: false, error: 'numbers of ciphertexts differ' })
  })

  it('is refused with a ciphertext outside the group', () => {
    const [first, ...rest] = shuffle.ciphertexts[0]!
    const outside = { ...first!, alpha: group.multiply(first!.alpha, -1n) + group.q * 2n + 1n }
    expect(check(before, { ...shuffle, ciphertexts: [[outside, ...rest]] })).toEqual({
      ok: false,
      error: 'ciphertext outside the group',
    })
  })

  it('is not the proof of another election', () => {
    const mixed = {
      group,
      fingerprint: 'x',
      publicKey: open.election.public_key,
      before,
      after: shuffle.ciphertexts[0]!,
    }
    expect(checkShuffleProof(mixed, shuffle.proofs[0]!).ok).toBe(false)
  })
})

describe('a partial decryption', () => {
  const tally = [
    [
      [1, 2, 3],
      [3, 2, 1],
    ].map(seal),
  ]
  const decryption = decryptPartly(open, tally, privateKey, random)
  const key = open.election.public_key

  it('proves itself', () => {
    expect(checkPartialDecryption(open, key, tally, decryption)).toEqual({ ok: true, value: undefined })
  })

  it('is refused with a false factor, a false proof or one too few', () => {
    const [[first, second]] = decryption.decryption_factors as [[bigint, bigint]]
    const swapped = { ...decryption, decryption_factors: [[second, first]] }
    expect(checkPartialDecryption(open, key, tally, swapped)).toEqual({
      ok: false,
      error: 'proof of a decryption does not hold',
    })
    const outside = { ...decryption, decryption_factors: [[first, -second + 2n * group.q + 1n]] }
    expect(checkPartialDecryption(open, key, tally, outside)).toEqual({ ok: false, error: 'factor outside the group' })
    const short = { ...decryption, decryption_factors: [[first]] }
    expect(checkPartialDecryption(open, key, tally, short).ok).toBe(false)
  })

  it('is refused as another trustee’s', () => {
    expect(checkPartialDecryption(open, group.powerOfG(7n), tally, decryption).ok).toBe(false)
  })
})
