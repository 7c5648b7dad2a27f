import { archiveWriter } from '../archive/write-archive.ts'
import { appendStep, type WrittenStep } from '../archive/write-election.ts'
import { type Choice, makeBallot } from '../ballots/make-ballot.ts'
import { readBallot } from '../formats/ballot.ts'
import { type OpenElection, type Question, readElection, writeElection } from '../formats/election.ts'
import { readShuffle, writeShuffle } from '../formats/shuffle.ts'
import { type EncryptedTally, writeEncryptedTally, writePartialDecryption, writeResult } from '../formats/tally.ts'
import { type TrusteeKind, type Trustees, writeTrustees } from '../formats/trustees.ts'
import type { Element, Group, GroupName } from '../groups/group.ts'
import { sha256Hex } from '../hash.ts'
import { makeShuffle } from '../mix/make-shuffle.ts'
import { nativeGroups } from '../node.ts'
import { randomBelow } from '../random.ts'
import { must } from '../result.ts'
import { decryptPartly } from '../tally/decrypt.ts'
import { encryptedTallying, rankedPart, withRankedPart } from '../tally/encrypted-tally.ts'
import { computeResult } from '../tally/result.ts'
import {
  acceptShares,
  dealShares,
  recoverDecryptionKey,
  routeShares,
  takeSeat,
  thresholdParameters,
} from '../trustees/ceremony.ts'
import { checkTrustees } from '../trustees/check-trustees.ts'
import { type SignedWork, signWork } from '../trustees/side-record.ts'
import { makeTrusteeKey } from '../trustees/single-key.ts'
import { seededRandom } from './random.ts'

export interface ElectionPlan {
  readonly group: GroupName
  readonly questions: readonly Question[]
  /** 'single', or a threshold and a number of trustees, for each item of the list of trustees. */
  readonly trustees: readonly ('single' | readonly [threshold: number, size: number])[]
  /** Ballots in the order cast: who, and what they marked for each question. A later one of the same voter replaces. */
  readonly votes: readonly { readonly voter: number; readonly choices: readonly Choice[] }[]
  readonly voters: number
  /** Trustees, counted from 1, who decrypt; all unless given. */
  readonly decrypting?: readonly number[]
}

export interface HeldElection {
  readonly uuid: string
  readonly archive: Uint8Array
  readonly steps: readonly WrittenStep[]
  readonly works: readonly SignedWork[]
}

export interface KeyHolders {
  readonly trustees: Trustees
  /** In the order of `owner` numbers. */
  readonly privateKeys: readonly bigint[]
  readonly publicKeys: readonly Element[]
  readonly key: Element
}

export const UUID_IN_TESTS = 'TmbrmKoHvq9Che'
export const TIME_IN_TESTS = 1_795_313_504

const random = seededRandom('held elections')

/** A key ceremony of all kinds of trustees, all played here. */
export async function holdCeremony(group: Group, plan: ElectionPlan['trustees']): Promise<KeyHolders> {
  const trustees: TrusteeKind[] = []
  const privateKeys: bigint[] = []
  for (const item of plan) {
    if (item === 'single') {
      const { privateKey, publicKey } = makeTrusteeKey(group, random)
      trustees.push(['Single', publicKey])
      privateKeys.push(privateKey)
    } else {
      const { parameters, keys } = await holdThresholdCeremony(group, item[0], item[1])
      trustees.push(['Pedersen', parameters])
      privateKeys.push(...keys)
    }
  }
  const { publicKeys, key } = must(checkTrustees(group, trustees))
  return { trustees, privateKeys, publicKeys, key }
}

export async function holdThresholdCeremony(group: Group, threshold: number, size: number) {
  const seats = Array.from({ length: size }, (_, i) => takeSeat(group, { size, threshold, index: i + 1 }, random))
  const certs = seats.map(({ certificate }) => certificate)
  const dealt = await Promise.all(seats.map(async ({ seed }) => must(await dealShares(group, seed, certs, random))))
  const routed = must(routeShares(group, certs, dealt))
  const accepted = await Promise.all(
    seats.map(async ({ seed }, i) => must(await acceptShares(group, seed, certs, routed[i]!, random))),
  )
  const keys = await Promise.all(
    seats.map(async ({ seed }, i) => must(await recoverDecryptionKey(group, seed, accepted[i]!.private_key))),
  )
  return {
    parameters: must(thresholdParameters(group, certs, dealt, accepted)),
    keys,
    seats,
    certs,
    dealt,
    routed,
    accepted,
  }
}

