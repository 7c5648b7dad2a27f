import { type ElectionStep, readElectionArchive } from '../archive/election-archive.ts'
import type { ChainHead } from '../archive/write-archive.ts'
import { checkBallot } from '../ballots/check-ballot.ts'
import { type Answer, readBallot } from '../formats/ballot.ts'
import type { OpenElection } from '../formats/election.ts'
import { type EncryptedTally, writeEncryptedTally } from '../formats/tally.ts'
import type { Element, Group } from '../groups/group.ts'
import type { Groups } from '../groups/portable.ts'
import { err, ok, type Result } from '../result.ts'
import { encryptedTallying } from '../tally/encrypted-tally.ts'
import type { OwnedDecryption } from '../tally/result.ts'
import { type Computation, runHere } from '../work/computation.ts'
import { type CheckedTrustees, checkTrustees } from './check-trustees.ts'
import { decryptionCheck, mixCheck } from './check-work.ts'

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

/** Who does the heavy part of checking: this thread, or a pool of workers. */
export interface Checker {
  run<T>(group: Group, computation: Computation<T>): T | Promise<T>
  /** What is wrong with each ballot, or undefined. */
  checkBallots(open: OpenElection, ballots: readonly string[]): Promise<readonly (string | undefined)[]>
}

export const checkHere: Checker = {
  run: runHere,
  checkBallots: async (open, ballots) =>
    ballots.map((raw) => {
      const ballot = readBallot(open.group, raw)
      if (!ballot.ok) return `${ballot.error.at}: ${ballot.error.problem}`
      const checked = checkBallot(open, ballot.value)
      return checked.ok ? undefined : checked.error
    }),
}

/** Ballots that are checked at once, so that several threads have work and few ballots are held. */
const BATCH = 400

/**
 * Reads an archive as a trustee must before working on it: every ballot, the tally, every mix and decryption so far is
 * checked, so that nobody is led to open what was not cast (§3.5).
 */
export async function replayElection(
  groups: Groups,
  source: AsyncIterable<Uint8Array>,
  checker: Checker = checkHere,
): Promise<Result<ElectionState>> {
  let replay: Replay | undefined
  for await (const step of readElectionArchive(groups, source)) {
    if (!step.ok) return err(`member ${step.error.member}: ${step.error.problem}`)
    if (step.value.type === 'Setup') {
      const begun = begin(step.value, checker)
      if (!begun.ok) return begun
      replay = begun.value
      continue
    }
    const problem = await takeStep(replay!, step.value)
    if (problem !== undefined) return err(problem)
  }
  if (replay === undefined) return err('holds no election')
  const problem = await checkWaiting(replay)
  return problem === undefined ? ok(replay.state) : err(problem)
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] }

interface Replay {
  readonly state: Mutable<ElectionState> & { mixers: number[]; decryptions: OwnedDecryption[] }
  readonly checker: Checker
  readonly weights: ReadonlyMap<Element, number>
  /** Each credential's last answers, in the order of their ballots. */
  readonly last: Map<Element, readonly Answer[]>
  /** Ballots whose proofs have not been checked yet. */
  waiting: string[]
}

function begin(setup: Extract<ElectionStep, { type: 'Setup' }>, checker: Checker): Result<Replay> {
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
  return ok({ state, checker, weights, last: new Map(), waiting: [] })
}

/** Checks one step and takes it in; says what is wrong with it, if anything. */
async function takeStep(replay: Replay, step: Exclude<ElectionStep, { type: 'Setup' }>): Promise<string | undefined> {
  const { state, checker } = replay
  const { group } = state.open
  state.head = step.head
  switch (step.type) {
    case 'Ballot':
      return takeBallot(replay, step.raw)
    case 'EndBallots':
      state.votingEnded = true
      return checkWaiting(replay)
    case 'EncryptedTally':
      return prefixed('EncryptedTally', takeTally(replay, step))
    case 'Shuffle': {
      const tally = await checker.run(group, mixCheck(state, step.owner, step.raw))
      if (!tally.ok) return prefixed('Shuffle', tally.error)
      state.tally = tally.value
      state.mixers.push(step.owner)
      return undefined
    }
    case 'EndShuffles':
      state.mixingEnded = true
      return undefined
    case 'PartialDecryption': {
      const decryption = await checker.run(group, decryptionCheck(state, step.owner, step.raw))
      if (!decryption.ok) return prefixed('PartialDecryption', decryption.error)
      state.decryptions.push({ owner: step.owner, decryption: decryption.value })
      return undefined
    }
    case 'Result':
      return undefined
    default:
      return step satisfies never
  }
}

const prefixed = (step: string, problem: string | undefined): string | undefined =>
  problem === undefined ? undefined : `${step}: ${problem}`

async function takeBallot(replay: Replay, raw: string): Promise<string | undefined> {
  const { state, weights, last } = replay
  const ballot = readBallot(state.open.group, raw)
  if (!ballot.ok) return `Ballot: ${ballot.error.at}: ${ballot.error.problem}`
  const { credential, answers } = ballot.value
  if (!weights.has(credential)) return 'Ballot: credential is not on the list'
  last.delete(credential)
  last.set(credential, answers)
  state.ballots = last.size
  replay.waiting.push(raw)
  return replay.waiting.length < BATCH ? undefined : checkWaiting(replay)
}

async function checkWaiting(replay: Replay): Promise<string | undefined> {
  const ballots = replay.waiting
  replay.waiting = []
  const verdicts = await replay.checker.checkBallots(replay.state.open, ballots)
  return prefixed(
    'Ballot',
    verdicts.find((verdict) => verdict !== undefined),
  )
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
