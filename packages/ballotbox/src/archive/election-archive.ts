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
import type { ChainHead } from './write-archive.ts'

/** What an archive says, step by step, its payloads still unread text: those who check them read them. */
export type ElectionStep = StepContent & {
  /** Where the archive's chain stands after the step. */ readonly head: ChainHead
}

type StepContent =
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

/**
 * What kind of thing is wrong: the archive's form; steps or data out of their order; or a text that is not the canonical
 * JSON of its format.
 */
export type StepErrorKind = 'form' | 'order' | 'content'

export interface StepError extends ArchiveError {
  readonly kind: StepErrorKind
}

type StepProblem = Pick<StepError, 'kind' | 'problem'>

const misplaced = (problem: string): Result<never, StepProblem> => err({ kind: 'order', problem })
const malformed = (problem: string): Result<never, StepProblem> => err({ kind: 'content', problem })

/** Reads an archive as the steps of one election. Stops at the first error; the order of steps is checked too. */
export async function* readElectionArchive(
  groups: Groups,
  source: AsyncIterable<Uint8Array>,
  limits?: ArchiveLimits,
): AsyncGenerator<Result<ElectionStep, StepError>, void, undefined> {
  let timestamp = 0
  let before: EventType | undefined
  for await (const item of readArchive(source, limits)) {
    if (!item.ok) return void (yield err({ ...item.error, kind: 'form' }))
    if (item.value.kind === 'header') {
      timestamp = Number(item.value.header.timestamp)
      continue
    }
    const { entry } = item.value
    const member = entry.members - 1
    if (!mayFollow(before, entry.event.type)) {
      const problem = `${entry.event.type} cannot follow ${before ?? 'the header'}`
      return void (yield err({ member, kind: 'order', problem }))
    }
    const step = stepOf(groups, timestamp, entry)
    entry.data.clear()
    if (!step.ok) {
      const { kind, problem } = step.error
      return void (yield err({ member, kind, problem: `${entry.event.type}: ${problem}` }))
    }
    yield ok({ ...step.value, head: { hash: entry.hash, height: entry.event.height } })
    before = entry.event.type
  }
  if (before === undefined) yield err({ member: 0, kind: 'order', problem: 'holds no Setup' })
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

function stepOf(groups: Groups, timestamp: number, entry: ArchiveEntry): Result<StepContent, StepProblem> {
  const { type } = entry.event
  switch (type) {
    case 'Setup':
      return setupStep(groups, timestamp, entry)
    case 'EndBallots':
    case 'EndShuffles':
      return entry.event.payload === undefined ? ok({ type }) : misplaced('has a payload')
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

function setupStep(groups: Groups, timestamp: number, entry: ArchiveEntry): Result<StepContent, StepProblem> {
  if (entry.event.payload === undefined) return misplaced('has no payload')
  const setup = readJson(setupDataCodec, entry.data.get(entry.event.payload)!)
  if (!setup.ok) return malformed(setup.error.problem)
  const { election, trustees: trusteesHash, credentials: credentialsHash } = setup.value
  if (!standsAfter(entry, [election, trusteesHash, credentialsHash, entry.event.payload]))
    return misplaced(NOT_ITS_DATA)
  const rawElection = textOf(entry, setup.value.election)
  if (!rawElection.ok) return rawElection
  const open = readElection(groups, rawElection.value)
  if (!open.ok) return malformed(`election: ${open.error.at}: ${open.error.problem}`)
  const rawTrustees = textOf(entry, setup.value.trustees)
  if (!rawTrustees.ok) return rawTrustees
  const trustees = readTrustees(open.value.group, rawTrustees.value)
  if (!trustees.ok) return malformed(`trustees: ${trustees.error.at}: ${trustees.error.problem}`)
  const rawCredentials = textOf(entry, setup.value.credentials)
  if (!rawCredentials.ok) return rawCredentials
  const credentials = readCredentials(open.value.group, rawCredentials.value)
  if (!credentials.ok) return malformed(`credentials: ${credentials.error.at}: ${credentials.error.problem}`)
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

const NOT_ITS_DATA = 'does not stand after exactly its own data, in their order'

/** Whether the data before the event are these and no others, in this order: an archive is regenerated byte for byte. */
function standsAfter(entry: ArchiveEntry, hashes: readonly string[]): boolean {
  const data = [...entry.data.keys()]
  return data.length === hashes.length && data.every((hash, i) => hash === hashes[i])
}

function textOf(entry: ArchiveEntry, hash: string): Result<string, StepProblem> {
  const bytes = entry.data.get(hash)
  if (bytes === undefined) return misplaced('refers to data that do not stand before it')
  const text = textOfBytes(bytes)
  return text.ok ? text : malformed(text.error.problem)
}

function soleText(entry: ArchiveEntry): Result<string, StepProblem> {
  const { payload } = entry.event
  if (payload === undefined || !standsAfter(entry, [payload])) return misplaced(NOT_ITS_DATA)
  return textOf(entry, payload)
}

/** A payload that names other data by their hash (§4.16–4.18). */
function wrapped<W>(
  entry: ArchiveEntry,
  codec: Parameters<typeof readJson<W>>[0],
  hashIn: (wrapper: W) => string,
): Result<{ wrapper: W; raw: string }, StepProblem> {
  const { payload } = entry.event
  if (payload === undefined) return misplaced(NOT_ITS_DATA)
  const wrapper = readJson(codec, entry.data.get(payload)!)
  if (!wrapper.ok) return malformed(`${wrapper.error.at}: ${wrapper.error.problem}`)
  if (!standsAfter(entry, [hashIn(wrapper.value), payload])) return misplaced(NOT_ITS_DATA)
  const raw = textOf(entry, hashIn(wrapper.value))
  return raw.ok ? ok({ wrapper: wrapper.value, raw: raw.value }) : raw
}
