import { rankedPapers } from '@groundswell/ballotbox'
import { ballotsOf, count } from '@groundswell/tally'
import { beforeAll, describe, expect, it } from 'vitest'
import { readPublishedCount } from './published-count.ts'
import type { Recount } from './steps/recount.ts'
import {
  CHOSEN_VOTES,
  chooseTwo,
  type Opened,
  openSealed,
  outsider,
  RANKED_VOTES,
  rankThree,
  type SealedElection,
  sealElection,
  sideRecordOf,
  stepsOf,
} from './testing/sealed-election.ts'
import { edited, findingsIn, moved, opened, reportOn, withStep } from './testing/tampering.ts'

let ranked: SealedElection
let chosen: SealedElection
let rankedOpened: Opened

beforeAll(async () => {
  ranked = await sealElection('RFC-3526-2048', [rankThree], ['single', 'single'], RANKED_VOTES)
  chosen = await sealElection('BELENIOS-2048', [chooseTwo], [[2, 3]], CHOSEN_VOTES)
  rankedOpened = openSealed(ranked)
})

describe('a partial decryption', () => {
  it('by a trustee who does not exist is found', async () => {
    const steps = withStep(stepsOf(ranked, rankedOpened), 'PartialDecryption', 1, (step) => [{ ...step, owner: 3 }])
    expect(await findingsIn(steps)).toEqual(['decryption-owner', 'too-few-decryptions'])
  })

  it('made twice by one trustee is found', async () => {
    const steps = opened(chosen, { decryptors: [1, 1, 3] })
    expect(await findingsIn(steps)).toEqual(['decryption-twice'])
  })

  it('under the name of another trustee is found', async () => {
    const steps = withStep(opened(chosen, { decryptors: [1, 2] }), 'PartialDecryption', 1, (step) => [
      { ...step, owner: 3 },
    ])
    expect(await findingsIn(steps)).toContain('decryption-proof')
  })

  it('that is short of an item is found', async () => {
    const steps = withStep(stepsOf(ranked, rankedOpened), 'PartialDecryption', 0, (step) => [
      { ...step, raw: edited(step.raw, /"decryption_factors":\[\[("\d+",)/, () => '') },
    ])
    expect(await findingsIn(steps)).toEqual(['decryption-size', 'too-few-decryptions'])
  })

  it('with a factor outside the group is found', async () => {
    const steps = withStep(stepsOf(ranked, rankedOpened), 'PartialDecryption', 0, (step) => [
      { ...step, raw: edited(step.raw, /"decryption_factors":\[\["(\d+)"/, () => String(outsider(ranked.open))) },
    ])
    expect(await findingsIn(steps)).toContain('decryption-group')
  })

  it('with a false proof is found', async () => {
    const steps = withStep(stepsOf(ranked, rankedOpened), 'PartialDecryption', 0, (step) => [
      { ...step, raw: edited(step.raw, /"response":"(\d+)"/, moved) },
    ])
    expect(await findingsIn(steps)).toEqual(['decryption-proof'])
  })

  it('may come from any two of three trustees, and not from one', async () => {
    expect(await findingsIn(opened(chosen, { decryptors: [3, 1] }))).toEqual([])
    const all = opened(chosen, {})
    const one = all.filter((step) => step.type !== 'PartialDecryption' || step.owner === 2)
    expect(await findingsIn(one)).toEqual(['too-few-decryptions'])
  })
})

describe('what trustees signed', () => {
  it('leaves nothing to find where each signed its own', async () => {
    const sideRecord = sideRecordOf(ranked, rankedOpened.works)
    const report = await reportOn(stepsOf(ranked, rankedOpened), { sideRecord })
    expect(report.findings).toEqual([])
    expect(report.notes.map(({ code }) => code)).not.toContain('unused-signature')
  })

  it('shows a shuffle that bears the name of another trustee', async () => {
    const sideRecord = sideRecordOf(ranked, rankedOpened.works)
    const [first, second] = [2, 1]
    const swapped = withStep(stepsOf(ranked, rankedOpened), 'Shuffle', 0, (step) => [{ ...step, owner: first }])
    const steps = withStep(swapped, 'Shuffle', 1, (step) => [{ ...step, owner: second }])
    expect(await findingsIn(steps)).toEqual([])
    const { findings } = await reportOn(steps, { sideRecord })
    expect(findings.map(({ code, detail }) => `${code}: ${detail}`)).toEqual([
      'shuffle-signature: signed by trustee 1, not by 2',
      'shuffle-signature: signed by trustee 2, not by 1',
    ])
  })

  it('shows shuffles and decryptions that nobody signed, and signatures over others', async () => {
    const [shuffle, , decryption] = rankedOpened.works
    const sideRecord = sideRecordOf(ranked, [shuffle!, decryption!, { ...decryption!, payload: '0'.repeat(64) }])
    const report = await reportOn(stepsOf(ranked, rankedOpened), { sideRecord })
    expect(report.findings.map(({ code, where }) => `${code}: ${where}`)).toEqual([
      'shuffle-signature: shuffle 2',
      'decryption-signature: partial decryption 2',
    ])
    expect(report.notes).toContainEqual({ code: 'unused-signature', detail: '1' })
  })

  it('shows a signature that does not hold', async () => {
    const works = rankedOpened.works.map((work, i) =>
      i === 2 ? { ...work, signature: { ...work.signature, response: work.signature.response - 1n } } : work,
    )
    const sideRecord = sideRecordOf(ranked, works)
    expect(await findingsIn(stepsOf(ranked, rankedOpened), { sideRecord })).toEqual(['decryption-signature'])
  })

  it('is of this election and in its form', async () => {
    const sideRecord = sideRecordOf(chosen, [])
    expect(await findingsIn(stepsOf(ranked, rankedOpened), { sideRecord })).toEqual(['side-record'])
    expect(await findingsIn(stepsOf(ranked, rankedOpened), { sideRecord: '{}' })).toEqual(['format'])
  })
})

describe('the result', () => {
  it('other than the decryptions give is found', async () => {
    const steps = withStep(stepsOf(ranked, rankedOpened), 'Result', 0, ({ type, raw }) => [
      { type, raw: raw.replace('[1,2,3]', '[3,2,1]') },
    ])
    expect(await findingsIn(steps)).toEqual(['result'])
    const sums = withStep(stepsOf(chosen), 'Result', 0, ({ type }) => [{ type, raw: '{"result":[[3,1,1]]}' }])
    const report = await reportOn(sums)
    expect(report.findings.map(({ code }) => code)).toEqual(['result'])
    expect(report.result?.result).toEqual([[2, 1, 1]])
  })

  it('that is not canonical, or of another shape, is found', async () => {
    const spaced = withStep(stepsOf(chosen), 'Result', 0, ({ type, raw }) => [{ type, raw: ` ${raw}` }])
    expect(await findingsIn(spaced)).toEqual(['format'])
    const longer = withStep(stepsOf(chosen), 'Result', 0, ({ type, raw }) => [
      { type, raw: raw.replace(']]', '],[]]') },
    ])
    expect(await findingsIn(longer)).toEqual(['result'])
  })

  it('is missed where the archive ends before it', async () => {
    const steps = stepsOf(ranked, rankedOpened).slice(0, -1)
    expect(await findingsIn(steps)).toEqual(['unfinished'])
    expect(await findingsIn(stepsOf(ranked, rankedOpened).slice(0, 3))).toEqual(['unfinished'])
  })
})

describe('the count', () => {
  const rules: Recount = { rules: 'scottish', seats: [1], published: [] }

  /** A published count of these papers, as a returning officer would make it. */
  function published(papers: readonly (readonly number[])[], rename: (text: string) => string = (text) => text) {
    const { papers: rankings, blank } = rankedPapers(papers)
    const ranked = rankings.map(({ ranking, weight }) => ({ ranking: ranking.map((each) => each + 1), papers: weight }))
    const ballots = ballotsOf(3, blank === 0 ? ranked : [...ranked, { ranking: [], papers: blank }])
    const counted = count(
      { title: 'Secretary', seats: 1, candidates: ['Dev', 'Ella', 'Fatima'], ballots },
      { rules: 'scottish' },
    )
    if (!counted.ok) throw new Error(counted.error.message)
    return readPublishedCount(rename(JSON.stringify(counted.value)))!
  }

  const resultOf = (steps: ReturnType<typeof stepsOf>): readonly (readonly number[])[] =>
    steps.flatMap((step) => (step.type === 'Result' ? JSON.parse(step.raw).result[0] : []))

  it('is made again, and agrees with the published one', async () => {
    const steps = stepsOf(ranked, rankedOpened)
    const report = await reportOn(steps, { recount: { ...rules, published: [published(resultOf(steps))] } })
    expect(report.findings).toEqual([])
    expect(report.counts[0]).toMatchObject({ rules: 'scottish', seats: 1, elected: [1], ballots: { total: 3 } })
  })

  it('that differs from the published one is found', async () => {
    const steps = stepsOf(ranked, rankedOpened)
    const papers = resultOf(steps)
    const others = papers.map(() => [2, 1, 0])
    const more = [...papers, [2, 1, 0]]
    for (const count of [published(others), published(more), published(papers, (text) => text.replace('48', '49'))]) {
      expect(await findingsIn(steps, { recount: { ...rules, published: [count] } })).toEqual(['count-differs'])
    }
  })

  it('takes no notice of rankings that cannot be, and finds a count that does', async () => {
    const sealed = await sealElection(
      'RFC-3526-2048',
      [rankThree],
      ['single'],
      [
        { voter: 0, choices: [[1, 2, 3]] },
        { voter: 1, choices: [[1, 1, 2]] },
        { voter: 2, choices: [[9, 0, 0]] },
        { voter: 3, choices: [[0, 0, 0]] },
      ],
    )
    const steps = stepsOf(sealed)
    const report = await reportOn(steps, { recount: rules })
    expect(report.findings).toEqual([])
    expect(report.notes).toEqual([
      { code: 'impossible-ranking', detail: 'question 1: 2' },
      { code: 'blank-paper', detail: 'question 1: 1' },
    ])
    expect(report.counts[0]?.ballots).toEqual({ total: 2, valid: 1 })
    const recount = {
      ...rules,
      published: [
        published([
          [1, 2, 3],
          [1, 2, 0],
          [0, 0, 0],
        ]),
      ],
    }
    expect(await findingsIn(steps, { recount })).toEqual(['impossible-counted'])
  })

  it('by a rule that there is not, or where there are no ranked papers, is not made', async () => {
    const unknown = await reportOn(stepsOf(ranked, rankedOpened), { recount: { ...rules, rules: 'dodgson' } })
    expect(unknown.notes.map(({ code }) => code)).toContain('not-recounted')
    expect((await reportOn(stepsOf(chosen), { recount: rules })).counts).toEqual([])
  })
})