export function openElection(group: Group, public_key: Element, questions: readonly Question[]): OpenElection {
  const election = {
    version: 1,
    description: 'Yearly election',
    name: 'Officers “2026” — é',
    group: group.name,
    public_key,
    questions,
    uuid: UUID_IN_TESTS,
  } as const
  return must(readElection(nativeGroups, writeElection(group, election)))
}

/** Mixes once for each trustee in turn and decrypts, from the tally on (§3.4). */
export function openBallots(
  open: OpenElection,
  { trustees, privateKeys }: KeyHolders,
  counted: readonly string[],
  decryptors: readonly number[] = privateKeys.map((_, i) => i + 1),
): { steps: WrittenStep[]; works: SignedWork[] } {
  const { group } = open
  const tallying = encryptedTallying(open)
  for (const raw of counted) must(tallying.add({ answers: must(readBallot(group, raw)).answers, weight: 1 }))
  const { tally, ...sized } = tallying.finish()
  const steps: WrittenStep[] = [{ type: 'EncryptedTally', raw: writeEncryptedTally(group, tally), sized }]
  const works: SignedWork[] = []
  const sign = (type: SignedWork['type'], owner: number, raw: string) =>
    works.push(signWork(open, privateKeys[owner - 1]!, { type, owner, payload: sha256Hex(raw) }, random))
  let ranked: EncryptedTally = rankedPart(open, tally)
  if (ranked.length > 0) {
    for (const [i] of privateKeys.entries()) {
      const raw = writeShuffle(group, makeShuffle(open, ranked, random))
      steps.push({ type: 'Shuffle', owner: i + 1, raw })
      sign('Shuffle', i + 1, raw)
      ranked = must(readShuffle(group, raw)).ciphertexts
    }
    steps.push({ type: 'EndShuffles' })
  }
  const final = withRankedPart(open, tally, ranked)
  const decryptions = decryptors.map((owner) => {
    const decryption = decryptPartly(open, final, privateKeys[owner - 1]!, random)
    const raw = writePartialDecryption(group, decryption)
    steps.push({ type: 'PartialDecryption', owner, raw })
    sign('PartialDecryption', owner, raw)
    return { owner, decryption }
  })
  const checked = must(checkTrustees(group, trustees))
  const result = must(computeResult(open, checked, final, decryptions, sized.total_weight))
  steps.push({ type: 'Result', raw: writeResult(result) })
  return { steps, works }
}

/** A whole election made here. */
export async function holdElection(plan: ElectionPlan): Promise<HeldElection> {
  const group = nativeGroups(plan.group)
  const holders = await holdCeremony(group, plan.trustees)
  const open = openElection(group, holders.key, plan.questions)
  const secrets = Array.from({ length: plan.voters }, () => randomBelow(group.q, random))
  const credentials = secrets.map((secret) => ({ credential: group.powerOfG(secret), weight: 1 }))
  const ballots = plan.votes.map(({ voter, choices }) => ({
    voter,
    raw: must(makeBallot(open, secrets[voter]!, choices, random)).raw,
  }))
  const last = new Map(ballots.map(({ voter, raw }) => [voter, raw]))
  const { steps: opening, works } = openBallots(open, holders, [...last.values()], plan.decrypting)
  const steps: WrittenStep[] = [
    { type: 'Setup', open, rawTrustees: writeTrustees(group, holders.trustees), credentials },
    ...ballots.map(({ raw }): WrittenStep => ({ type: 'Ballot', raw })),
    { type: 'EndBallots' },
    ...opening,
  ]
  return { uuid: UUID_IN_TESTS, archive: archiveOf(steps), steps, works }
}

export function archiveOf(steps: readonly WrittenStep[]): Uint8Array {
  const writer = archiveWriter(TIME_IN_TESTS)
  return Buffer.concat([writer.start(), ...steps.flatMap((step) => appendStep(writer, step))])
}
