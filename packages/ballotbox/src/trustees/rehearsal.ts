import { archiveWriter } from '../archive/write-archive.ts'
import { appendStep, type WrittenStep } from '../archive/write-election.ts'
import { makeBallot } from '../ballots/make-ballot.ts'
import { readCanonical, writeCanonical } from '../codec/canonical.ts'
import { readBallot } from '../formats/ballot.ts'
import { readElection, writeElection } from '../formats/election.ts'
import { writeEncryptedTally, writeResult } from '../formats/tally.ts'
import { writeTrustees } from '../formats/trustees.ts'
import type { Group } from '../groups/group.ts'
import type { Groups } from '../groups/portable.ts'
import { type RandomSource, randomBelow } from '../random.ts'
import { err, must, ok, type Result } from '../result.ts'
import { encryptedTallying } from '../tally/encrypted-tally.ts'
import { computeResult } from '../tally/result.ts'
import { acceptAct, beginWork, certificatesCodec, dealAct, decryptAct, mixAct, takeSeatAct } from './acts.ts'
import {
  acceptedSharesCodec,
  dealtSharesCodec,
  receivedSharesCodec,
  routeShares,
  thresholdParameters,
} from './ceremony.ts'
import { checkTrustees } from './check-trustees.ts'
import type { TrusteeKeyFile } from './trustee-key.ts'

const UUID = 'RehearsaLRehearsaL'
const TIMESTAMP = 0

export interface Rehearsed {
  /** The archive that was made; an independent checker accepts it. */
  readonly archive: readonly Uint8Array[]
  readonly uuid: string
  /** Rankings that went in and came out. */
  readonly papers: readonly (readonly number[])[]
}

/**
 * A whole election on throwaway keys, all trustees played by this machine: key ceremony, three ballots, a mix by each,
 * decryption by the last `threshold`. What trustees practise before the day is what they do on the day.
 */
export async function rehearse(
  groups: Groups,
  plan: { readonly size: number; readonly threshold: number },
  random: RandomSource,
  onStage: (stage: string) => void = () => {},
): Promise<Result<Rehearsed>> {
  const group = groups('RFC-3526-2048')
  onStage('keys')
  const held = await rehearseCeremony(groups, group, plan, random)
  if (!held.ok) return held
  const { files, rawTrustees, key } = held.value
  const questions = [
    { type: 'NonHomomorphic', value: { answers: ['First', 'Second', 'Third'], question: 'Rehearsal' } },
  ] as const
  const election = {
    version: 1,
    description: '',
    name: 'Rehearsal',
    group: group.name,
    public_key: key,
    questions,
    uuid: UUID,
  } as const
  const open = must(readElection(groups, writeElection(group, election)))
  onStage('ballots')
  const papers = [
    [1, 2, 3],
    [3, 1, 2],
    [0, 0, 0],
  ]
  const secrets = papers.map(() => randomBelow(group.q, random))
  const credentials = secrets.map((secret) => ({ credential: group.powerOfG(secret), weight: 1 }))
  const ballots = papers.map((ranks, i) => must(makeBallot(open, secrets[i]!, [ranks], random)).raw)
  const writer = archiveWriter(TIMESTAMP)
  const pieces = [writer.start()]
  const add = (step: WrittenStep) => pieces.push(...appendStep(writer, step))
  add({ type: 'Setup', open, rawTrustees, credentials })
  for (const raw of ballots) add({ type: 'Ballot', raw })
  add({ type: 'EndBallots' })
  const tallying = encryptedTallying(open)
  for (const raw of ballots) must(tallying.add({ answers: must(readBallot(group, raw)).answers, weight: 1 }))
  const { tally, ...sized } = tallying.finish()
  add({ type: 'EncryptedTally', raw: writeEncryptedTally(group, tally), sized })
  async function* soFar() {
    yield* pieces
  }
  for (const [i, file] of files.entries()) {
    onStage(`mix ${i + 1} of ${files.length}`)
    const begun = await beginWork(groups, file, soFar())
    if (!begun.ok) return begun
    const work = await mixAct(begun.value, random)
    if (!work.ok) return work
    add({ type: 'Shuffle', owner: i + 1, raw: work.value.raw })
  }
  add({ type: 'EndShuffles' })
  for (const [i, file] of files.entries()) {
    if (i < plan.size - plan.threshold) continue
    onStage(`decryption by ${i + 1}`)
    const begun = await beginWork(groups, file, soFar())
    if (!begun.ok) return begun
    const work = await decryptAct(begun.value, plan.size, random)
    if (!work.ok) return work
    add({ type: 'PartialDecryption', owner: i + 1, raw: work.value.raw })
  }
  onStage('result')
  const last = must(await beginWork(groups, files[0]!, soFar()))
  const { state } = last
  const result = computeResult(open, state.trustees, state.tally!, state.decryptions, papers.length)
  if (!result.ok) return result
  const opened = result.value.result[0] as readonly (readonly number[])[]
  if ([...opened].map(String).sort().join('|') !== papers.map(String).sort().join('|')) {
    return err('what came out is not what went in')
  }
  add({ type: 'Result', raw: writeResult(result.value) })
  return ok({ archive: pieces, uuid: UUID, papers: opened })
}

async function rehearseCeremony(
  groups: Groups,
  group: Group,
  { size, threshold }: { readonly size: number; readonly threshold: number },
  random: RandomSource,
): Promise<Result<{ files: readonly TrusteeKeyFile[]; rawTrustees: string; key: bigint }>> {
  const seats = Array.from({ length: size }, (_, i) => takeSeatAct(group, { size, threshold, index: i + 1 }, random))
  const rawCertificates = `[${seats.map(({ handOver }) => handOver).join(',')}]`
  const certs = must(readCanonical(certificatesCodec(group), rawCertificates))
  const dealt = []
  for (const { file } of seats) {
    const raw = await dealAct(groups, file, rawCertificates, random)
    if (!raw.ok) return raw
    dealt.push(must(readCanonical(dealtSharesCodec(group), raw.value)))
  }
  const routed = must(routeShares(group, certs, dealt))
  const files: TrusteeKeyFile[] = []
  const accepted = []
  for (const [i, { file }] of seats.entries()) {
    const received = writeCanonical(receivedSharesCodec(group), routed[i]!)
    const act = await acceptAct(groups, file, rawCertificates, received, random)
    if (!act.ok) return act
    files.push(act.value.file)
    accepted.push(must(readCanonical(acceptedSharesCodec(group), act.value.handOver)))
  }
  const parameters = must(thresholdParameters(group, certs, dealt, accepted))
  const trustees = [['Pedersen', parameters]] as const
  const { key } = must(checkTrustees(group, trustees))
  return ok({ files, rawTrustees: writeTrustees(group, trustees), key })
}
