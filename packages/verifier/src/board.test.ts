import { createHash } from 'node:crypto'
import {
  appendStep,
  archiveWriter,
  type BoardEvent,
  boardOf,
  commitmentOf,
  envelopeOf,
  type FrozenRoll,
  freezeRoll,
  makeHeadKey,
  must,
  openPlace,
  randomBelow,
  signHead,
  type WrittenStep,
  witnessHead,
  writeRoll,
  writeSignedHead,
} from '@groundswell/ballotbox'
import { nativeGroups } from '@groundswell/ballotbox/node'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { sha256Hex } from '../../ballotbox/src/hash.ts'
import { holdCeremony, openElection, TIME_IN_TESTS } from '../../ballotbox/src/testing/hold-election.ts'
import type { PublishedBoard } from './steps/audit-board.ts'
import { random, rankThree, type SealedElection, seal, stepsOf } from './testing/sealed-election.ts'
import { codesOf, findingsIn, reportOn } from './testing/tampering.ts'

/** A vote of five places whose board is kept as it should be: one replaced, one struck, one challenged, one unused. */
interface Vote {
  readonly roll: FrozenRoll
  readonly lines: readonly string[]
  readonly election: SealedElection
  readonly steps: readonly WrittenStep[]
  /** Ballots in the order cast, whether they count or not. */
  readonly raws: readonly string[]
}

let vote: Vote
const keeper = makeHeadKey(random)
const witness = makeHeadKey(random)

async function holdVote(): Promise<Vote> {
  const group = nativeGroups('RFC-3526-2048')
  const holders = await holdCeremony(group, ['single'])
  const open = openElection(group, holders.key, [rankThree])
  const places = ['a', 'b', 'c', 'd', 'e'].map((member) => openPlace({ roll: 'r', section: 's', member }, random))
  const roll = freezeRoll('r', places)
  const secrets = places.map(() => randomBelow(group.q, random))
  const raws = secrets.map((secret, i) => seal(open, secret, [[1, 2, i % 4 === 0 ? 3 : 0]]))
  const [first, second, third, fourth, challenged] = raws
  const place = (i: number) => commitmentOf(places[i]!)
  const envelope = (i: number, raw: string) => must(envelopeOf(open, place(i), raw, 'online'))
  const { fingerprint, election } = open
  const events: BoardEvent[] = [
    { type: 'open', election: fingerprint, uuid: election.uuid, roll: sha256Hex(writeRoll(roll)), places: 5 },
    envelope(0, first!),
    envelope(1, second!),
    { type: 'challenge', ballot: sha256Hex(challenged!) },
    envelope(0, third!),
    envelope(2, fourth!),
    { type: 'close' },
    { type: 'strike', place: place(2), ballot: sha256Hex(fourth!), decision: 'appeal 1' },
  ]
  const board = boardOf(roll)
  const lines = events.map((event) => must(board.append(event)))
  const counted: SealedElection = { open, holders, secrets: [secrets[1]!, secrets[2]!], ballots: [second!, third!] }
  const steps = stepsOf(counted)
  lines.push(must(board.append({ type: 'seal', archive: endBallotsOf(steps), ballots: 2 })))
  return { roll, lines, election: counted, steps, raws }
}

/** SHA-256 of the EndBallots event. */
function endBallotsOf(steps: readonly WrittenStep[]): string {
  const writer = archiveWriter(TIME_IN_TESTS)
  const at = steps.findIndex(({ type }) => type === 'EndBallots')
  for (const step of steps.slice(0, at + 1)) appendStep(writer, step)
  return writer.head()!.hash
}

beforeAll(async () => {
  vote = await holdVote()
})

async function* bytesOf(lines: readonly string[]): AsyncGenerator<Uint8Array> {
  yield Buffer.from(lines.map((line) => `${line}\n`).join(''))
}

const published = (lines: readonly string[] = vote.lines, more: Partial<PublishedBoard> = {}): PublishedBoard => ({
  roll: vote.roll,
  bytes: bytesOf(lines),
  heads: [],
  ...more,
})

