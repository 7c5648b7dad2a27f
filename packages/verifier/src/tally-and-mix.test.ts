import { type Shuffle, trackerOf, type WrittenStep } from '@groundswell/ballotbox'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  CHOSEN_VOTES,
  chooseTwo,
  type Detours,
  lastOf,
  outsider,
  RANKED_VOTES,
  rankThree,
  type SealedElection,
  seal,
  sealElection,
  stepsOf,
} from './testing/sealed-election.ts'
import { edited, findingsIn, moved, opened, reportOn, withStep } from './testing/tampering.ts'

let ranked: SealedElection
let chosen: SealedElection
let rankedSteps: readonly WrittenStep[]

beforeAll(async () => {
  ranked = await sealElection('RFC-3526-2048', [rankThree], ['single', 'single'], RANKED_VOTES)
  chosen = await sealElection('BELENIOS-2048', [chooseTwo], [[2, 3]], CHOSEN_VOTES)
  rankedSteps = stepsOf(ranked)
})

describe('the encrypted tally', () => {
  it('forged beside honest shuffles, which 2.0 of the reference lets pass, is found', async () => {
    const forger = opened(ranked, { counted: [seal(ranked.open, 5n, [[3, 1, 2]])] })
    const raw = forger.flatMap((step) => (step.type === 'EncryptedTally' ? step.raw : []))[0]!
    const steps = withStep(rankedSteps, 'EncryptedTally', 0, (step) => [{ ...step, raw }])
    expect(await findingsIn(steps)).toEqual(['tally'])
  })

  it('that leaves a ballot out is found, and so is the mix of it', async () => {
    const steps = opened(ranked, { counted: lastOf(ranked).slice(1) })
    expect(await findingsIn(steps)).toEqual(expect.arrayContaining(['tally', 'tally-numbers', 'shuffle-size']))
  })

  it('of other sums is found', async () => {
    const steps = opened(chosen, { counted: lastOf(chosen).slice(1) })
    expect(await findingsIn(steps)).toEqual(expect.arrayContaining(['tally', 'tally-numbers', 'decryption-proof']))
  })

  it('in another order is found', async () => {
    const steps = opened(ranked, { tally: (lists) => lists.map((list) => [...list].reverse()) })
    expect(await findingsIn(steps)).toContain('tally')
  })

  it('with another number of ballots or votes beside it is found', async () => {
    const steps = withStep(rankedSteps, 'EncryptedTally', 0, (step) => [
      { ...step, sized: { ...step.sized, num_tallied: 4 } },
    ])
    expect(await findingsIn(steps)).toEqual(['tally-numbers'])
  })

  it.each(['ranked', 'chosen'] as const)('that counts a replaced ballot of a %s vote is found', async (kind) => {
    const election = kind === 'ranked' ? ranked : chosen
    const steps = opened(election, { counted: election.ballots })
    const report = await reportOn(steps)
    expect(await findingsIn(steps)).toContain('superseded-counted')
    const replaced = election.ballots[kind === 'ranked' ? 0 : 1]!
    expect(report.findings.find(({ code }) => code === 'superseded-counted')?.where).toBe(
      `ballot ${trackerOf(replaced)}`,
    )
  })
})

describe('the mix', () => {
  it('is missed when there is none, which the reference lets pass', async () => {
    expect(await findingsIn(opened(ranked, { mixers: [] }))).toEqual(['no-shuffle'])
  })

  it('is found too short when fewer mixed than must come together to decrypt', async () => {
    const steps = opened(ranked, { mixers: [2] })
    expect(await findingsIn(steps)).toEqual(['too-few-mixers'])
    expect(await findingsIn(steps, { mixers: 1 })).toEqual([])
    expect(await findingsIn(rankedSteps, { mixers: 3 })).toEqual(['too-few-mixers'])
  })

  it('does not count a trustee twice', async () => {
    expect(await findingsIn(opened(ranked, { mixers: [1, 1] }))).toEqual(['shuffle-twice', 'too-few-mixers'])
  })

  it('by a trustee who does not exist is found', async () => {
    const steps = withStep(rankedSteps, 'Shuffle', 1, (step) => [{ ...step, owner: 7 }])
    expect(await findingsIn(steps)).toEqual(['shuffle-owner', 'too-few-mixers'])
  })

  const onFirst =
    (change: (shuffle: Shuffle) => Shuffle): NonNullable<Detours['shuffle']> =>
    (shuffle, nth) =>
      nth === 0 ? change(shuffle) : shuffle

  it('with a proof that is short of an item is found', async () => {
    const steps = opened(ranked, {
      shuffle: onFirst(({ ciphertexts, proofs }) => ({
        ciphertexts,
        proofs: proofs.map(([t, s, c, cHat]) => [t, s, c, cHat.slice(1)]),
      })),
    })
    expect(await findingsIn(steps)).toEqual(['shuffle-size'])
  })

  it('with a ciphertext outside the group, which 2.0 of the reference lets pass, is found', async () => {
    const steps = opened(ranked, {
      shuffle: onFirst(({ ciphertexts, proofs }) => ({
        ciphertexts: ciphertexts.map(([first, ...others]) => [{ ...first!, alpha: outsider(ranked.open) }, ...others]),
        proofs,
      })),
    })
    expect(await findingsIn(steps)).toContain('shuffle-group')
  })

  it('with a false proof is found', async () => {
    const steps = withStep(rankedSteps, 'Shuffle', 1, (step) => [
      { ...step, raw: edited(step.raw, /\],\["(\d+)"/, moved) },
    ])
    expect(await findingsIn(steps)).toEqual(['shuffle-proof'])
  })

  it('of something else than was tallied is found', async () => {
    const stuffed = [seal(ranked.open, ranked.secrets[1]!, [[3, 2, 1]]), ...lastOf(ranked).slice(1)]
    const honest = rankedSteps.filter((step) => step.type === 'EncryptedTally')
    const steps = withStep(opened(ranked, { counted: stuffed }), 'EncryptedTally', 0, () => honest)
    expect(await findingsIn(steps)).toEqual(['shuffle-proof'])
  })
})
