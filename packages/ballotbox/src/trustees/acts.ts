import type { WrittenStep } from '../archive/write-election.ts'
import { readCanonical, writeCanonical } from '../codec/canonical.ts'
import { type Codec, type FormatError, list } from '../codec/codec.ts'
import type { Shuffle } from '../formats/shuffle.ts'
import { writeShuffle } from '../formats/shuffle.ts'
import { type PartialDecryption, writePartialDecryption } from '../formats/tally.ts'
import { MAX_TRUSTEES, type SignedMessage, signedMessageCodec, trusteePublicKeyCodec } from '../formats/trustees.ts'
import type { Group, GroupName } from '../groups/group.ts'
import type { Groups } from '../groups/portable.ts'
import { sha256Hex } from '../hash.ts'
import { shuffling } from '../mix/make-shuffle.ts'
import type { RandomSource } from '../random.ts'
import { err, ok, type Result } from '../result.ts'
import { decrypting } from '../tally/decrypt.ts'
import { rankedPart } from '../tally/encrypted-tally.ts'
import { type Computation, runHere } from '../work/computation.ts'
import {
  acceptedSharesCodec,
  acceptShares,
  dealShares,
  dealtSharesCodec,
  receivedSharesCodec,
  takeSeat,
} from './ceremony.ts'
import { decryptionCheck, mixCheck } from './check-work.ts'
import { type Checker, checkHere, type ElectionState, replayElection } from './replay.ts'
import { checkSignedWork, type SignedWork, signedWorkCodec, signWork } from './side-record.ts'
import { newSingleKey, privateKeyOf, type TrusteeKeyFile } from './trustee-key.ts'

/**
 * What a trustee does, from text to text: the same behind the pinned command and behind the single offline file.
 * A trustee's text for the organisers is public; its key file never leaves its machine.
 */

const problem = ({ at, problem }: FormatError): string => `${at}: ${problem}`
const said = <T>(result: Result<T, FormatError>): Result<T> => (result.ok ? result : err(problem(result.error)))

export const certificatesCodec = (group: Group): Codec<readonly SignedMessage[]> =>
  list(signedMessageCodec(group), MAX_TRUSTEES, 1)

/** What a trustee's act gives: the key file to keep, and the text to hand over. */
export interface KeyAct {
  readonly file: TrusteeKeyFile
  readonly handOver: string
}

/** A key without which nothing can be opened (§4.5). */
export function makeSingleKey(group: Group, random: RandomSource): KeyAct {
  const { file, publicKey } = newSingleKey(group, random)
  return { file, handOver: writeCanonical(trusteePublicKeyCodec(group), publicKey) }
}

/** Step 1 of the ceremony: take a seat. */
export function takeSeatAct(
  group: Group,
  seat: { readonly size: number; readonly threshold: number; readonly index: number },
  random: RandomSource,
): KeyAct {
  const { seed, certificate } = takeSeat(group, seat, random)
  const file = { version: 1, group: group.name, kind: 'threshold', seed } as const
  return { file, handOver: writeCanonical(signedMessageCodec(group), certificate) }
}

/** Step 3 of the ceremony, given everybody's certificates as a list. */
export async function dealAct(
  groups: Groups,
  file: TrusteeKeyFile,
  certificates: string,
  random: RandomSource,
): Promise<Result<string>> {
  const group = groups(file.group)
  const certs = said(readCanonical(certificatesCodec(group), certificates.trim()))
  if (!certs.ok) return certs
  const dealt = said(await dealShares(group, file.seed, certs.value, random))
  return dealt.ok ? ok(writeCanonical(dealtSharesCodec(group), dealt.value)) : dealt
}

/** Step 5 of the ceremony, given what the others dealt to this trustee. The key file is complete after it. */
export async function acceptAct(
  groups: Groups,
  file: TrusteeKeyFile,
  certificates: string,
  received: string,
  random: RandomSource,
): Promise<Result<KeyAct>> {
  const group = groups(file.group)
  const certs = said(readCanonical(certificatesCodec(group), certificates.trim()))
  if (!certs.ok) return certs
  const shares = said(readCanonical(receivedSharesCodec(group), received.trim()))
  if (!shares.ok) return shares
  const accepted = said(await acceptShares(group, file.seed, certs.value, shares.value, random))
  if (!accepted.ok) return accepted
  const handOver = writeCanonical(acceptedSharesCodec(group), accepted.value)
  return ok({ file: { ...file, sealed: accepted.value.private_key }, handOver })
}

/** Recovers a threshold trustee's key file from its seed and the text it handed over in step 5. */
export function recoverThresholdFile(group: Group, seed: string, accepted: string): Result<TrusteeKeyFile> {
  const read = said(readCanonical(acceptedSharesCodec(group), accepted.trim()))
  return read.ok ? ok({ version: 1, group: group.name, kind: 'threshold', seed, sealed: read.value.private_key }) : read
}

