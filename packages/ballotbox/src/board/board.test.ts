import { beforeEach, describe, expect, it } from 'vitest'
import { sha256Hex } from '../hash.ts'
import { must } from '../result.ts'
import { seededRandom } from '../testing/random.ts'
import { type Board, boardOf } from './board.ts'
import { checkHead, followBoard, makeHeadKey, readSignedHead, signHead, witnessHead, writeSignedHead } from './heads.ts'
import {
  commitmentOf,
  freezeRoll,
  openPlace,
  placesOf,
  readPlaceOpening,
  readRoll,
  writePlaceOpening,
  writeRoll,
} from './roll.ts'

const random = seededRandom('board')
const openings = [
  ['North', 'Anna'],
  ['North', 'Ben'],
  ['South', 'Chloe'],
].map(([section, member]) => openPlace({ roll: 'officers-2026', section: section!, member: member! }, random))
const roll = freezeRoll('officers-2026', openings)
const [anna, ben, chloe] = openings.map(commitmentOf) as [string, string, string]
const hex = (letter: string) => letter.repeat(64)
const fingerprint = 'Z'.repeat(43)
const uuid = 'TmbrmKoHvq9Che'

const opening = { type: 'open', election: fingerprint, uuid, roll: sha256Hex(writeRoll(roll)), places: 3 } as const
const envelope = (place: string, ballot: string, credential = ballot) =>
  ({ type: 'envelope', place, ballot: hex(ballot), credential: hex(credential), channel: 'online' }) as const

describe('the frozen roll', () => {
  it('has one commitment for each place, by section, and says nothing of whose it is', () => {
    expect(roll.sections.map(({ section, places }) => [section, places.length])).toEqual([
      ['North', 2],
      ['South', 1],
    ])
    expect(writeRoll(roll)).not.toMatch(/Anna|Ben|Chloe/)
    expect(placesOf(roll)).toContain(anna)
  })

  it('lets a member open their own commitment and no other', () => {
    const kept = must(readPlaceOpening(writePlaceOpening(openings[0]!)))
    expect(commitmentOf(kept)).toBe(anna)
    expect(commitmentOf({ ...openings[0]!, member: 'Ben' })).not.toBe(ben)
    expect(commitmentOf({ ...openings[0]!, section: 'South' })).not.toBe(anna)
  })

  it('reads back, in order and without doubles only', () => {
    const raw = writeRoll(roll)
    expect(must(readRoll(raw))).toEqual(roll)
    const [first, second] = roll.sections[0]!.places as [string, string]
    expect(readRoll(raw.replace(first, second)).ok).toBe(false)
    const reversed = { ...roll, sections: [{ section: 'North', places: [second, first] }] }
    expect(readRoll(writeRoll(reversed))).toMatchObject({ ok: false, error: { problem: 'is not in order' } })
  })
})