/** Events as a chain of their own, whatever the rules say of them. */
function chained(events: readonly unknown[]): string[] {
  const lines: string[] = []
  for (const [height, event] of events.entries()) {
    const parent = height === 0 ? {} : { parent: sha256Hex(lines[height - 1]!) }
    lines.push(JSON.stringify({ ...parent, height, event }))
  }
  return lines
}

const eventsOf = (lines: readonly string[]): { type: string; [key: string]: unknown }[] =>
  lines.map((line) => JSON.parse(line).event)

const withBoard = (board: PublishedBoard, steps = vote.steps) => findingsIn(steps, { board })

describe('a board and the archive made from it', () => {
  it('leave nothing to find', async () => {
    const report = await reportOn(vote.steps, { board: published() })
    expect(report.findings).toEqual([])
    expect(report.read).toMatchObject({ ballots: 2, credentials: 2 })
  })

  it('are read alike in pieces, and without a last line feed', async () => {
    const text = Buffer.from(vote.lines.join('\n'))
    async function* pieces() {
      for (let at = 0; at < text.length; at += 7) yield text.subarray(at, at + 7)
    }
    expect(await withBoard(published([], { bytes: pieces() }))).toEqual([])
  })

  it('must be of one election', async () => {
    const events = eventsOf(vote.lines)
    const other = chained(
      events.map((event) => (event.type === 'open' ? { ...event, election: 'A'.repeat(43) } : event)),
    )
    expect(await withBoard(published(other))).toEqual(['board-election'])
  })

  it('must be closed and sealed with that archive', async () => {
    const unsealed = vote.lines.slice(0, -1)
    expect(await withBoard(published(unsealed))).toEqual(['board-seal'])
    const open = vote.lines.slice(0, 6)
    expect(await withBoard(published(open))).toContain('board-seal')
    const elsewhere = chained(
      eventsOf(vote.lines).map((event) => (event.type === 'seal' ? { ...event, archive: '0'.repeat(64) } : event)),
    )
    expect(await withBoard(published(elsewhere))).toEqual(['board-seal'])
  })

  const compiled = (ballots: readonly string[], secrets = vote.election.secrets) =>
    stepsOf({ ...vote.election, ballots, secrets })

  it('must agree on each place’s last envelope: none left out', async () => {
    const [, second] = vote.raws
    const steps = compiled([second!])
    const report = await reportOn(steps, { board: published() })
    expect(codesOf(report)).toEqual(['board-seal', 'board-missing'])
  })

  it.each<[string, number, string]>([
    ['replaced', 0, 'it was replaced, cancelled or struck'],
    ['struck', 3, 'it was replaced, cancelled or struck'],
    ['opened by its voter', 4, 'its voter had it opened'],
  ])('must agree on each place’s last envelope: none %s', async (_, nth, reason) => {
    const [, second, third] = vote.raws
    const steps = compiled([second!, third!, vote.raws[nth]!])
    const { findings } = await reportOn(steps, { board: published() })
    expect(findings.find(({ code }) => code === 'board-extra')?.detail).toBe(reason)
  })

  it('must agree on each place’s last envelope: none slipped in', async () => {
    const secret = randomBelow(vote.election.open.group.q, random)
    const stuffed = seal(vote.election.open, secret, [[3, 2, 1]])
    const steps = compiled([...vote.election.ballots, stuffed], [...vote.election.secrets, secret])
    const { findings } = await reportOn(steps, { board: published() })
    expect(findings.map(({ code, detail }) => `${code}: ${detail}`)).toEqual([
      'board-seal: it names another archive',
      'board-extra: it is not on the board',
      'board-credential: no envelope that counts bears it',
    ])
  })

  it('must list the credentials of those envelopes alone', async () => {
    const extra = compiled(vote.election.ballots, [...vote.election.secrets, 77n])
    expect(await withBoard(published(), extra)).toEqual(['board-seal', 'board-credential'])
  })

  it('takes the number of places from the roll of the board', async () => {
    const many = compiled(vote.election.ballots, [...vote.election.secrets, 3n, 4n, 5n, 6n])
    expect(await withBoard(published(), many)).toContain('roll')
  })
})