/** A trustee at work on an election whose archive it has checked from end to end. */
export interface TrusteeAtWork {
  readonly state: ElectionState
  readonly privateKey: bigint
  /** The trustee's number, counted from 1. */
  readonly owner: number
}

/** Checks an archive and finds this trustee's key in it (§3.1.1: a trustee must check that it is there). */
export async function beginWork(
  groups: Groups,
  file: TrusteeKeyFile,
  archive: AsyncIterable<Uint8Array>,
  checker: Checker = checkHere,
): Promise<Result<TrusteeAtWork>> {
  const state = await replayElection(groups, archive, checker)
  if (!state.ok) return state
  const { group } = state.value.open
  const privateKey = await privateKeyOf(group, file)
  if (!privateKey.ok) return privateKey
  const owner = state.value.trustees.publicKeys.indexOf(group.powerOfG(privateKey.value)) + 1
  if (owner === 0) return err('this key is not among the keys of this election')
  return ok({ state: state.value, privateKey: privateKey.value, owner })
}

/** What a trustee hands over: the payload for the archive, and its signature for the side record. */
export interface FinishedWork {
  readonly raw: string
  readonly signed: SignedWork
  readonly rawSigned: string
}

export type Runner = <T>(group: Group, computation: Computation<T>) => T | Promise<T>

/** Mixes (§4.17). */
export async function mixAct(
  { state, privateKey, owner }: TrusteeAtWork,
  random: RandomSource,
  run: Runner = runHere,
): Promise<Result<FinishedWork>> {
  const { open, tally } = state
  if (tally === undefined || state.mixingEnded) return err('there is nothing to mix now')
  if (state.mixers.includes(owner)) return err('this key has mixed already')
  const ranked = rankedPart(open, tally)
  if (ranked.length === 0) return err('this election has nothing to mix')
  const shuffle: Shuffle = await run(open.group, shuffling(open, ranked, random))
  return ok(finished(state, privateKey, 'Shuffle', owner, writeShuffle(open.group, shuffle), random))
}

/** Decrypts partly (§4.18). Ranked ballots must have been mixed by as many trustees as `mixesWanted`. */
export async function decryptAct(
  { state, privateKey, owner }: TrusteeAtWork,
  mixesWanted: number,
  random: RandomSource,
  run: Runner = runHere,
): Promise<Result<FinishedWork>> {
  const { open, tally } = state
  if (tally === undefined) return err('voting has not ended')
  if (state.decryptions.some((each) => each.owner === owner)) return err('this key has decrypted already')
  if (rankedPart(open, tally).length > 0) {
    if (!state.mixingEnded) return err('mixing has not ended')
    if (state.mixers.length < mixesWanted) {
      return err(`only ${state.mixers.length} of the ${mixesWanted} mixes that were agreed have been made`)
    }
  }
  const decryption: PartialDecryption = await run(open.group, decrypting(open, tally, privateKey, random))
  const raw = writePartialDecryption(open.group, decryption)
  return ok(finished(state, privateKey, 'PartialDecryption', owner, raw, random))
}

function finished(
  { open }: ElectionState,
  privateKey: bigint,
  type: SignedWork['type'],
  owner: number,
  raw: string,
  random: RandomSource,
): FinishedWork {
  const signed = signWork(open, privateKey, { type, owner, payload: sha256Hex(raw) }, random)
  return { raw, signed, rawSigned: writeCanonical(signedWorkCodec(open.group), signed) }
}

/** What the organisers do with what a trustee hands over: check it before it goes into the archive. */
export async function receiveWork(
  state: ElectionState,
  raw: string,
  rawSigned: string,
  checker: Checker = checkHere,
): Promise<Result<{ readonly step: WrittenStep; readonly signed: SignedWork; readonly state: ElectionState }>> {
  const { group } = state.open
  const signed = said(readCanonical(signedWorkCodec(group), rawSigned.trim()))
  if (!signed.ok) return signed
  const { type, owner, payload } = signed.value
  if (sha256Hex(raw) !== payload) return err('the signature is over something else')
  const genuine = checkSignedWork(state.open, state.trustees.publicKeys, signed.value)
  if (!genuine.ok) return genuine
  const step: WrittenStep = { type, owner, raw }
  if (type === 'Shuffle') {
    const tally = await checker.run(group, mixCheck(state, owner, raw))
    if (!tally.ok) return tally
    return ok({ step, signed: signed.value, state: { ...state, tally: tally.value, mixers: [...state.mixers, owner] } })
  }
  const decryption = await checker.run(group, decryptionCheck(state, owner, raw))
  if (!decryption.ok) return decryption
  const decryptions = [...state.decryptions, { owner, decryption: decryption.value }]
  return ok({ step, signed: signed.value, state: { ...state, decryptions } })
}

export const isGroupName = (name: string): name is GroupName => name === 'RFC-3526-2048' || name === 'BELENIOS-2048'
