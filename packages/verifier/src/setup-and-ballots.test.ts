import {
  checkTrustees,
  must,
  readBallot,
  trackerOf,
  type WrittenStep,
  writeBallot,
  writeTrustees,
} from '@groundswell/ballotbox'
import { beforeAll, describe, expect, it } from 'vitest'
import { hashToSign, type NonHomomorphicAnswer } from '../../ballotbox/src/formats/ballot.ts'
import { ballotSignaturePrefix, proveKnowledge } from '../../ballotbox/src/proofs/knowledge.ts'
import { holdCeremony, type KeyHolders } from '../../ballotbox/src/testing/hold-election.ts'
import { publicKeyOf } from '../../ballotbox/src/trustees/single-key.ts'
import {
  CHOSEN_VOTES,
  chooseTwo,
  outsider,
  RANKED_VOTES,
  random,
  rankThree,
  type SealedElection,
  seal,
  sealElection,
  stepsOf,
} from './testing/sealed-election.ts'
import { edited, findingsIn, moved, reportOn, withStep } from './testing/tampering.ts'

let ranked: SealedElection
let chosen: SealedElection
let rankedSteps: readonly WrittenStep[]
let chosenSteps: readonly WrittenStep[]

beforeAll(async () => {
  ranked = await sealElection('RFC-3526-2048', [rankThree], ['single', 'single'], RANKED_VOTES)
  chosen = await sealElection('BELENIOS-2048', [chooseTwo], [[2, 3]], CHOSEN_VOTES)
  rankedSteps = stepsOf(ranked)
  chosenSteps = stepsOf(chosen)
})

describe('archives as they should be', () => {
  it('of a ranked vote and of a choice, with votes replaced, leave nothing to find', async () => {
    for (const steps of [rankedSteps, chosenSteps]) {
      const report = await reportOn(steps, { places: 3 })
      expect(report.findings).toEqual([])
      expect(report.notes).toEqual([{ code: 'superseded', detail: '1' }])
      expect(report.read).toMatchObject({ ballots: 4, last: 3, credentials: 3 })
    }
  })

  it('give the result of the last ballots', async () => {
    expect((await reportOn(chosenSteps)).result?.result).toEqual([[2, 1, 1]])
    const papers = (await reportOn(rankedSteps)).result?.result[0] as number[][]
    expect([...papers].sort()).toEqual([
      [1, 0, 0],
      [1, 2, 3],
      [2, 1, 0],
    ])
  })

  it('are checked alike by threads', async () => {
    const progress: string[] = []
    const report = await reportOn(rankedSteps, {
      onProgress: ({ stage, done }) => progress.push(`${stage} ${done}`),
    })
    expect(report.findings).toEqual([])
    expect(progress).toEqual(expect.arrayContaining(['ballots 4', 'shuffles 2', 'decryptions 2']))
  })
})

describe('the setup', () => {
  it('is refused when a trustee does not prove its key', async () => {
    const steps = withStep(rankedSteps, 'Setup', 0, (setup) => [
      { ...setup, rawTrustees: edited(setup.rawTrustees, /"response":"(\d+)"/, moved) },
    ])
    expect(await findingsIn(steps)).toEqual(['trustees'])
  })

  it('is refused when the ballots are sealed to a key of nobody', async () => {
    const others = await holdCeremony(ranked.open.group, ['single', 'single'])
    const rawTrustees = writeTrustees(ranked.open.group, others.trustees)
    const steps = withStep(rankedSteps, 'Setup', 0, (setup) => [{ ...setup, rawTrustees }])
    expect(await findingsIn(steps)).toContain('election-key')
  })

  it('is refused when a trustee has no key of its own', async () => {
    const { group } = ranked.open
    const holdersOf = (privateKeys: readonly bigint[]): KeyHolders => {
      const trustees = privateKeys.map((key) => ['Single', publicKeyOf(group, key, random)] as const)
      const { publicKeys, key } = must(checkTrustees(group, trustees))
      return { trustees, privateKeys, publicKeys, key }
    }
    for (const keys of [
      [77n, 0n],
      [77n, 77n],
    ]) {
      const election = await sealElection('RFC-3526-2048', [rankThree], holdersOf(keys), RANKED_VOTES.slice(0, 1))
      expect(await findingsIn(stepsOf(election))).toEqual(['trustee-key'])
    }
  })

  it('is refused with a credential that anyone can sign for', async () => {
    const steps = withStep(rankedSteps, 'Setup', 0, (setup) => [
      { ...setup, credentials: [...setup.credentials, { credential: 1n, weight: 1 }] },
    ])
    expect(await findingsIn(steps)).toEqual(['credential'])
  })

  it('is refused with a credential outside the group', async () => {
    const steps = withStep(rankedSteps, 'Setup', 0, (setup) => [
      { ...setup, credentials: [...setup.credentials, { credential: outsider(ranked.open), weight: 1 }] },
    ])
    expect(await findingsIn(steps)).toEqual(['credential'])
  })

  it('is refused with more credentials than places on the roll', async () => {
    expect(await findingsIn(rankedSteps, { places: 2 })).toEqual(['roll'])
  })

  it('is refused with as many credentials as places when one has two votes', async () => {
    const steps = withStep(chosenSteps, 'Setup', 0, (setup) => [
      { ...setup, credentials: [...setup.credentials, { credential: chosen.open.group.powerOfG(7n), weight: 2 }] },
    ])
    expect(await findingsIn(steps)).toEqual([])
    expect(await findingsIn(steps, { places: 4 })).toEqual(['roll'])
  })
})

