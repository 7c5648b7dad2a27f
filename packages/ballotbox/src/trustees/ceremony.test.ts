import { createCipheriv } from 'node:crypto'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { encrypt } from '../ballots/make-ballot.ts'
import { writeCanonical } from '../codec/canonical.ts'
import { readTrustees, writeTrustees } from '../formats/trustees.ts'
import { nativeGroups } from '../node.ts'
import { randomBelow } from '../random.ts'
import { must } from '../result.ts'
import { decryptPartly } from '../tally/decrypt.ts'
import { computeResult } from '../tally/result.ts'
import { holdThresholdCeremony, openElection } from '../testing/hold-election.ts'
import { seededRandom } from '../testing/random.ts'
import { toolFolder, toolIsThere } from '../testing/tool.ts'
import { decryptCcm, encryptCcm } from './ccm.ts'
import {
  acceptedSharesCodec,
  acceptShares,
  checkSeats,
  dealShares,
  recoverDecryptionKey,
  routeShares,
  takeSeat,
  thresholdParameters,
} from './ceremony.ts'
import { checkTrustees } from './check-trustees.ts'

const random = seededRandom('ceremony')
const group = nativeGroups('BELENIOS-2048')

describe('AES-256-CCM put together from CBC and CTR', () => {
  it('is the one of OpenSSL', async () => {
    const bytes = fc.uint8Array({ minLength: 0, maxLength: 70 })
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 32, maxLength: 32 }), bytes, async (key, message) => {
        const nonce = key.subarray(3, 16)
        const cipher = createCipheriv('aes-256-ccm', key, nonce, { authTagLength: 8 })
        const expected = Buffer.concat([cipher.update(message), cipher.final(), cipher.getAuthTag()])
        const sealed = await encryptCcm(key, nonce, message)
        expect(Buffer.from(sealed).equals(expected)).toBe(true)
        expect(Buffer.from(must(await decryptCcm(key, nonce, sealed))).equals(Buffer.from(message))).toBe(true)
        const at = (key[0] ?? 0) % sealed.length
        sealed[at] = sealed[at]! ^ 1
        expect((await decryptCcm(key, nonce, sealed)).ok).toBe(false)
      }),
      { numRuns: 40 },
    )
    expect((await decryptCcm(new Uint8Array(32), new Uint8Array(13), new Uint8Array(7))).ok).toBe(false)
  })
})

