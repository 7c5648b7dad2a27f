import { archiveWriter } from '../src/archive/write-archive.ts'
import { appendStep, type WrittenStep } from '../src/archive/write-election.ts'
import { makeBallot } from '../src/ballots/make-ballot.ts'
import { readBallot } from '../src/formats/ballot.ts'
import { type OpenElection, readElection, writeElection } from '../src/formats/election.ts'
import { type EncryptedTally, writeEncryptedTally } from '../src/formats/tally.ts'
import { writeTrustees } from '../src/formats/trustees.ts'
import { nativeGroups, serverRandom } from '../src/node.ts'
import { randomBelow } from '../src/random.ts'
import { must } from '../src/result.ts'
import { encryptedTallying } from '../src/tally/encrypted-tally.ts'
import { makeTrusteeKey } from '../src/trustees/single-key.ts'

export const CANDIDATES = 10
export const SAMPLE_UUID = 'BenchBenchBench'

export interface SampleElection {
  readonly open: OpenElection
  readonly privateKey: bigint
  readonly ballots: readonly string[]
  readonly tally: EncryptedTally
  /** Steps up to the encrypted tally. */
  readonly steps: readonly WrittenStep[]
}

/** A ranked election of ten candidates and one trustee with so many ballots, in the group of 2,048 bits. */
export function sampleElection(count: number): SampleElection {
  const group = nativeGroups('RFC-3526-2048')
  const { privateKey, publicKey } = makeTrusteeKey(group, serverRandom)
  const answers = Array.from({ length: CANDIDATES }, (_, i) => `Candidate ${i + 1}`)
  const election = {
    version: 1,
    description: '',
    name: 'Measurement',
    group: group.name,
    public_key: publicKey.public_key,
    questions: [{ type: 'NonHomomorphic', value: { answers, question: 'Rank them' } }],
    uuid: SAMPLE_UUID,
  } as const
  const open = must(readElection(nativeGroups, writeElection(group, election)))
  const secrets = Array.from({ length: count }, () => randomBelow(group.q, serverRandom))
  const ranks = answers.map((_, i) => i + 1)
  const ballots = secrets.map((secret) => must(makeBallot(open, secret, [ranks], serverRandom)).raw)
  const tallying = encryptedTallying(open)
  const credentials = ballots.map((raw) => {
    const ballot = must(readBallot(group, raw))
    must(tallying.add({ answers: ballot.answers, weight: 1 }))
    return { credential: ballot.credential, weight: 1 }
  })
  const { tally, ...sized } = tallying.finish()
  const steps: WrittenStep[] = [
    { type: 'Setup', open, rawTrustees: writeTrustees(group, [['Single', publicKey]]), credentials },
    ...ballots.map((raw): WrittenStep => ({ type: 'Ballot', raw })),
    { type: 'EndBallots' },
    { type: 'EncryptedTally', raw: writeEncryptedTally(group, tally), sized },
  ]
  return { open, privateKey, ballots, tally, steps }
}

export function archiveOfSteps(steps: readonly WrittenStep[]): Uint8Array {
  const writer = archiveWriter(1_795_313_504)
  return Buffer.concat([writer.start(), ...steps.flatMap((step) => appendStep(writer, step))])
}
