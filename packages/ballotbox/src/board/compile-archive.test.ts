import { describe, expect, it } from 'vitest'
import { type ElectionStep, readElectionArchive } from '../archive/election-archive.ts'
import { makeBallot } from '../ballots/make-ballot.ts'
import { writeTrustees } from '../formats/trustees.ts'
import { sha256Hex } from '../hash.ts'
import { nativeGroups } from '../node.ts'
import { randomBelow } from '../random.ts'
import { must } from '../result.ts'
import { openAsOnlyTrustee } from '../tally/open-ballots.ts'
import { rankedPapers } from '../tally/ranked-papers.ts'
import { openElection } from '../testing/hold-election.ts'
import { seededRandom } from '../testing/random.ts'
import { toolIsThere, toolVerdict } from '../testing/tool.ts'
import { makeTrusteeKey } from '../trustees/single-key.ts'
import { boardOf } from './board.ts'
import { compileArchive } from './compile-archive.ts'
import { envelopeOf } from './envelope.ts'
import { commitmentOf, freezeRoll, openPlace, writeRoll } from './roll.ts'

const random = seededRandom('compile')
const group = nativeGroups('RFC-3526-2048')
const { privateKey, publicKey } = makeTrusteeKey(group, random)
const trustees = [['Single', publicKey]] as const
const open = openElection(group, publicKey.public_key, [
  { type: 'NonHomomorphic', value: { answers: ['Anna', 'Ben', 'Chloe'], question: 'Secretary' } },
])

/** A small vote in two sections, with the server as its only trustee. */
async function smallVote() {
  const places = ['p1', 'p2', 'p3', 'p4'].map((member, i) =>
    openPlace({ roll: 'r', section: i < 3 ? 'North' : 'South', member }, random),
  )
  const roll = freezeRoll('r', places)
  const board = boardOf(roll)
  const stored = new Map<string, string>()
  must(
    board.append({
      type: 'open',
      election: open.fingerprint,
      uuid: open.election.uuid,
      roll: sha256Hex(writeRoll(roll)),
      places: 4,
    }),
  )
  const cast = (place: number, ranks: readonly number[]) => {
    const { raw } = must(makeBallot(open, randomBelow(group.q, random), [ranks], random))
    const event = must(envelopeOf(open, commitmentOf(places[place]!), raw, 'online'))
    must(board.append(event))
    stored.set(event.ballot, raw)
    return event
  }
  cast(0, [1, 2, 3])
  cast(1, [1, 1, 0])
  cast(0, [3, 2, 1])
  const struck = cast(2, [0, 1, 0])
  cast(3, [3, 2, 1])
  must(board.append({ type: 'close' }))
  must(board.append({ type: 'strike', place: struck.place, ballot: struck.ballot, decision: 'appeal 3' }))
  const loadBallot = async (hash: string) => stored.get(hash) ?? ''
  return {
    board,
    stored,
    closed: { open, rawTrustees: writeTrustees(group, trustees), board, timestamp: 1_795_313_504, loadBallot },
  }
}

async function collected(bytes: AsyncIterable<Uint8Array>): Promise<Uint8Array[]> {
  const pieces: Uint8Array[] = []
  for await (const piece of bytes) pieces.push(piece)
  return pieces
}

async function stepsOf(pieces: readonly Uint8Array[]): Promise<ElectionStep[]> {
  async function* source() {
    yield* pieces
  }
  const steps: ElectionStep[] = []
  for await (const step of readElectionArchive(nativeGroups, source())) steps.push(must(step))
  return steps
}

describe('the archive made from a board', () => {
  it('holds exactly each place’s last envelope, and only their credentials', async () => {
    const { board, closed, stored } = await smallVote()
    const pieces = await collected(must(await compileArchive(closed)).bytes)
    const steps = await stepsOf(pieces)
    const ballots = steps.flatMap((step) => (step.type === 'Ballot' ? [sha256Hex(step.raw)] : []))
    expect(ballots).toEqual(board.counted().map(({ ballot }) => ballot))
    expect(ballots).toHaveLength(3)
    expect(stored.size).toBe(5)
    expect(steps[0]).toMatchObject({ type: 'Setup' })
    if (steps[0]?.type === 'Setup') expect(steps[0].credentials).toHaveLength(3)
  })

  it('is not made before the close, nor from ballots that were changed', async () => {
    const { closed } = await smallVote()
    const early = boardOf(freezeRoll('r', []))
    expect(await compileArchive({ ...closed, board: early })).toEqual({ ok: false, error: 'voting has not closed' })
    expect(await compileArchive({ ...closed, loadBallot: async () => '{}' })).toMatchObject({ ok: false })
  })

  it('is opened by a server that is the only trustee, with papers that cannot be set aside', async () => {
    const { board, closed } = await smallVote()
    const { bytes, writer } = must(await compileArchive(closed))
    const pieces = await collected(bytes)
    must(board.append({ type: 'seal', archive: writer.head()!.hash, ballots: 3 }))
    const ballots = await Promise.all(board.counted().map(({ ballot }) => closed.loadBallot(ballot)))
    const { steps, result, works } = must(openAsOnlyTrustee({ open, trustees, privateKey, ballots }, random))
    pieces.push(...steps(writer))
    expect(works.map(({ type }) => type)).toEqual(['Shuffle', 'PartialDecryption'])
    expect(rankedPapers(result.result[0] as readonly (readonly number[])[])).toEqual({
      papers: [{ weight: 2, ranking: [2, 1, 0] }],
      blank: 0,
      setAside: [{ weight: 1, ranks: [1, 1, 0], reason: 'a rank given twice' }],
    })
    if (toolIsThere) expect(toolVerdict(open.election.uuid, Buffer.concat(pieces))).toMatchObject({ accepted: true })
  })

  it('does not take a ballot whose proofs do not hold', () => {
    const { raw } = must(makeBallot(open, 77n, [[1, 2, 3]], random))
    const place = 'a'.repeat(64)
    expect(envelopeOf(open, place, raw, 'online').ok).toBe(true)
    const changed = raw.replace(/(\d)("}}})$/, (_, digit: string, end: string) => `${(Number(digit) + 1) % 10}${end}`)
    expect(envelopeOf(open, place, changed, 'online')).toEqual({ ok: false, error: 'signature does not hold' })
    expect(envelopeOf(open, place, '{}', 'online').ok).toBe(false)
  })
})
