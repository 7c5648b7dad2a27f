import type { WrittenStep } from '@groundswell/ballotbox'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { sha256Hex } from '../../ballotbox/src/hash.ts'
import { archiveOf } from '../../ballotbox/src/testing/hold-election.ts'
import { RANKED_VOTES, rankThree, type SealedElection, sealElection, stepsOf } from './testing/sealed-election.ts'
import { codesOf, edited, moved, pool, reportOn, withStep } from './testing/tampering.ts'
import { type Member, membersOf, streamOf, tarOf } from './testing/tar-members.ts'
import { verifyArchive } from './verify-archive.ts'

let election: SealedElection
let steps: readonly WrittenStep[]
let archive: Uint8Array

beforeAll(async () => {
  election = await sealElection('RFC-3526-2048', [rankThree], ['single'], RANKED_VOTES.slice(0, 2))
  steps = stepsOf(election)
  archive = archiveOf(steps)
})

/** Codes of findings, or "no archive". */
async function verdictOn(bytes: Uint8Array, chunk?: number): Promise<readonly string[]> {
  const report = await verifyArchive(streamOf(bytes, chunk), { pool })
  return report.ok ? codesOf(report.value) : ['no archive']
}

const detailOf = async (bytes: Uint8Array): Promise<string> => {
  const report = await verifyArchive(streamOf(bytes), { pool })
  return report.ok ? (report.value.findings[0]?.detail ?? 'nothing') : report.error
}

const patched = (at: number, bytes: string): Uint8Array => {
  const copy = Uint8Array.from(archive)
  copy.set(Buffer.from(bytes), at)
  return copy
}

const remade = (change: (members: Member[]) => readonly Member[]): Uint8Array => tarOf(change(membersOf(archive)))

const dataOf = (content: string): Member => ({
  name: `${sha256Hex(content)}.data.json`,
  content: Buffer.from(content),
})

describe('what is no archive', () => {
  it.each<[string, Uint8Array]>([
    ['nothing', new Uint8Array(0)],
    ['a few bytes', Buffer.from('hello')],
    ['a text', Buffer.from('x'.repeat(10_000))],
    ['zeros', new Uint8Array(4_096)],
    ['a header alone', tarOf([{ name: 'BELENIOS', content: Buffer.from('{"version":1,"timestamp":"1795313504"}') }])],
    ['another version', tarOf([{ name: 'BELENIOS', content: Buffer.from('{"version":2,"timestamp":"1795313504"}') }])],
    ['a tar of other things', tarOf([{ name: 'readme.txt', content: Buffer.from('hello') }])],
  ])('is said to be none: %s', async (_, bytes) => {
    expect(await verdictOn(bytes)).toEqual(['no archive'])
  })
})

describe('the form of an archive', () => {
  it('is read alike whatever the pieces it comes in', async () => {
    for (const chunk of [1_000, 511, 1 << 20]) expect(await verdictOn(archive, chunk)).toEqual([])
  })

  it('has no trailer', async () => {
    expect(await verdictOn(Buffer.concat([archive, new Uint8Array(1_024)]))).toEqual(['archive'])
  })

  it('is not truncated, wherever the cut is', async () => {
    for (const keep of [archive.length - 1, archive.length - 512, archive.length - 700, 5_000]) {
      expect(await verdictOn(archive.subarray(0, keep))).toEqual(['archive'])
    }
  })

  it('names its members by nothing but their hashes', async () => {
    for (const name of ['../../etc/passwd', '/etc/passwd', `./${'0'.repeat(64)}.data.json`, 'notes.txt', '']) {
      const bytes = remade(([header, ...others]) => [header!, { name, content: Buffer.from('{}') }, ...others])
      expect(await verdictOn(bytes)).toEqual(['archive'])
    }
    const renamed = remade((members) =>
      members.map((member, i) => (i === 7 ? { ...member, name: members[8]!.name } : member)),
    )
    expect(await detailOf(renamed)).toContain('not the hash of its content')
  })

  it.each<[string, number, string]>([
    ['mode', 100, '0000755'],
    ['owner', 108, '0001750'],
    ['size', 124, '77777777777'],
    ['time', 136, '00000000000'],
    ['kind', 156, '2'],
    ['link', 157, '/etc/passwd'],
    ['prefix', 345, '../'],
  ])('has no other %s in a header', async (_, offset, bytes) => {
    const second = 1_024
    expect(await verdictOn(patched(second + offset, bytes))).toEqual(['archive'])
  })

  it('has no other member, none twice, and none missing', async () => {
    const extra = remade((members) => [...members.slice(0, 6), dataOf('{}'), ...members.slice(6)])
    expect(await verdictOn(extra)).toEqual(['order'])
    expect(await verdictOn(remade((members) => [...members.slice(0, 6), members[5]!, ...members.slice(6)]))).toEqual([
      'archive',
    ])
    expect(await verdictOn(remade((members) => members.filter((_, i) => i !== 6)))).toEqual(['archive'])
    expect(await verdictOn(remade((members) => [...members, dataOf('{}')]))).toEqual(['archive'])
  })

  it('has its members in one order', async () => {
    const swapped = remade((members) => [members[0]!, members[2]!, members[1]!, ...members.slice(3)])
    expect(await verdictOn(swapped)).toEqual(['order'])
    const events = remade((members) => {
      const at = members.findIndex(({ name }, i) => i > 6 && name.endsWith('.event.json'))
      return [...members.slice(0, at - 1), members[at]!, members[at - 1]!, ...members.slice(at + 1)]
    })
    expect(await verdictOn(events)).toEqual(['archive'])
  })

  it('has its steps in one order', async () => {
    const [setup, first, second, end, ...rest] = steps
    for (const order of [
      [setup, first, end, second, ...rest],
      [setup, first, second, end, rest[0], rest[2], rest[1], ...rest.slice(3)],
      [setup, first, second, end, ...rest, rest.at(-1)],
      [first, setup, second, end, ...rest],
      [setup, setup, first, second, end, ...rest],
    ]) {
      expect(await verdictOn(archiveOf(order as WrittenStep[]))).toEqual(['order'])
    }
  })

  it('does not let a header ask for more than the election can need', async () => {
    const at = archive.length - (archive.length % 512) - 1_024
    expect(at).toBeGreaterThan(0)
    const large = remade((members) => members.map((each, i) => (i === 6 ? dataOf(`"${'x'.repeat(60_000)}"`) : each)))
    expect(await detailOf(large)).toContain('too large')
  })
})

