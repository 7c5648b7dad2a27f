import { createReadStream, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { type ElectionStep, readElectionArchive } from './archive/election-archive.ts'
import { archiveWriter } from './archive/write-archive.ts'
import { appendStep } from './archive/write-election.ts'
import { checkBallot } from './ballots/check-ballot.ts'
import { readBallot } from './formats/ballot.ts'
import { readShuffle } from './formats/shuffle.ts'
import { readPartialDecryption, readResult, writeEncryptedTally, writeResult } from './formats/tally.ts'
import { sha256Hex } from './hash.ts'
import { checkShuffleProof } from './mix/check-shuffle.ts'
import { nativeGroups } from './node.ts'
import { must } from './result.ts'
import { checkPartialDecryption } from './tally/decrypt.ts'
import { encryptedTallying, rankedPart, withRankedPart } from './tally/encrypted-tally.ts'
import { computeResult } from './tally/result.ts'
import { casesFolder } from './testing/cases.ts'
import { checkTrustees } from './trustees/check-trustees.ts'

const cases = casesFolder()
const archive = cases === undefined ? '' : join(cases, 'belenios', 'TmbrmKoHvq9Che.bel')

type Step<T extends ElectionStep['type']> = Extract<ElectionStep, { type: T }>

describe.skipIf(cases === undefined)(
  'the archive of a whole election made by the reference (skipped without cases)',
  () => {
    const steps: ElectionStep[] = []
    const of = <T extends ElectionStep['type']>(type: T) => steps.filter((step): step is Step<T> => step.type === type)
    const setup = () => of('Setup')[0]!

    beforeAll(async () => {
      for await (const step of readElectionArchive(nativeGroups, createReadStream(archive))) steps.push(must(step))
    })

    it('holds its steps in order', () => {
      expect(of('Ballot')).toHaveLength(10)
      expect(of('Shuffle').map(({ owner }) => owner)).toEqual([1, 2, 3])
      expect(of('PartialDecryption').map(({ owner }) => owner)).toEqual([1, 2, 3])
    })

    it('has trustees whose keys make up the election key', () => {
      const trustees = must(checkTrustees(setup().open.group, setup().trustees))
      expect(trustees.key).toBe(setup().open.election.public_key)
      expect(trustees.publicKeys).toHaveLength(3)
    })

    it('has ten ballots, each valid and of its own credential', () => {
      const { open, credentials } = setup()
      const listed = new Set(credentials.map(({ credential }) => credential))
      for (const { raw } of of('Ballot')) {
        const ballot = must(readBallot(open.group, raw))
        expect(checkBallot(open, ballot)).toEqual({ ok: true, value: undefined })
        expect(listed.delete(ballot.credential)).toBe(true)
      }
    })

    it('tallies, mixes, decrypts and counts as the reference did', () => {
      const { open } = setup()
      const trustees = must(checkTrustees(open.group, setup().trustees))
      const tallying = encryptedTallying(open)
      for (const { raw } of of('Ballot'))
        must(tallying.add({ answers: must(readBallot(open.group, raw)).answers, weight: 1 }))
      const { tally, num_tallied } = tallying.finish()
      const stored = of('EncryptedTally')[0]!
      expect(writeEncryptedTally(open.group, tally)).toBe(stored.raw)
      expect(num_tallied).toBe(stored.sized.num_tallied)

      let ranked = rankedPart(open, tally)
      for (const { raw } of of('Shuffle')) {
        const shuffle = must(readShuffle(open.group, raw))
        for (const [i, before] of ranked.entries()) {
          const { group, fingerprint, election } = open
          const mixed = { group, fingerprint, publicKey: election.public_key, before, after: shuffle.ciphertexts[i]! }
          expect(checkShuffleProof(mixed, shuffle.proofs[i]!)).toEqual({ ok: true, value: undefined })
        }
        ranked = shuffle.ciphertexts
      }

      const final = withRankedPart(open, tally, ranked)
      const decryptions = of('PartialDecryption').map(({ owner, raw }) => {
        const decryption = must(readPartialDecryption(open.group, raw))
        expect(checkPartialDecryption(open, trustees.publicKeys[owner - 1]!, final, decryption)).toEqual({
          ok: true,
          value: undefined,
        })
        return { owner, decryption }
      })
      const result = must(computeResult(open, trustees, final, decryptions, num_tallied))
      expect(writeResult(result)).toBe(of('Result')[0]!.raw)
      expect(result).toEqual(must(readResult(of('Result')[0]!.raw)))
    })

    it('is written again byte for byte', () => {
      const writer = archiveWriter(setup().timestamp)
      const pieces = [writer.start(), ...steps.flatMap((step) => appendStep(writer, step))]
      expect(sha256Hex(Buffer.concat(pieces))).toBe(sha256Hex(readFileSync(archive)))
    })
  },
)
