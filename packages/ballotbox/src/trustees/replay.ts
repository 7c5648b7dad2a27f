import { type ElectionStep, readElectionArchive } from '../archive/election-archive.ts'
import type { ChainHead } from '../archive/write-archive.ts'
import { checkBallot } from '../ballots/check-ballot.ts'
import { type Answer, readBallot } from '../formats/ballot.ts'
import type { OpenElection } from '../formats/election.ts'
import { readShuffle } from '../formats/shuffle.ts'
import { type EncryptedTally, readPartialDecryption, writeEncryptedTally } from '../formats/tally.ts'
import type { Element } from '../groups/group.ts'
import type { Groups } from '../groups/portable.ts'
import { checkShuffleProof } from '../mix/check-shuffle.ts'
import { err, ok, type Result } from '../result.ts'
import { checkPartialDecryption } from '../tally/decrypt.ts'
import { encryptedTallying, rankedPart, withRankedPart } from '../tally/encrypted-tally.ts'
import type { OwnedDecryption } from '../tally/result.ts'
import { type CheckedTrustees, checkTrustees } from './check-trustees.ts'

/** Where an election stands, as far as its archive goes, everything in it checked. */
export interface ElectionState {
  readonly open: OpenElection
  readonly trustees: CheckedTrustees
  readonly timestamp: number
  readonly head: ChainHead
  readonly ballots: number
  readonly votingEnded: boolean
  /** Present from EncryptedTally on, with its ranked lists as last mixed. */
  readonly tally?: EncryptedTally
  readonly totalWeight: number
  /** Who mixed, in order. */
  readonly mixers: readonly number[]
  readonly mixingEnded: boolean
  readonly decryptions: readonly OwnedDecryption[]
}

type Progress = (what: ElectionStep['type']) => void

/**
 * Reads an archive as a trustee must before working on it: every ballot, the tally, every mix and decryption so far is
 * checked, so that nobody is led to open what was not cast (§3.5).
 */
export async function replayElection(
  groups: Groups,
  source: AsyncIterable<Uint8Array>,
  onStep: Progress = () => {},
): Promise<Result<ElectionState>> {
  let replay: Replay | undefined
  for await (const step of readElectionArchive(groups, source)) {
    if (!step.ok) return err(`member ${step.error.member}: ${step.error.problem}`)
    if (step.value.type === 'Setup') {
      const begun = begin(step.value)
      if (!begun.ok) return begun
      replay = begun.value
    } else {
      const problem = takeStep(replay!, step.value)
      if (problem !== undefined) return err(`${step.value.type}: ${problem}`)
    }
    onStep(step.value.type)
  }
  return replay === undefined ? err('holds no election') : ok(replay.state)
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] }

interface Replay {
  readonly state: Mutable<ElectionState> & { mixers: number[]; decryptions: OwnedDecryption[] }
  readonly weights: ReadonlyMap<Element, number>
  /** Each credential's last answers, in the order of their ballots. */
  readonly last: Map<Element, readonly Answer[]>
}

function begin(setup: Extract<ElectionStep, { type: 'Setup' }>): Result<Replay> {
  const { open, timestamp, head } = setup
  const trustees = checkTrustees(open.group, setup.trustees)
  if (!trustees.ok) return err(`${trustees.error.at}: ${trustees.error.problem}`)
  if (trustees.value.key !== open.election.public_key) return err('the election key is not the trustees’')
  const state = {
    open,
    trustees: trustees.value,
    timestamp,
    head,
    ballots: 0,
    votingEnded: false,
    totalWeight: 0,
    mixers: [],
    mixingEnded: false,
    decryptions: [],
  }
  const weights = new Map(setup.credentials.map(({ credential, weight }) => [credential, weight]))
  return ok({ state, weights, last: new Map() })
}

/** Checks one step and takes it in; says what is wrong with it, if anything. */
function takeStep(replay: Replay, step: Exclude<ElectionStep, { type: 'Setup' }>): string | undefined {
  const { state } = replay
  state.head = step.head
  switch (step.type) {
    case 'Ballot':
      return takeBallot(replay, step.raw)
    case 'EndBallots':
      state.votingEnded = true
      return undefined
    case 'EncryptedTally':
      return takeTally(replay, step)
    case 'Shuffle':
      return takeShuffle(replay, step.owner, step.raw)
    case 'EndShuffles':
      state.mixingEnded = true
      return undefined
    case 'PartialDecryption':
      return takeDecryption(replay, step.owner, step.raw)
    case 'Result':
      return undefined
    default:
      return step satisfies never
  }
}

function takeBallot({ state, weights, last }: Replay, raw: string): string | undefined {
  const ballot = readBallot(state.open.group, raw)
  if (!ballot.ok) return `${ballot.error.at}: ${ballot.error.problem}`
  if (!weights.has(ballot.value.credential)) return 'credential is not on the list'
  const checked = checkBallot(state.open, ballot.value)
  if (!checked.ok) return checked.error
  last.delete(ballot.value.credential)
  last.set(ballot.value.credential, ballot.value.answers)
  state.ballots = last.size
  return undefined
}

function takeTally({ state, weights, last }: Replay, step: Extract<ElectionStep, { type: 'EncryptedTally' }>) {
  const tallying = encryptedTallying(state.open)
  for (const [credential, answers] of last) {
    const added = tallying.add({ answers, weight: weights.get(credential)! })
    if (!added.ok) return added.error
  }
  const { tally, num_tallied, total_weight } = tallying.finish()
  const { sized, raw } = step
  if (sized.num_tallied !== num_tallied || sized.total_weight !== total_weight) return 'false numbers of ballots'
  if (writeEncryptedTally(state.open.group, tally) !== raw) return 'is not that of the ballots'
  state.tally = tally
  state.totalWeight = total_weight
  last.clear()
  return undefined
}

function takeShuffle({ state }: Replay, owner: number, raw: string): string | undefined {
  const { open, tally } = state
  if (state.trustees.publicKeys[owner - 1] === undefined) return 'by no trustee'
  if (state.mixers.includes(owner)) return 'by a trustee who has mixed already'
  const shuffle = readShuffle(open.group, raw)
  if (!shuffle.ok) return `${shuffle.error.at}: ${shuffle.error.problem}`
  const lists = rankedPart(open, tally!)
  const { ciphertexts, proofs } = shuffle.value
  if (ciphertexts.length !== lists.length || proofs.length !== lists.length) return 'not one list for each question'
  const { group, fingerprint, election } = open
  for (const [i, before] of lists.entries()) {
    const mixed = { group, fingerprint, publicKey: election.public_key, before, after: ciphertexts[i]! }
    const checked = checkShuffleProof(mixed, proofs[i]!)
    if (!checked.ok) return checked.error
  }
  state.tally = withRankedPart(open, tally!, ciphertexts)
  state.mixers.push(owner)
  return undefined
}

function takeDecryption({ state }: Replay, owner: number, raw: string): string | undefined {
  const key = state.trustees.publicKeys[owner - 1]
  if (key === undefined) return 'by no trustee'
  const decryption = readPartialDecryption(state.open.group, raw)
  if (!decryption.ok) return `${decryption.error.at}: ${decryption.error.problem}`
  const checked = checkPartialDecryption(state.open, key, state.tally!, decryption.value)
  if (!checked.ok) return checked.error
  state.decryptions.push({ owner, decryption: decryption.value })
  return undefined
}
