import { existsSync, mkdtempSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { encrypt, makeBallot } from '../ballots/make-ballot.ts'
import { writeShuffle } from '../formats/shuffle.ts'
import { writePartialDecryption } from '../formats/tally.ts'
import { checkShuffleProof, shuffleProofCheck } from '../mix/check-shuffle.ts'
import { makeShuffle, shuffling } from '../mix/make-shuffle.ts'
import { nativeGroups } from '../node.ts'
import { randomBelow } from '../random.ts'
import { must } from '../result.ts'
import { decrypting, decryptPartly, partialDecryptionCheck } from '../tally/decrypt.ts'
import { openElection } from '../testing/hold-election.ts'
import { seededRandom } from '../testing/random.ts'
import { type Checkpoints, resumableWork } from './checkpoints.ts'
import { decryptionCheckWork, decryptionWork, shuffleCheckWork, shuffleWork, workerPool } from './pool.ts'

const random = seededRandom('work')
const group = nativeGroups('RFC-3526-2048')
const privateKey = randomBelow(group.q, random)
const open = openElection(group, group.powerOfG(privateKey), [
  { type: 'NonHomomorphic', value: { answers: ['Anna', 'Ben'], question: 'Secretary' } },
])
const before = Array.from({ length: 20 }, () => encrypt(open, group.g, randomBelow(group.q, random)))
const pool = workerPool(2)
afterAll(() => pool.close())

describe('work in threads', { timeout: 120_000 }, () => {
  it('mixes and decrypts as in this thread, and says how far it has come', async () => {
    const here = makeShuffle(open, [before], seededRandom('same'))
    let done = 0
    const onProgress = (items: number) => {
      done = items
    }
    const there = await pool.run(group, shuffling(open, [before], seededRandom('same')), { onProgress })
    expect(writeShuffle(group, there)).toBe(writeShuffle(group, here))
    expect(done).toBe(shuffleWork([20]))

    const { fingerprint, election } = open
    const mixed = { group, fingerprint, publicKey: election.public_key, before, after: there.ciphertexts[0]! }
    expect(await pool.run(group, shuffleProofCheck(mixed, there.proofs[0]!), { onProgress })).toEqual({
      ok: true,
      value: undefined,
    })
    expect(done).toBe(shuffleCheckWork([20]))
    expect(checkShuffleProof(mixed, there.proofs[0]!).ok).toBe(true)

    const decryption = await pool.run(group, decrypting(open, [before], privateKey, seededRandom('d')), { onProgress })
    expect(done).toBe(decryptionWork(20))
    const decryptedHere = decryptPartly(open, [before], privateKey, seededRandom('d'))
    expect(writePartialDecryption(group, decryption)).toBe(writePartialDecryption(group, decryptedHere))
    const check = partialDecryptionCheck(open, election.public_key, [before], decryption)
    expect((await pool.run(group, check, { onProgress })).ok).toBe(true)
    expect(done).toBe(decryptionCheckWork(20))
  })

  it('finds the one false ballot among many', async () => {
    const ballots = Array.from({ length: 60 }, (_, i) => must(makeBallot(open, BigInt(i + 1), [[1, 2]], random)).raw)
    ballots[51] = ballots[51]!.replace(
      /(\d)("}}})$/,
      (_, digit: string, end: string) => `${(Number(digit) + 1) % 10}${end}`,
    )
    ballots[7] = '{}'
    const verdicts = await pool.checkBallots(open, ballots)
    expect(verdicts).toHaveLength(60)
    expect(verdicts[7]).toBe('cannot be read')
    expect(verdicts[51]).toBe('signature does not hold')
    expect(verdicts.filter((verdict) => verdict === undefined)).toHaveLength(58)
  })
})

describe('interrupted work', () => {
  it('goes on from where it was, to a result that holds, and leaves nothing behind', async () => {
    const folder = join(mkdtempSync(join(tmpdir(), 'work-')), 'mix')
    const first = resumableWork(folder, 'mix of this', random)
    const interrupted: Checkpoints = {
      ...first.checkpoints,
      save(step, operation, answer) {
        if (step === 5) throw new Error('power cut')
        first.checkpoints.save(step, operation, answer)
      },
    }
    const work = (random: typeof first.random) => shuffling(open, [before], random)
    await expect(pool.run(group, work(first.random), { checkpoints: interrupted })).rejects.toThrow('power cut')
    expect(readdirSync(folder).filter((name) => name.startsWith('step'))).toHaveLength(5)

    const again = resumableWork(folder, 'mix of this', random)
    const loaded: number[] = []
    const checkpoints: Checkpoints = {
      ...again.checkpoints,
      load(step, operation) {
        const answer = again.checkpoints.load(step, operation)
        if (answer !== undefined) loaded.push(step)
        return answer
      },
    }
    const shuffle = await pool.run(group, work(again.random), { checkpoints })
    expect(loaded).toEqual([0, 1, 2, 3, 4])
    const { fingerprint, election } = open
    const mixed = { group, fingerprint, publicKey: election.public_key, before, after: shuffle.ciphertexts[0]! }
    expect(checkShuffleProof(mixed, shuffle.proofs[0]!).ok).toBe(true)
    again.finish()
    expect(existsSync(folder)).toBe(false)
  })

  it('draws other numbers for other work, lest two proofs give the key away', () => {
    const folder = mkdtempSync(join(tmpdir(), 'work-'))
    const bytesFor = (statement: string) =>
      Buffer.from(resumableWork(folder, statement, random).random(32)).toString('hex')
    expect(bytesFor('one archive')).toBe(bytesFor('one archive'))
    expect(bytesFor('one archive')).not.toBe(bytesFor('another archive'))
  })

  it('does not take the answers of other work for its own', async () => {
    const folder = join(mkdtempSync(join(tmpdir(), 'work-')), 'mix')
    const { checkpoints } = resumableWork(folder, 'mix of this', random)
    const powers = { kind: 'powers of one', base: group.g, exponents: [1n, 2n] } as const
    checkpoints.save(0, powers, [2n, 4n])
    expect(checkpoints.load(0, powers)).toEqual([2n, 4n])
    expect(checkpoints.load(0, { ...powers, exponents: [1n, 3n] })).toBeUndefined()
  })
})
