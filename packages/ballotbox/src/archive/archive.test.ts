import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { utf8ToBytes } from '../hash.ts'
import { nativeGroups } from '../node.ts'
import { type HeldElection, holdElection } from '../testing/hold-election.ts'
import { readElectionArchive } from './election-archive.ts'
import { readArchive } from './read-archive.ts'
import { BLOCK, tarHeader, tarMember } from './tar.ts'
import { archiveWriter } from './write-archive.ts'

async function* inChunks(bytes: Uint8Array, size = bytes.length || 1) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

/** The first problem that reading meets, or how many steps there are. */
async function outcome(bytes: Uint8Array, chunk?: number): Promise<string | number> {
  let steps = 0
  for await (const step of readElectionArchive(nativeGroups, inChunks(bytes, chunk))) {
    if (!step.ok) return step.error.problem
    steps++
  }
  return steps
}

const members = (bytes: Uint8Array): Uint8Array[] => {
  const all: Uint8Array[] = []
  for (let at = 0; at < bytes.length; ) {
    const size = Number.parseInt(Buffer.from(bytes.subarray(at + 124, at + 135)).toString(), 8)
    const end = at + BLOCK + Math.ceil(size / BLOCK) * BLOCK
    all.push(bytes.subarray(at, end))
    at = end
  }
  return all
}

describe('reading an archive', () => {
  let held: HeldElection
  let parts: Uint8Array[]
  let time: number
  beforeAll(async () => {
    held = await holdElection({
      group: 'BELENIOS-2048',
      questions: [{ answers: ['Yes', 'No'], min: 1, max: 1, question: 'Adopt?' }],
      trustees: ['single'],
      voters: 2,
      votes: [
        { voter: 0, choices: [[1, 0]] },
        { voter: 1, choices: [[0, 1]] },
      ],
    })
    parts = members(held.archive)
    time = 1_795_313_504
  })

  it('gives every step, in chunks of any size', async () => {
    expect(await outcome(held.archive)).toBe(7)
    for (const size of [1, 511, 512, 513, 4_096]) expect(await outcome(held.archive, size)).toBe(7)
  })

  it('refuses members that are missing, extra, repeated or in another order', async () => {
    const without = (i: number) => outcome(Buffer.concat(parts.filter((_, j) => j !== i)))
    for (const i of parts.keys()) {
      if (i === parts.length - 1) expect(await without(i)).toBe('ends with data that no event refers to')
      else expect(typeof (await without(i))).toBe('string')
    }
    const extra = tarMember(`${'0'.repeat(64)}.data.json`, utf8ToBytes('{}'), time)
    expect(await outcome(Buffer.concat([...parts, extra]))).toBe('member whose name is not the hash of its content')
    expect(await outcome(Buffer.concat([...parts.slice(0, 7), parts[6]!, ...parts.slice(7)]))).toMatch(
      /same data twice|payload/,
    )
    const swapped = [...parts]
    ;[swapped[6], swapped[8]] = [swapped[8]!, swapped[6]!]
    expect(typeof (await outcome(Buffer.concat(swapped)))).toBe('string')
  })

  it('refuses a trailer, truncation and rubbish after the end', async () => {
    expect(await outcome(Buffer.concat([held.archive, new Uint8Array(1_024)]))).toBe(
      'not a tar header of the expected form, or a trailer',
    )
    expect(await outcome(held.archive.subarray(0, held.archive.length - 1))).toBe('truncated within a member')
    expect(await outcome(held.archive.subarray(0, 100))).toBe('truncated within a tar header')
    expect(await outcome(Buffer.concat([held.archive, Buffer.from('x')]))).toBe('truncated within a tar header')
    expect(await outcome(new Uint8Array(0))).toBe('empty')
  })

  it.each(['../../etc/passwd', '/etc/passwd', 'BELENIOS/..', 'a.data.json', `${'0'.repeat(64)}.data.json.sh`, ''])(
    'refuses a member named %j',
    async (name) => {
      const member = tarMember(name, utf8ToBytes('{}'), time)
      expect(await outcome(Buffer.concat([parts[0]!, member]))).toBe('member with an unexpected name')
    },
  )

  it('refuses headers with another owner, mode, time, kind or hidden bytes', async () => {
    const size = Buffer.from(parts[1]!.subarray(124, 135)).toString()
    const name = Buffer.from(parts[1]!.subarray(0, 75)).toString()
    const header = tarHeader(name, Number.parseInt(size, 8), time)
    for (const at of [76, 99, 106, 114, 122, 146, 150, 156, 157, 265, 500]) {
      const changed = header.slice()
      changed[at] = changed[at]! ^ 1
      const archive = Buffer.concat([parts[0]!, changed, parts[1]!.subarray(BLOCK), ...parts.slice(2)])
      expect(await outcome(archive)).toMatch(/tar header is not byte for byte|not a tar header|unexpected name/)
    }
  })

  it('refuses a member that claims to be larger than it may be, without reading it', async () => {
    const huge = tarHeader('BELENIOS', 0o7_777_777_777, time)
    expect(await outcome(huge)).toBe('member is too large')
  })

  it('refuses events out of order', async () => {
    const writer = archiveWriter(time)
    const archive = Buffer.concat([writer.start(), ...writer.append('EndBallots', [])])
    expect(await outcome(archive)).toBe('EndBallots cannot follow the header')
    const first = archiveWriter(time)
    const noHeader = Buffer.concat(first.append('EndBallots', []))
    expect(await outcome(noHeader)).toBe('does not begin with a BELENIOS header')
  })

  it('refuses a whole that bears any changed byte, and never crashes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(held.archive.length - 1), fc.integer({ min: 1, max: 255 }), async (at, difference) => {
        const changed = Uint8Array.from(held.archive)
        changed[at] = changed[at]! ^ difference
        expect(typeof (await outcome(changed))).toBe('string')
      }),
      { numRuns: 150 },
    )
  })

  it('refuses random bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 3_000 }), async (bytes) => {
        expect(typeof (await outcome(bytes))).toBe('string')
      }),
      { numRuns: 100 },
    )
  })

  it('counts members where it reports an error', async () => {
    const items = []
    for await (const item of readArchive(inChunks(Buffer.concat([...parts.slice(0, 3), parts[3]!.subarray(0, 600)]))))
      items.push(item)
    expect(items.at(-1)).toEqual({ ok: false, error: { member: 3, problem: 'truncated within a member' } })
  })
})
