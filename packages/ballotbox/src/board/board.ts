import type { ChainHead } from '../archive/write-archive.ts'
import { readCanonical, writeCanonical } from '../codec/canonical.ts'
import { sha256Hex } from '../hash.ts'
import { err, ok, type Result } from '../result.ts'
import { type BoardEvent, boardEntryCodec, MAX_LINE } from './events.ts'
import { type FrozenRoll, placesOf, writeRoll } from './roll.ts'

/** What a board shows of a place. */
export type PlaceRecord =
  | { readonly state: 'no ballot' }
  | { readonly state: 'ballot'; readonly ballot: string }
  | { readonly state: 'cancelled' | 'struck' }

export interface CountedEnvelope {
  readonly place: string
  readonly ballot: string
  readonly credential: string
}

/** An election's append-only board: the register of its envelopes. */
export interface Board {
  /** Adds an event if the rules allow it; gives the line to store and publish. */
  append(event: BoardEvent): Result<string>
  /** Reads a line that was published: it must continue the chain, and its event must be allowed. */
  read(line: string): Result<BoardEvent>
  head(): ChainHead | undefined
  phase(): 'new' | 'open' | 'closed' | 'sealed'
  place(place: string): PlaceRecord | undefined
  /** Each place's last envelope that still stands, in the order of the board. */
  counted(): readonly CountedEnvelope[]
  /** Envelopes that still stand, by section. */
  turnout(): readonly { readonly section: string; readonly places: number; readonly envelopes: number }[]
}

/** A board of one roll, empty until lines are read or events appended. */
export function boardOf(roll: FrozenRoll): Board {
  const rollHash = sha256Hex(writeRoll(roll))
  const places = new Map<string, PlaceRecord>(placesOf(roll).map((place) => [place, { state: 'no ballot' }]))
  const standing = new Map<string, CountedEnvelope>()
  const credentials = new Set<string>()
  const ballots = new Set<string>()
  let phase: 'new' | 'open' | 'closed' | 'sealed' = 'new'
  let head: ChainHead | undefined

  const problemOf = (event: BoardEvent): string | undefined => {
    if (phase === 'sealed') return 'the board is sealed'
    switch (event.type) {
      case 'open':
        if (phase !== 'new') return 'the board is open already'
        if (event.roll !== rollHash) return 'opened for another roll'
        return event.places === places.size ? undefined : 'number of places is not that of the roll'
      case 'envelope':
        if (phase !== 'open') return 'voting is not open'
        if (!places.has(event.place)) return 'no such place on the roll'
        if (ballots.has(event.ballot)) return 'this ballot is on the board already, cast or opened'
        return credentials.has(event.credential) ? 'this credential has been used already' : undefined
      case 'challenge':
        if (phase !== 'open') return 'voting is not open'
        return ballots.has(event.ballot) ? 'this ballot is on the board already, cast or opened' : undefined
      case 'cancel':
        if (phase !== 'open') return 'voting is not open'
        return standing.get(event.place)?.ballot === event.ballot ? undefined : 'no such envelope stands for this place'
      case 'strike':
        if (phase === 'new') return 'voting is not open'
        return standing.get(event.place)?.ballot === event.ballot ? undefined : 'no such envelope stands for this place'
      case 'close':
        return phase === 'open' ? undefined : 'voting is not open'
      case 'seal':
        if (phase !== 'closed') return 'voting has not closed'
        return event.ballots === standing.size ? undefined : 'number of ballots is not that of the board'
      default:
        return event satisfies never
    }
  }

  const apply = (event: BoardEvent): void => {
    switch (event.type) {
      case 'open':
        phase = 'open'
        break
      case 'envelope':
        ballots.add(event.ballot)
        credentials.add(event.credential)
        places.set(event.place, { state: 'ballot', ballot: event.ballot })
        // Taken out first, so that the order is that of the envelopes that stand.
        standing.delete(event.place)
        standing.set(event.place, { place: event.place, ballot: event.ballot, credential: event.credential })
        break
      case 'challenge':
        ballots.add(event.ballot)
        break
      case 'cancel':
      case 'strike':
        standing.delete(event.place)
        places.set(event.place, { state: event.type === 'cancel' ? 'cancelled' : 'struck' })
        break
      case 'close':
        phase = 'closed'
        break
      case 'seal':
        phase = 'sealed'
        break
      default:
        event satisfies never
    }
  }

  const nextHeight = () => (head === undefined ? 0 : head.height + 1)
  return {
    append(event) {
      const problem = problemOf(event)
      if (problem !== undefined) return err(problem)
      const parent = head === undefined ? {} : { parent: head.hash }
      const line = writeCanonical(boardEntryCodec, { ...parent, height: nextHeight(), event })
      apply(event)
      head = { hash: sha256Hex(line), height: nextHeight() }
      return ok(line)
    },
    read(line) {
      const entry = readCanonical(boardEntryCodec, line, MAX_LINE)
      if (!entry.ok) return err(`${entry.error.at}: ${entry.error.problem}`)
      const { parent, height, event } = entry.value
      if (parent !== head?.hash || height !== nextHeight()) return err('does not continue the chain')
      const problem = problemOf(event)
      if (problem !== undefined) return err(problem)
      apply(event)
      head = { hash: sha256Hex(line), height }
      return ok(event)
    },
    head: () => head,
    phase: () => phase,
    place: (place) => places.get(place),
    counted: () => [...standing.values()],
    turnout: () =>
      roll.sections.map((section) => ({
        section: section.section,
        places: section.places.length,
        envelopes: section.places.filter((place) => standing.has(place)).length,
      })),
  }
}
