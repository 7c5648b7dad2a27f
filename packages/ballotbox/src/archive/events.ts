import { type Codec, constant, oneOf, optional, record, smallInteger, text } from '../codec/codec.ts'

/** §4.4. */
export type EventType =
  | 'Setup'
  | 'Ballot'
  | 'EndBallots'
  | 'EncryptedTally'
  | 'Shuffle'
  | 'EndShuffles'
  | 'PartialDecryption'
  | 'Result'

export interface ArchiveEvent {
  /** SHA-256 of the event before, in hexadecimal; the first has none. */
  readonly parent?: string
  readonly height: number
  readonly type: EventType
  /** SHA-256 of the data that the event is about. */
  readonly payload?: string
}

const hash = text(64, /^[0-9a-f]{64}$/)

export const eventCodec: Codec<ArchiveEvent> = record({
  parent: optional(hash),
  height: smallInteger(0, 100_000_000),
  type: oneOf<EventType>(
    'Setup',
    'Ballot',
    'EndBallots',
    'EncryptedTally',
    'Shuffle',
    'EndShuffles',
    'PartialDecryption',
    'Result',
  ),
  payload: optional(hash),
})

/** Content of the member BELENIOS: when the election began, in seconds since 1970. */
export interface ArchiveHeader {
  readonly version: 1
  readonly timestamp: string
}

export const headerCodec: Codec<ArchiveHeader> = record({
  version: constant(1),
  timestamp: text(11, /^(?:0|[1-9][0-9]{0,9})$/),
})

export const HEADER_NAME = 'BELENIOS'
