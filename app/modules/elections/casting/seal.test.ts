import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { unwrap } from '../../../platform/result.ts'
import { paperFromBytes, paperToBytes } from './paper-bytes.ts'
import { keyPairOf, opener, readReceiptCode, receiptCode, sealPaper } from './seal.ts'

const bytes32 = fc.uint8Array({ minLength: 32, maxLength: 32 })
const address = { contest: '5b0e0c1a-0000-4000-8000-000000000001', place: '5b0e0c1a-0000-4000-8000-000000000002' }
const paper = fc.integer({ min: 1, max: 255 }).chain((candidates) =>
  fc.record({
    candidates: fc.constant(candidates),
    ranking: fc.shuffledSubarray(Array.from({ length: candidates }, (_, i) => i + 1)),
  }),
)

describe('an envelope', () => {
  it('gives back the ranking that was sealed, and its length tells nothing of it', () => {
    fc.assert(
      fc.property(paper, bytes32, bytes32, ({ candidates, ranking }, secret, ephemeral) => {
        const keys = keyPairOf(secret)
        const sealed = sealPaper(paperToBytes(ranking, candidates), keys.publicKey, address, ephemeral)
        expect(sealed.length).toBe(1 + 32 + 1 + candidates + 16)
        expect(unwrap(paperFromBytes(unwrap(opener(keys)(sealed, address)), candidates))).toEqual(ranking)
      }),
      { numRuns: 50 },
    )
  })

  it('opens with no other key, at no other place and in no other election', () => {
    const keys = keyPairOf(new Uint8Array(32).fill(7))
    const sealed = sealPaper(paperToBytes([2, 1], 3), keys.publicKey, address, new Uint8Array(32).fill(9))
    const other = opener(keyPairOf(new Uint8Array(32).fill(8)))
    expect(other(sealed, address).ok).toBe(false)
    expect(opener(keys)(sealed, { ...address, place: address.contest }).ok).toBe(false)
    expect(opener(keys)(sealed, { ...address, contest: address.place }).ok).toBe(false)
  })

  it('does not open when any bit of it was changed', () => {
    const keys = keyPairOf(new Uint8Array(32).fill(7))
    const sealed = sealPaper(paperToBytes([2, 1], 3), keys.publicKey, address, new Uint8Array(32).fill(9))
    const open = opener(keys)
    for (let bit = 0; bit < sealed.length * 8; bit++) {
      // The top bit of an X25519 public key is ignored by the curve (RFC 7748, 5), but is bound as associated data.
      const bent = Buffer.from(sealed)
      bent[bit >> 3] = (bent[bit >> 3] as number) ^ (1 << (bit & 7))
      expect(open(bent, address).ok, `bit ${bit}`).toBe(false)
    }
    expect(open(sealed.subarray(0, 40), address).ok).toBe(false)
    expect(open(new Uint8Array(0), address).ok).toBe(false)
  })

  it('looks different each time, so that equal votes do not show', () => {
    const keys = keyPairOf(new Uint8Array(32).fill(7))
    const once = sealPaper(paperToBytes([1], 3), keys.publicKey, address, new Uint8Array(32).fill(1))
    const again = sealPaper(paperToBytes([1], 3), keys.publicKey, address, new Uint8Array(32).fill(2))
    expect(once.equals(again)).toBe(false)
    expect(receiptCode(once)).not.toBe(receiptCode(again))
  })
})

describe('the key pair', () => {
  it('is that of RFC 7748, section 6.1', () => {
    const alice = Buffer.from('77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a', 'hex')
    expect(Buffer.from(keyPairOf(alice).publicKey).toString('hex')).toBe(
      '8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a',
    )
  })
})

describe('a paper', () => {
  it('is refused where a candidate is unknown or stands twice, where it is too long, or holds more than it says', () => {
    expect(paperFromBytes(Uint8Array.of(1, 4, 0, 0), 3)).toEqual({ ok: false, error: 'unknown-candidate' })
    expect(paperFromBytes(Uint8Array.of(2, 1, 1, 0), 3)).toEqual({ ok: false, error: 'repeated-candidate' })
    expect(paperFromBytes(Uint8Array.of(1, 0, 0, 0), 3)).toEqual({ ok: false, error: 'unknown-candidate' })
    expect(paperFromBytes(Uint8Array.of(4, 1, 2, 3), 3)).toEqual({ ok: false, error: 'length' })
    expect(paperFromBytes(Uint8Array.of(1, 1), 3)).toEqual({ ok: false, error: 'length' })
    expect(paperFromBytes(Uint8Array.of(1, 1, 2, 0), 3)).toEqual({ ok: false, error: 'gap' })
    expect(paperFromBytes(Uint8Array.of(0, 0, 0, 0), 3)).toEqual({ ok: true, value: [] })
  })
})

describe('a reference', () => {
  it('is found again however it was typed', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 60, maxLength: 80 }), (envelope) => {
        const code = receiptCode(envelope)
        expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$/)
        const typed = code.toLowerCase().replace('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l')
        expect(readReceiptCode(typed)).toBe(code)
      }),
    )
    expect(readReceiptCode('7K2QD')).toBeNull()
    expect(readReceiptCode('UUUUU-UUUUU')).toBeNull()
  })
})