describe('the board', () => {
  let board: Board
  let lines: string[]
  const add = (event: Parameters<Board['append']>[0]) => {
    const line = board.append(event)
    if (line.ok) lines.push(line.value)
    return line
  }
  beforeEach(() => {
    board = boardOf(roll)
    lines = []
    must(add(opening))
  })

  it('counts each place’s last envelope, whatever the channel', () => {
    must(add(envelope(anna, 'a')))
    must(add(envelope(ben, 'b')))
    must(add({ ...envelope(anna, 'c'), channel: 'paper' }))
    expect(board.counted().map(({ place, ballot }) => [place, ballot])).toEqual([
      [ben, hex('b')],
      [anna, hex('c')],
    ])
    expect(board.place(anna)).toEqual({ state: 'ballot', ballot: hex('c') })
    expect(board.place(chloe)).toEqual({ state: 'no ballot' })
    expect(board.turnout()).toEqual([
      { section: 'North', places: 2, envelopes: 2 },
      { section: 'South', places: 1, envelopes: 0 },
    ])
  })

  it('forgets an envelope that is cancelled or struck, and lets the place vote again while voting is open', () => {
    must(add(envelope(anna, 'a')))
    must(add({ type: 'cancel', place: anna, ballot: hex('a') }))
    expect(board.place(anna)).toEqual({ state: 'cancelled' })
    must(add(envelope(anna, 'b')))
    must(add({ type: 'strike', place: anna, ballot: hex('b'), decision: 'appeal 7' }))
    expect(board.counted()).toEqual([])
    must(add(envelope(anna, 'c')))
    must(add({ type: 'close' }))
    must(add({ type: 'strike', place: anna, ballot: hex('c'), decision: 'appeal 8' }))
    must(add({ type: 'seal', archive: hex('d'), ballots: 0 }))
    expect(board.phase()).toBe('sealed')
  })

  it('refuses what the rules do not allow', () => {
    must(add(envelope(anna, 'a')))
    must(add({ type: 'challenge', ballot: hex('e') }))
    const refused = (event: Parameters<Board['append']>[0]) => {
      const line = board.append(event)
      return line.ok ? 'allowed' : line.error
    }
    expect(refused(opening)).toBe('the board is open already')
    expect(refused(envelope(hex('9'), 'b'))).toBe('no such place on the roll')
    expect(refused(envelope(ben, 'a', 'b'))).toBe('this ballot is on the board already, cast or opened')
    expect(refused(envelope(ben, 'b', 'a'))).toBe('this credential has been used already')
    expect(refused(envelope(ben, 'e', 'b'))).toBe('this ballot is on the board already, cast or opened')
    expect(refused({ type: 'challenge', ballot: hex('a') })).toBe('this ballot is on the board already, cast or opened')
    expect(refused({ type: 'cancel', place: anna, ballot: hex('b') })).toBe('no such envelope stands for this place')
    expect(refused({ type: 'strike', place: ben, ballot: hex('a'), decision: '' })).toBe(
      'no such envelope stands for this place',
    )
    expect(refused({ type: 'seal', archive: hex('d'), ballots: 1 })).toBe('voting has not closed')
    must(add({ type: 'close' }))
    expect(refused(envelope(ben, 'b'))).toBe('voting is not open')
    expect(refused({ type: 'cancel', place: anna, ballot: hex('a') })).toBe('voting is not open')
    expect(refused({ type: 'seal', archive: hex('d'), ballots: 2 })).toBe('number of ballots is not that of the board')
    must(add({ type: 'seal', archive: hex('d'), ballots: 1 }))
    expect(refused({ type: 'strike', place: anna, ballot: hex('a'), decision: '' })).toBe('the board is sealed')
  })

  it('opens for its own roll alone', () => {
    expect(boardOf(roll).append({ ...opening, roll: hex('0') }).ok).toBe(false)
    expect(boardOf(roll).append({ ...opening, places: 4 }).ok).toBe(false)
    expect(boardOf(roll).append(envelope(anna, 'a')).ok).toBe(false)
  })

  it('is read again from its lines, and not from lines that were changed, dropped, repeated or reordered', () => {
    must(add(envelope(anna, 'a')))
    must(add(envelope(ben, 'b')))
    must(add({ type: 'close' }))
    const readAll = (all: readonly string[]) => {
      const again = boardOf(roll)
      return all.every((line) => again.read(line).ok) ? again.head() : undefined
    }
    expect(readAll(lines)).toEqual(board.head())
    const [first, second, third, fourth] = lines as [string, string, string, string]
    expect(readAll([second])).toBeUndefined()
    expect(readAll([first, third, fourth])).toBeUndefined()
    expect(readAll([first, second, second])).toBeUndefined()
    expect(readAll([first, third, second])).toBeUndefined()
    expect(readAll([first, second.replace('online', 'paper'), third])).toBeUndefined()
    expect(readAll([first, second, third, `${fourth} `])).toBeUndefined()
  })
})

describe('heads of the board', () => {
  const keeper = makeHeadKey(random)
  const witness = makeHeadKey(random)
  const board = boardOf(roll)
  const lines = [must(board.append(opening)), must(board.append(envelope(anna, 'a')))]
  const head = signHead({ board: uuid, ...board.head()!, at: 1_795_313_504 }, keeper.privateKey)

  it('are signed by their keeper and by witnesses who followed the board', () => {
    const seen = must(followBoard(lines))!
    const witnessed = must(witnessHead(head, seen, witness.privateKey))
    expect(checkHead(witnessed, keeper.publicKey)).toEqual({ ok: true, value: { witnesses: [witness.publicKey] } })
    expect(must(readSignedHead(writeSignedHead(witnessed)))).toEqual(witnessed)
  })

  it('are not witnessed by who saw another board', () => {
    const other = boardOf(roll)
    const otherLines = [must(other.append(opening)), must(other.append(envelope(ben, 'b')))]
    expect(witnessHead(head, must(followBoard(otherLines))!, witness.privateKey).ok).toBe(false)
  })

  it('are followed from where a witness last stood', () => {
    const first = must(followBoard(lines.slice(0, 1)))
    expect(must(followBoard(lines.slice(1), first))).toEqual(board.head())
    expect(followBoard(lines.slice(1)).ok).toBe(false)
  })

  it('do not hold when changed or under another key', () => {
    expect(checkHead({ ...head, at: head.at + 1 }, keeper.publicKey).ok).toBe(false)
    expect(checkHead({ ...head, height: 0 }, keeper.publicKey).ok).toBe(false)
    expect(checkHead(head, witness.publicKey).ok).toBe(false)
    expect(checkHead(head, hex('f')).ok).toBe(false)
    const posing = { key: witness.publicKey, signature: head.signature }
    expect(checkHead({ ...head, witnesses: [posing] }, keeper.publicKey).ok).toBe(false)
  })
})
