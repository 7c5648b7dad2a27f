import { appendFileSync, writeFileSync } from 'node:fs'
import {
  type ArchiveWriter,
  appendStep,
  archiveWriter,
  checkTrustees,
  computeResult,
  decrypting,
  type EncryptedTally,
  encryptedTallying,
  makeBallot,
  makeTrusteeKey,
  must,
  type OpenElection,
  type OwnedDecryption,
  randomBelow,
  readBallot,
  readElection,
  shuffling,
  type Trustees,
  type WrittenStep,
  writeElection,
  writeEncryptedTally,
  writePartialDecryption,
  writeResult,
  writeShuffle,
  writeTrustees,
} from '@groundswell/ballotbox'
import { nativeGroups, serverRandom, type WorkerPool } from '@groundswell/ballotbox/node'

export const SAMPLE_UUID = 'BenchBenchBench'
const CANDIDATES = 10
const TIME = 1_795_313_504

/** A ranked election of ten candidates with so many ballots, each trustee mixing and decrypting, written to a file. */
export async function writeSampleArchive(
  file: string,
  ballots: number,
  trustees: number,
  pool: WorkerPool,
): Promise<void> {
  const { open, list, privateKeys } = sampleElection(trustees)
  const { group } = open
  const writer = archiveWriter(TIME)
  writeFileSync(file, writer.start())
  const secrets = Array.from({ length: ballots }, () => randomBelow(group.q, serverRandom))
  const credentials = secrets.map((secret) => ({ credential: group.powerOfG(secret), weight: 1 }))
  append(file, writer, { type: 'Setup', open, rawTrustees: writeTrustees(group, list), credentials })
  const tallying = encryptedTallying(open)
  for (const secret of secrets) {
    const { raw } = must(makeBallot(open, secret, [someRanking()], serverRandom))
    append(file, writer, { type: 'Ballot', raw })
    must(tallying.add({ answers: must(readBallot(group, raw)).answers, weight: 1 }))
  }
  append(file, writer, { type: 'EndBallots' })
  const { tally, ...sized } = tallying.finish()
  append(file, writer, { type: 'EncryptedTally', raw: writeEncryptedTally(group, tally), sized })
  let mixed: EncryptedTally = tally
  for (let owner = 1; owner <= trustees; owner++) {
    const shuffle = await pool.run(group, shuffling(open, mixed, serverRandom))
    append(file, writer, { type: 'Shuffle', owner, raw: writeShuffle(group, shuffle) })
    mixed = shuffle.ciphertexts
  }
  append(file, writer, { type: 'EndShuffles' })
  const decryptions: OwnedDecryption[] = []
  for (const [i, privateKey] of privateKeys.entries()) {
    const decryption = await pool.run(group, decrypting(open, mixed, privateKey, serverRandom))
    append(file, writer, { type: 'PartialDecryption', owner: i + 1, raw: writePartialDecryption(group, decryption) })
    decryptions.push({ owner: i + 1, decryption })
  }
  const result = must(computeResult(open, must(checkTrustees(group, list)), mixed, decryptions, ballots))
  append(file, writer, { type: 'Result', raw: writeResult(result) })
}

function sampleElection(trustees: number): { open: OpenElection; list: Trustees; privateKeys: readonly bigint[] } {
  const group = nativeGroups('RFC-3526-2048')
  const keys = Array.from({ length: trustees }, () => makeTrusteeKey(group, serverRandom))
  const list: Trustees = keys.map(({ publicKey }) => ['Single', publicKey])
  const answers = Array.from({ length: CANDIDATES }, (_, i) => `Candidate ${i + 1}`)
  const raw = writeElection(group, {
    version: 1,
    description: '',
    name: 'Measurement',
    group: group.name,
    public_key: must(checkTrustees(group, list)).key,
    questions: [{ type: 'NonHomomorphic', value: { answers, question: 'Rank them' } }],
    uuid: SAMPLE_UUID,
  })
  return { open: must(readElection(nativeGroups, raw)), list, privateKeys: keys.map(({ privateKey }) => privateKey) }
}

/** Some ranking of some of the candidates. */
function someRanking(): number[] {
  const draws = serverRandom(CANDIDATES)
  const order = [...draws.keys()].sort((a, b) => draws[a]! - draws[b]!)
  const ranked = 1 + (draws[0]! % CANDIDATES)
  const ranks = new Array<number>(CANDIDATES).fill(0)
  for (const [place, candidate] of order.slice(0, ranked).entries()) ranks[candidate] = place + 1
  return ranks
}

function append(file: string, writer: ArchiveWriter, step: WrittenStep): void {
  for (const piece of appendStep(writer, step)) appendFileSync(file, piece)
}
