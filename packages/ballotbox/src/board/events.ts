import { type Codec, constant, oneOf, optional, record, smallInteger, text, variants } from '../codec/codec.ts'
import { uuidCodec } from '../formats/election.ts'

const hex = text(64, /^[0-9a-f]{64}$/)

/** How an envelope came in: sealed on the voter's own device, or by the officers from a paper that was posted. */
export type Channel = 'online' | 'paper'

/**
 * What can happen on an election's board. `place` is a commitment of the frozen roll; `ballot` is the SHA-256 of a
 * ballot's text in hexadecimal, whose Base64 is the voter's tracker. No event says when: heads do.
 */
export type BoardEvent =
  /** Voting begins: for which election (by fingerprint) and which frozen roll (by SHA-256 of its text). */
  | {
      readonly type: 'open'
      readonly election: string
      readonly uuid: string
      readonly roll: string
      readonly places: number
    }
  /** A sealed ballot for a place; it replaces any before it. `credential` is the SHA-256 of the credential's text. */
  | {
      readonly type: 'envelope'
      readonly place: string
      readonly ballot: string
      readonly credential: string
      readonly channel: Channel
    }
  /** A sealed ballot that its voter chose to have opened and checked: it can never be cast. */
  | { readonly type: 'challenge'; readonly ballot: string }
  /** The member withdraws their envelope. */
  | { readonly type: 'cancel'; readonly place: string; readonly ballot: string }
  /** An envelope is struck after an upheld challenge; `decision` names the published decision. */
  | { readonly type: 'strike'; readonly place: string; readonly ballot: string; readonly decision: string }
  /** No more envelopes. Strikes remain possible until the archive is made. */
  | { readonly type: 'close' }
  /** The archive has been made from here: hash of its EndBallots event, and how many ballots it holds. */
  | { readonly type: 'seal'; readonly archive: string; readonly ballots: number }

export const boardEventCodec: Codec<BoardEvent> = variants<BoardEvent>({
  open: record({
    type: constant('open'),
    election: text(43, /^[A-Za-z0-9+/]{43}$/),
    uuid: uuidCodec,
    roll: hex,
    places: smallInteger(0, 5_000_000),
  }),
  envelope: record({
    type: constant('envelope'),
    place: hex,
    ballot: hex,
    credential: hex,
    channel: oneOf<Channel>('online', 'paper'),
  }),
  challenge: record({ type: constant('challenge'), ballot: hex }),
  cancel: record({ type: constant('cancel'), place: hex, ballot: hex }),
  strike: record({ type: constant('strike'), place: hex, ballot: hex, decision: text(200) }),
  close: record({ type: constant('close') }),
  seal: record({ type: constant('seal'), archive: hex, ballots: smallInteger(0, 5_000_000) }),
})

/** One line of the board. */
export interface BoardEntry {
  /** SHA-256 of the line before, in hexadecimal; the first has none. */
  readonly parent?: string
  readonly height: number
  readonly event: BoardEvent
}

export const boardEntryCodec: Codec<BoardEntry> = record({
  parent: optional(hex),
  height: smallInteger(0, 100_000_000),
  event: boardEventCodec,
})

/** Longest line that can be. */
export const MAX_LINE = 2_000
