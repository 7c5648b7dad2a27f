import { textOfBytes } from '../codec/canonical.ts'
import { trackerOf } from '../formats/ballot.ts'
import { type PublicCredential, readCredentials } from '../formats/credentials.ts'
import { type OpenElection, readElection } from '../formats/election.ts'
import { ownedCodec, type SizedEncryptedTally, setupDataCodec, sizedEncryptedTallyCodec } from '../formats/tally.ts'
import { readTrustees, type Trustees } from '../formats/trustees.ts'
import type { Groups } from '../groups/portable.ts'
import { err, ok, type Result } from '../result.ts'
import type { EventType } from './events.ts'
import { type ArchiveEntry, type ArchiveError, type ArchiveLimits, readArchive, readJson } from './read-archive.ts'

/** What an archive says, step by step, its payloads still unread text: those who check them read them. */
export type ElectionStep =
  | {
      readonly type: 'Setup'
      readonly timestamp: number
      readonly open: OpenElection
      readonly trustees: Trustees
      readonly rawTrustees: string
      readonly credentials: readonly PublicCredential[]
      /** SHA-256 of the list of credentials, in hexadecimal. */
      readonly credentialsHash: string
    }
  | { readonly type: 'Ballot'; readonly raw: string; readonly tracker: string }
  | { readonly type: 'EndBallots' | 'EndShuffles' }
  | { readonly type: 'EncryptedTally'; readonly sized: SizedEncryptedTally; readonly raw: string }
  | {
      readonly type: 'Shuffle' | 'PartialDecryption'
      readonly owner: number
      readonly raw: string
      /** SHA-256 of the raw text, in hexadecimal: what its trustee signs in the side record. */
      readonly payload: string
    }
  | { readonly type: 'Result'; readonly raw: string }

/** Reads an archive as the steps of one election. Stops at the first error; the order of steps is checked too. */
export async function* readElectionArchive(
  groups: Groups,
  source: AsyncIterable<Uint8Array>,
  limits?: ArchiveLimits,
): AsyncGenerator<Result<ElectionStep, ArchiveError>, void, undefined> {
  let timestamp = 0
  let before: EventType | undefined
  for await (const item of readArchive(source, limits)) {
    if (!item.ok) return void (yield item)
    if (item.value.kind === 'header') {
      timestamp = Number(item.value.header.timestamp)
      continue
    }
    const { entry } = item.value
    const member = entry.members - 1
    if (!mayFollow(before, entry.event.type)) {
      return void (yield err({ member, problem: `${entry.event.type} cannot follow ${before ?? 'the header'}` }))
    }
    const step = stepOf(groups, timestamp, entry)
    if (!step.ok) return void (yield err({ member, problem: `${entry.event.type}: ${step.error}` }))
    yield step
    before = entry.event.type
  }
  if (before === undefined) yield err({ member: 0, problem: 'holds no Setup' })
}

/** The sequence of §4.4. Decryptions may follow the tally at once where nothing is to be mixed. */
const FOLLOWS: Readonly<Record<EventType, readonly (EventType | undefined)[]>> = {
  Setup: [undefined],
  Ballot: ['Setup', 'Ballot'],
  EndBallots: ['Setup', 'Ballot'],
  EncryptedTally: ['EndBallots'],
  Shuffle: ['EncryptedTally', 'Shuffle'],
  EndShuffles: ['EncryptedTally', 'Shuffle'],
  PartialDecryption: ['EncryptedTally', 'EndShuffles', 'PartialDecryption'],
  Result: ['PartialDecryption'],
}

const mayFollow = (before: EventType | undefined, type: EventType): boolean => FOLLOWS[type].includes(before)

function stepOf(groups: Groups, timestamp: number, entry: ArchiveEntry): Result<ElectionStep> {
  const { type } = entry.event
  switch (type) {
    case 'Setup':
      return setupStep(groups, timestamp, entry)
    case 'EndBallots':
    case 'EndShuffles':
      return entry.event.payload === undefined ? ok({ type }) : err('has a payload')
    case 'Ballot': {
      const raw = soleText(entry)
      return raw.ok ? ok({ type, raw: raw.value, tracker: trackerOf(raw.value) }) : raw
    }
    case 'Result': {
      const raw = soleText(entry)
      return raw.ok ? ok({ type, raw: raw.value }) : raw
    }
    case 'EncryptedTally': {
      const both = wrapped(entry, sizedEncryptedTallyCodec, (sized) => sized.encrypted_tally)
      return both.ok ? ok({ type, sized: both.value.wrapper, raw: both.value.raw }) : both
    }
    case 'Shuffle':
    case 'PartialDecryption': {
      const both = wrapped(entry, ownedCodec, (owned) => owned.payload)
      if (!both.ok) return both
      return ok({ type, owner: both.value.wrapper.owner, raw: both.value.raw, payload: both.value.wrapper.payload })
    }
    default:
      return type satisfies never
  }
}

function setupStep(groups: Groups, timestamp: number, entry: ArchiveEntry): Result<ElectionStep> {
  if (entry.event.payload === undefined) return err('has no payload')
  const setup = readJson(setupDataCodec, entry.data.get(entry.event.payload)!)
  if (!setup.ok) return err(setup.error.problem)
  if (entry.data.size !== 4) return err('does not stand after exactly its own data')
  const rawElection = textOf(entry, setup.value.election)
  if (!rawElection.ok) return rawElection
  const open = readElection(groups, rawElection.value)
  if (!open.ok) return err(`election: ${open.error.at}: ${open.error.problem}`)
  const rawTrustees = textOf(entry, setup.value.trustees)
  if (!rawTrustees.ok) return rawTrustees
  const trustees = readTrustees(open.value.group, rawTrustees.value)
  if (!trustees.ok) return err(`trustees: ${trustees.error.at}: ${trustees.error.problem}`)
  const rawCredentials = textOf(entry, setup.value.credentials)
  if (!rawCredentials.ok) return rawCredentials
  const credentials = readCredentials(open.value.group, rawCredentials.value)
  if (!credentials.ok) return err(`credentials: ${credentials.error.at}: ${credentials.error.problem}`)
  return ok({
    type: 'Setup',
    timestamp,
    open: open.value,
    trustees: trustees.value,
    rawTrustees: rawTrustees.value,
    credentials: credentials.value,
    credentialsHash: setup.value.credentials,
  })
}

function textOf(entry: ArchiveEntry, hash: string): Result<string> {
  const bytes = entry.data.get(hash)
  if (bytes === undefined) return err('refers to data that do not stand before it')
  const text = textOfBytes(bytes)
  return text.ok ? text : err(text.error.problem)
}

function soleText(entry: ArchiveEntry): Result<string> {
  if (entry.event.payload === undefined || entry.data.size !== 1)
    return err('does not stand after exactly its own data')
  return textOf(entry, entry.event.payload)
}

/** A payload that names other data by their hash (§4.16–4.18). */
function wrapped<W>(
  entry: ArchiveEntry,
  codec: Parameters<typeof readJson<W>>[0],
  hashIn: (wrapper: W) => string,
): Result<{ wrapper: W; raw: string }> {
  if (entry.event.payload === undefined || entry.data.size !== 2)
    return err('does not stand after exactly its own data')
  const wrapper = readJson(codec, entry.data.get(entry.event.payload)!)
  if (!wrapper.ok) return err(wrapper.error.problem)
  const raw = textOf(entry, hashIn(wrapper.value))
  return raw.ok ? ok({ wrapper: wrapper.value, raw: raw.value }) : raw
}