describe('a ballot', () => {
  const withBallot = (nth: number, change: (raw: string) => string | readonly string[]) =>
    withStep(rankedSteps, 'Ballot', nth, ({ raw }) =>
      [change(raw)].flat().map((each): WrittenStep => ({ type: 'Ballot', raw: each })),
    )

  /** A ballot changed by somebody who holds its credential, and so signs it anew. */
  function resigned(
    raw: string,
    voter: number,
    change: (answer: NonHomomorphicAnswer) => NonHomomorphicAnswer,
  ): string {
    const { group } = ranked.open
    const { signature: _, ...ballot } = must(readBallot(group, raw))
    const unsigned = { ...ballot, answers: ballot.answers.map((answer) => change(answer as NonHomomorphicAnswer)) }
    const hash = hashToSign(group, unsigned)
    const proof = proveKnowledge(group, ranked.secrets[voter]!, ballotSignaturePrefix(hash), random)
    return writeBallot(group, { ...unsigned, signature: { hash, proof } })
  }

  it('that is not canonical JSON is found', async () => {
    const spaced = withBallot(1, (raw) => raw.replace('"answers":', '"answers": '))
    expect(await findingsIn(spaced)).toContain('format')
    const twice = withBallot(1, (raw) => raw.replace('"answers":', '"answers":[],"answers":'))
    expect(await findingsIn(twice)).toContain('format')
    const zeros = withBallot(1, (raw) => raw.replace('"alpha":"', '"alpha":"0'))
    expect(await findingsIn(zeros)).toContain('format')
  })

  it('of another election is found', async () => {
    const other = { ...ranked.open, fingerprint: `${ranked.open.fingerprint.slice(1)}A` }
    const foreign = seal(other, ranked.secrets[0]!, [[3, 2, 1]])
    expect(await findingsIn(withBallot(0, () => foreign))).toEqual(['ballot-election'])
  })

  it('of a credential that is not on the list is found', async () => {
    const steps = withStep(rankedSteps, 'Setup', 0, (setup) => [{ ...setup, credentials: setup.credentials.slice(1) }])
    expect(await findingsIn(steps)).toEqual(['ballot-credential'])
  })

  it('with a signature that does not hold is found', async () => {
    const steps = withBallot(1, (raw) => edited(raw, /"hash":"[^"]+","proof":\{"challenge":"(\d+)"/, moved))
    expect(await findingsIn(steps)).toEqual(['ballot-signature'])
  })

  it('with a false proof, signed by its voter, is found', async () => {
    const steps = withBallot(1, (raw) =>
      resigned(raw, 1, ({ choices, proof }) => ({ choices, proof: { ...proof, response: proof.response - 1n } })),
    )
    expect(await findingsIn(steps)).toEqual(['ballot-proof'])
  })

  it("copied from another voter's, signed with one's own credential, is found", async () => {
    const { group } = ranked.open
    const [copied] = must(readBallot(group, ranked.ballots[1]!)).answers as NonHomomorphicAnswer[]
    const copy = resigned(ranked.ballots[0]!, 0, () => copied!)
    expect(await findingsIn(withBallot(0, () => copy))).toEqual(['ballot-proof'])
  })

  it('outside the group is found', async () => {
    const steps = withBallot(0, (raw) =>
      resigned(raw, 0, (answer) => ({ ...answer, choices: { ...answer.choices, alpha: outsider(ranked.open) } })),
    )
    expect(await findingsIn(steps)).toEqual(['ballot-group'])
  })

  it('with more answers than there are questions is found', async () => {
    const twice = { ...ranked.open, election: { ...ranked.open.election, questions: [rankThree, rankThree] } }
    const choices = [
      [1, 2, 3],
      [1, 2, 3],
    ]
    const steps = withBallot(0, () => seal(twice, ranked.secrets[0]!, choices))
    expect(await findingsIn(steps)).toEqual(['ballot-answers'])
  })

  it('put in again after its voter replaced it is found', async () => {
    const [first] = ranked.ballots
    const steps = withBallot(3, (raw) => [raw, first!])
    expect(await findingsIn(steps)).toContain('ballot-replayed')
  })

  it('ranked by a credential of two votes is found', async () => {
    const steps = withStep(rankedSteps, 'Setup', 0, (setup) => [
      { ...setup, credentials: setup.credentials.map((each, i) => (i === 1 ? { ...each, weight: 2 } : each)) },
    ])
    expect(await findingsIn(steps)).toEqual(['weight'])
  })

  it('names its tracker in the finding', async () => {
    const steps = withBallot(1, (raw) => edited(raw, /"hash":"[^"]+","proof":\{"challenge":"(\d+)"/, moved))
    const forged = steps.find((step, i) => step.type === 'Ballot' && i === 2) as { readonly raw: string }
    const { findings } = await reportOn(steps)
    expect(findings[0]?.where).toBe(`ballot ${trackerOf(forged.raw)}`)
  })
})