describe('a ceremony in which any two of three trustees can decrypt', () => {
  let held: Awaited<ReturnType<typeof holdThresholdCeremony>>
  beforeAll(async () => {
    held = await holdThresholdCeremony(group, 2, 3)
  })

  it('makes a key that none of them holds', () => {
    const { key, publicKeys } = must(checkTrustees(group, [['Pedersen', held.parameters]]))
    expect(publicKeys).toEqual(held.keys.map(group.powerOfG))
    expect(held.keys.map(group.powerOfG)).not.toContain(key)
  })

  it('is written and read back', () => {
    const raw = writeTrustees(group, [['Pedersen', held.parameters]])
    expect(must(readTrustees(group, raw))).toEqual([['Pedersen', held.parameters]])
    const { signatures, ...rest } = JSON.parse(raw)[0][1]
    const otherOrder = JSON.stringify([['Pedersen', { ...rest, signatures }]])
    expect(must(readTrustees(group, otherOrder))).toEqual([['Pedersen', held.parameters]])
    const unordered = JSON.stringify([['Pedersen', { signatures, ...rest }]])
    expect(readTrustees(group, unordered)).toMatchObject({ ok: false, error: { problem: 'not written canonically' } })
  })

  it('opens with any two of them, and with one of them neither opens nor comes to the wrong result', () => {
    const { key, publicKeys, items } = must(checkTrustees(group, [['Pedersen', held.parameters]]))
    const open = openElection(group, key, [{ answers: ['Yes'], min: 0, max: 1, question: 'Adopt?' }])
    const tally = [[encrypt(open, group.power(group.g, 5n), randomBelow(group.q, random))]]
    const trustees = { key, publicKeys, items }
    const work = held.keys.map((each, i) => ({ owner: i + 1, decryption: decryptPartly(open, tally, each, random) }))
    for (const pair of [
      [0, 1],
      [0, 2],
      [1, 2],
      [2, 0],
    ]) {
      expect(
        computeResult(
          open,
          trustees,
          tally,
          pair.map((i) => work[i]!),
          9,
        ),
      ).toEqual({ ok: true, value: { result: [[5]] } })
    }
    for (const one of work) {
      expect(computeResult(open, trustees, tally, [one], 9)).toEqual({
        ok: false,
        error: 'fewer trustees than the threshold have decrypted',
      })
      // What one trustee has is a factor for another key: with it alone nothing decrypts to a sum of votes.
      const alone = { key, publicKeys, items: [{ kind: 'threshold', first: 0, size: 3, threshold: 1 }] } as const
      expect(computeResult(open, alone, tally, [one], 1_000).ok).toBe(false)
    }
  })

  it('lets a trustee recover its decryption key from its seed alone, and nobody else', async () => {
    const [first, second] = held.seats
    const { private_key } = held.accepted[0]!
    expect(await recoverDecryptionKey(group, first!.seed, private_key)).toEqual({ ok: true, value: held.keys[0] })
    expect((await recoverDecryptionKey(group, second!.seed, private_key)).ok).toBe(false)
  })

  it('refuses certificates of another ceremony, another seat or changed', () => {
    const [a, b, c] = held.certs
    const stranger = takeSeat(group, { size: 3, threshold: 3, index: 3 }, random).certificate
    expect(checkSeats(group, [a!, b!, stranger])).toMatchObject({ ok: false, error: { at: 'certificate 3' } })
    expect(checkSeats(group, [b!, a!, c!])).toMatchObject({ ok: false, error: { at: 'certificate 1' } })
    expect(checkSeats(group, [a!, b!])).toMatchObject({ ok: false, error: { at: 'certificate 1' } })
    const changed = { ...c!, signature: a!.signature }
    expect(checkSeats(group, [a!, b!, changed])).toMatchObject({ ok: false, error: { at: 'certificate 3' } })
    expect(checkSeats(group, [])).toMatchObject({ ok: false })
  })

  it('refuses shares that do not fit their commitments, or are for another', async () => {
    const other = await holdThresholdCeremony(group, 2, 3)
    const { seed } = held.seats[0]!
    const received = held.routed[0]!
    const [own, ...rest] = received.secrets
    const accept = (changes: Partial<typeof received>) =>
      acceptShares(group, seed, held.certs, { ...received, ...changes }, random)
    expect(await accept({ secrets: [own!, held.dealt[1]!.secrets[1]!, rest[1]!] })).toMatchObject({
      ok: false,
      error: { at: 'share of trustee 2' },
    })
    expect((await accept({ secrets: [own!, ...rest].reverse() })).ok).toBe(false)
    expect((await accept({ coefexps: other.routed[0]!.coefexps })).ok).toBe(false)
    expect((await accept({ signatures: other.routed[0]!.signatures })).ok).toBe(false)
    expect((await accept({ polynomial: held.routed[1]!.polynomial })).ok).toBe(false)
    expect((await accept({ secrets: [own!] })).ok).toBe(false)
  })

  it('refuses a dealer who tells one trustee another polynomial than the rest', async () => {
    const second = must(await dealShares(group, held.seats[1]!.seed, held.certs, random))
    const mixed = { ...held.dealt[1]!, coefexps: second.coefexps }
    expect(routeShares(group, held.certs, [held.dealt[0]!, mixed, held.dealt[2]!])).toMatchObject({
      ok: false,
      error: { problem: 'signature over the certificates does not hold' },
    })
  })

  it('refuses parameters whose parts do not belong together', () => {
    const { parameters } = held
    const [a, b, c] = parameters.verification_keys
    const check = (changes: Partial<typeof parameters>) =>
      checkTrustees(group, [['Pedersen', { ...parameters, ...changes }]])
    expect(check({}).ok).toBe(true)
    expect(check({ verification_keys: [b!, a!, c!] }).ok).toBe(false)
    expect(check({ verification_keys: [a!, b!] }).ok).toBe(false)
    expect(check({ threshold: 3 }).ok).toBe(false)
    expect(check({ threshold: 1 }).ok).toBe(false)
    expect(check({ signatures: [...parameters.signatures!].reverse() }).ok).toBe(false)
    expect(check({ coefexps: [...parameters.coefexps].reverse() }).ok).toBe(false)
    const unsigned = { pok: a!.pok, public_key: a!.public_key, signature: b!.signature! }
    expect(check({ verification_keys: [unsigned, b!, c!] }).ok).toBe(false)
    expect(thresholdParameters(group, held.certs, held.dealt, [...held.accepted].reverse()).ok).toBe(false)
  })
})

describe.skipIf(!toolIsThere)('trustees’ keys and belenios-tool 2.0 (skipped where it is not installed)', () => {
  it('decrypts with a key that was made here and kept by its trustee', async () => {
    const held = await holdThresholdCeremony(group, 2, 2)
    const { key } = must(checkTrustees(group, [['Pedersen', held.parameters]]))
    const open = openElection(group, key, [{ answers: ['Yes'], min: 0, max: 1, question: 'Adopt?' }])
    const folder = toolFolder()
    folder.write('election.json', open.raw)
    folder.write('trustees.json', writeTrustees(group, [['Pedersen', held.parameters]]))
    folder.write('public_creds.json', `["${group.write(group.powerOfG(9n))}"]`)
    folder.run(['archive', 'init'])
    folder.run(['archive', 'add-event', '--type=EndBallots'])
    const tally = folder.run(['election', 'compute-encrypted-tally'])
    folder.run(['archive', 'add-event', '--type=EncryptedTally'], tally)
    for (const [i, { seed }] of held.seats.entries()) {
      folder.write('seed.key', `${seed}\n`)
      folder.write('seed.dkey', held.accepted[i]!.private_key)
      const args = ['--key', 'seed.key', '--decryption-key', 'seed.dkey', `--trustee-id=${i + 1}`]
      const work = folder.run(['election', 'decrypt-threshold', ...args])
      folder.run(['archive', 'add-event', '--type=PartialDecryption'], work)
    }
    expect(folder.run(['election', 'compute-result']).trim()).toBe('{"result":[[0]]}')
    expect(writeCanonical(acceptedSharesCodec(group), held.accepted[0]!)).toContain('private_key')
    folder.remove()
  })
})