describe('a board', () => {
  it('is one unbroken chain', async () => {
    const { lines } = vote
    for (const broken of [
      lines.filter((_, i) => i !== 3),
      [...lines.slice(0, 2), lines[3]!, lines[2]!, ...lines.slice(4)],
      [...lines.slice(0, 2), lines[1]!, ...lines.slice(2)],
      lines.map((line, i) => (i === 2 ? line.replace('"online"', '"paper"') : line)),
      lines.map((line, i) => (i === 2 ? line.replace('{', '{ ') : line)),
      lines.slice(1),
      ['not a board'],
      ['x'.repeat(5_000)],
    ]) {
      expect(await withBoard(published(broken))).toEqual(['board'])
    }
  })

  it('keeps its own rules', async () => {
    const events = eventsOf(vote.lines)
    const late = chained([...events.slice(0, -1), events[1], events.at(-1)])
    expect(await withBoard(published(late))).toEqual(['board'])
  })

  it('holds envelopes for places on the frozen roll alone', async () => {
    const stranger = createHash('sha256').update('stranger').digest('hex')
    const stuffed = chained(eventsOf(vote.lines).map((event, i) => (i === 2 ? { ...event, place: stranger } : event)))
    expect(await withBoard(published(stuffed))).toEqual(['board-place'])
  })

  it('was opened for the roll that was frozen', async () => {
    const other = freezeRoll('r', [openPlace({ roll: 'r', section: 's', member: 'z' }, random)])
    expect(await withBoard(published(vote.lines, { roll: other }))).toContain('board-roll')
  })

  const headAt = (height: number, hash = sha256Hex(vote.lines[height]!)) => {
    const head = signHead({ board: 'TmbrmKoHvq9Che', height, hash, at: TIME_IN_TESTS }, keeper.privateKey)
    return must(witnessHead(head, { height, hash }, witness.privateKey))
  }

  it('passes every head that a witness kept', async () => {
    const heads = [headAt(8), headAt(2), headAt(2), headAt(0)].map(writeSignedHead)
    expect(await withBoard(published(vote.lines, { heads, keeper: keeper.publicKey }))).toEqual([])
    const { notes } = await reportOn(vote.steps, { board: published(vote.lines, { heads }) })
    expect(notes).toContainEqual({ code: 'heads-unchecked', detail: '4' })
  })

  it('that was rewritten, or cut short, does not pass them', async () => {
    const heads = [writeSignedHead(headAt(2, 'f'.repeat(64)))]
    expect(await withBoard(published(vote.lines, { heads, keeper: keeper.publicKey }))).toEqual(['board-head'])
    const beyond = [writeSignedHead(headAt(50, 'f'.repeat(64)))]
    expect(await withBoard(published(vote.lines, { heads: beyond, keeper: keeper.publicKey }))).toEqual(['board-head'])
  })

  it('has heads that its keeper and its witnesses signed', async () => {
    const head = headAt(2)
    const forged = writeSignedHead({ ...head, at: head.at + 1 })
    expect(await withBoard(published(vote.lines, { heads: [forged], keeper: keeper.publicKey }))).toEqual([
      'head-signature',
    ])
    expect(await withBoard(published(vote.lines, { heads: ['{}'], keeper: keeper.publicKey }))).toEqual(['format'])
  })

  it('never passes, and never crashes, with any byte another', async () => {
    const text = Buffer.from(vote.lines.join('\n'))
    await fc.assert(
      fc.asyncProperty(fc.nat(text.length - 1), fc.integer({ min: 1, max: 255 }), async (at, flip) => {
        const copy = Buffer.from(text)
        copy[at] = copy[at]! ^ flip
        async function* bytes() {
          yield copy
        }
        expect(await withBoard(published([], { bytes: bytes() }))).not.toEqual([])
      }),
      { numRuns: 40 },
    )
  })
})
