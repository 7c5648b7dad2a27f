import {
  type Choice,
  checkTrustees,
  computeResult,
  decryptPartly,
  type EncryptedTally,
  encryptedTallying,
  type GroupName,
  makeBallot,
  makeShuffle,
  must,
  type OpenElection,
  type PartialDecryption,
  type Question,
  randomBelow,
  rankedPart,
  readBallot,
  type Shuffle,
  type SignedWork,
  signWork,
  type WrittenStep,
  withRankedPart,
  writeEncryptedTally,
  writePartialDecryption,
  writeResult,
  writeShuffle,
  writeSideRecord,
  writeTrustees,
} from '@groundswell/ballotbox'
import { nativeGroups } from '@groundswell/ballotbox/node'
import { sha256Hex } from '../../../ballotbox/src/hash.ts'
import {
  type ElectionPlan,
  holdCeremony,
  type KeyHolders,
  openElection,
} from '../../../ballotbox/src/testing/hold-election.ts'
import { seededRandom } from '../../../ballotbox/src/testing/random.ts'

export const random = seededRandom('tampering')

/** An election whose secrets are all known: what a cheat with every key in hand could do, a test can. */
export interface SealedElection {
  readonly open: OpenElection
  readonly holders: KeyHolders
  /** Exponents of the voters' credentials. */
  readonly secrets: readonly bigint[]
  /** In the order cast. */
  readonly ballots: readonly string[]
}

export interface Vote {
  readonly voter: number
  readonly choices: readonly Choice[]
}

export const rankThree: Question = {
  type: 'NonHomomorphic',
  value: { answers: ['Dev', 'Ella', 'Fatima'], question: 'Secretary' },
}
export const chooseTwo: Question = { answers: ['Anna', 'Ben', 'Chloe'], min: 0, max: 2, question: 'Committee' }

/** Three voters; the first votes again. */
export const RANKED_VOTES: readonly Vote[] = [
  { voter: 0, choices: [[3, 2, 1]] },
  { voter: 1, choices: [[1, 0, 0]] },
  { voter: 2, choices: [[2, 1, 0]] },
  { voter: 0, choices: [[1, 2, 3]] },
]

export const CHOSEN_VOTES: readonly Vote[] = [
  { voter: 0, choices: [[1, 1, 0]] },
  { voter: 1, choices: [[0, 0, 0]] },
  { voter: 2, choices: [[1, 0, 0]] },
  { voter: 1, choices: [[0, 0, 1]] },
]

export async function sealElection(
  group: GroupName,
  questions: readonly Question[],
  trustees: ElectionPlan['trustees'] | KeyHolders,
  votes: readonly Vote[],
): Promise<SealedElection> {
  const native = nativeGroups(group)
  const holders = 'privateKeys' in trustees ? trustees : await holdCeremony(native, trustees)
  const open = openElection(native, holders.key, questions)
  const voters = Math.max(...votes.map(({ voter }) => voter)) + 1
  const secrets = Array.from({ length: voters }, () => randomBelow(native.q, random))
  const ballots = votes.map(({ voter, choices }) => seal(open, secrets[voter]!, choices))
  return { open, holders, secrets, ballots }
}

export const seal = (open: OpenElection, secret: bigint, choices: readonly Choice[]): string =>
  must(makeBallot(open, secret, choices, random)).raw

const setupOf = (election: SealedElection): Extract<WrittenStep, { type: 'Setup' }> => ({
  type: 'Setup',
  open: election.open,
  rawTrustees: writeTrustees(election.open.group, election.holders.trustees),
  credentials: election.secrets.map((secret) => ({ credential: election.open.group.powerOfG(secret), weight: 1 })),
})

/** Ballots that count: the last of each credential. */
export function lastOf({ open, ballots }: SealedElection): readonly string[] {
  const last = new Map(ballots.map((raw) => [must(readBallot(open.group, raw)).credential, raw]))
  return [...last.values()]
}

/** What may go another way than it should, from the tally on. */
export interface Detours {
  /** Ballots tallied; the last of each voter unless given. */
  readonly counted?: readonly string[]
  /** Trustees who mix, in turn; all, unless given. */
  readonly mixers?: readonly number[]
  /** Trustees who decrypt; all, unless given. */
  readonly decryptors?: readonly number[]
  readonly tally?: (tally: EncryptedTally) => EncryptedTally
  readonly shuffle?: (shuffle: Shuffle, nth: number) => Shuffle
  readonly decryption?: (decryption: PartialDecryption, nth: number) => PartialDecryption
}

export interface Opened {
  readonly steps: readonly WrittenStep[]
  readonly works: readonly SignedWork[]
}

/** Tallies, mixes, decrypts and counts (§3.4), with whatever detours. */
export function openSealed(election: SealedElection, detours: Detours = {}): Opened {
  const { open, holders } = election
  const { group } = open
  const everyone = holders.privateKeys.map((_, i) => i + 1)
  const works: SignedWork[] = []
  const signed = (type: SignedWork['type'], owner: number, raw: string): WrittenStep => {
    const privateKey = holders.privateKeys[owner - 1]!
    works.push(signWork(open, privateKey, { type, owner, payload: sha256Hex(raw) }, random))
    return { type, owner, raw }
  }
  const { tally, sized } = tallyOf(election, detours)
  const steps: WrittenStep[] = [{ type: 'EncryptedTally', raw: writeEncryptedTally(group, tally), sized }]
  let ranked = rankedPart(open, tally)
  for (const [nth, owner] of (ranked.length === 0 ? [] : (detours.mixers ?? everyone)).entries()) {
    const made = makeShuffle(open, ranked, random)
    const shuffle = detours.shuffle?.(made, nth) ?? made
    steps.push(signed('Shuffle', owner, writeShuffle(group, shuffle)))
    ranked = shuffle.ciphertexts
  }
  if (ranked.length > 0) steps.push({ type: 'EndShuffles' })
  const final = withRankedPart(open, tally, ranked)
  const decryptions = (detours.decryptors ?? everyone).map((owner, nth) => {
    const made = decryptPartly(open, final, holders.privateKeys[owner - 1]!, random)
    const decryption = detours.decryption?.(made, nth) ?? made
    steps.push(signed('PartialDecryption', owner, writePartialDecryption(group, decryption)))
    return { owner, decryption }
  })
  const trustees = must(checkTrustees(group, holders.trustees))
  const result = computeResult(open, trustees, final, decryptions, sized.total_weight)
  if (result.ok) steps.push({ type: 'Result', raw: writeResult(result.value) })
  return { steps, works }
}

function tallyOf(election: SealedElection, detours: Detours) {
  const tallying = encryptedTallying(election.open)
  for (const raw of detours.counted ?? lastOf(election)) {
    must(tallying.add({ answers: must(readBallot(election.open.group, raw)).answers, weight: 1 }))
  }
  const { tally, ...sized } = tallying.finish()
  return { tally: detours.tally?.(tally) ?? tally, sized }
}

/** The whole election, step by step. */
export const stepsOf = (election: SealedElection, opened: Opened = openSealed(election)): WrittenStep[] => [
  setupOf(election),
  ...election.ballots.map((raw): WrittenStep => ({ type: 'Ballot', raw })),
  { type: 'EndBallots' },
  ...opened.steps,
]

export const sideRecordOf = ({ open }: SealedElection, works: readonly SignedWork[]): string =>
  writeSideRecord(open.group, { version: 1, election: open.fingerprint, works })

/** A number in range that is no member of the group. */
export function outsider({ group }: OpenElection): bigint {
  let number = 2n
  while (group.isMember(number)) number++
  return number
}