describe('texts in an archive', () => {
  const setupWith = (change: (raw: string) => string) =>
    withStep(steps, 'Setup', 0, (setup) => [{ ...setup, open: { ...setup.open, raw: change(setup.open.raw) } }])

  it.each<[string, (raw: string) => string]>([
    ['a space', (raw) => raw.replace(',', ', ')],
    ['a key twice', (raw) => raw.replace('{"version":1', '{"version":1,"version":1')],
    [
      'keys in another order',
      (raw) =>
        raw.replace('"version":1,"description":"Yearly election"', '"description":"Yearly election","version":1'),
    ],
    ['an unknown key', (raw) => raw.replace('{"version":1', '{"version":1,"extra":1')],
    ['a key of the prototype', (raw) => raw.replace('{"version":1', '{"__proto__":{},"version":1')],
    ['a leading zero', (raw) => raw.replace('"public_key":"', '"public_key":"0')],
    ['a negative number', (raw) => raw.replace('"public_key":"', '"public_key":"-')],
    ['zero', (raw) => edited(raw, /"public_key":"(\d+)"/, () => '0')],
    ['a number without end', (raw) => edited(raw, /"public_key":"(\d+)"/, (digits) => digits.repeat(9))],
    ['a key outside the group', (raw) => edited(raw, /"public_key":"(\d+)"/, (digits) => nonMember(digits))],
    ['a group that there is not', (raw) => raw.replace('RFC-3526-2048', 'RFC-3526-1024')],
    ['a group of the other kind', (raw) => raw.replace('RFC-3526-2048', 'BELENIOS-2048')],
    ['nesting without end', (raw) => raw.replace('[{"type"', `${'['.repeat(5_000)}{"type"`)],
    ['half of it', (raw) => raw.slice(0, raw.length / 2)],
    ['nothing', () => ''],
  ])('are refused with %s', async (_, change) => {
    expect(codesOf(await reportOn(setupWith(change)))).toEqual(['format'])
  })

  const nonMember = (digits: string): string => {
    let number = BigInt(digits)
    while (election.open.group.isMember(number)) number++
    return String(number)
  }

  it('are refused with an owner who cannot be', async () => {
    for (const owner of [0, -1, 1.5, 1e9]) {
      const odd = withStep(steps, 'Shuffle', 0, (step) => [{ ...step, owner }])
      expect((await reportOn(odd)).findings[0]?.code).toBe('format')
    }
  })
})

describe('bytes and numbers changed at random', () => {
  it('never pass, and never crash', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(archive.length - 1), fc.integer({ min: 1, max: 255 }), async (at, flip) => {
        const copy = Uint8Array.from(archive)
        copy[at] = copy[at]! ^ flip
        expect(await verdictOn(copy)).not.toEqual([])
      }),
      { numRuns: 60 },
    )
  })

  it('never pass when any number is another, hashes put right', async () => {
    const texts = steps.flatMap((step, i) => ('raw' in step ? [{ i, raw: step.raw }] : []))
    await fc.assert(
      fc.asyncProperty(fc.nat(texts.length - 1), fc.nat(), async (text, pick) => {
        const { i, raw } = texts[text]!
        const numbers = [...raw.matchAll(/\d+/g)]
        const { index, 0: digits } = numbers[pick % numbers.length]!
        const changed = raw.slice(0, index) + moved(digits) + raw.slice(index + digits.length)
        const other = steps.map((step, j) => (j === i ? ({ ...step, raw: changed } as WrittenStep) : step))
        expect(codesOf(await reportOn(other))).not.toEqual([])
      }),
      { numRuns: 60 },
    )
  })

  it('never crash whatever the texts are', async () => {
    const texts = steps.flatMap((step, i) => ('raw' in step ? [{ i, raw: step.raw }] : []))
    const splice = fc.tuple(
      fc.nat(),
      fc.nat(40),
      fc.constantFrom('', '"', '{', '[', '}', '\\', '0', 'null', '\u2028', '[]'),
    )
    await fc.assert(
      fc.asyncProperty(fc.nat(texts.length - 1), splice, async (text, [at, cut, put]) => {
        const { i, raw } = texts[text]!
        const from = at % raw.length
        const changed = raw.slice(0, from) + put + raw.slice(from + cut)
        if (changed === raw) return
        const other = steps.map((step, j) => (j === i ? ({ ...step, raw: changed } as WrittenStep) : step))
        expect(codesOf(await reportOn(other))).not.toEqual([])
      }),
      { numRuns: 60 },
    )
  })
})
