import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Mandate } from '../../platform/mandate.ts'
import { unwrap } from '../../platform/result.ts'
import { type Amendment, adoptAmendment, considerAmendment, meets, type VoteCounted } from './amendment.ts'
import { ruleValue, versionInForce } from './in-force.ts'
import { foundedLantern, LANTERN, type Lantern } from './lantern.fixture.ts'
import { constitutionFor, startingConstitution } from './starting-points.ts'

const TEXT = constitutionFor('federation', LANTERN)
const TODAY = startingConstitution('federation')

function changed(...changes: readonly (readonly [string, string])[]): string {
  return changes.reduce((text, [from, to]) => {
    if (!text.includes(from)) throw new Error(`the constitution does not say ${from}`)
    return text.replace(from, to)
  }, TEXT)
}
/** Against the constitution as founded, so that nothing differs but what the test changes. */
function consider(text: string): Amendment {
  const today = unwrap(considerAmendment(TODAY, TEXT)).constitution
  return unwrap(considerAmendment(today, text))
}
const longerBallot = changed([
  '"title": "The ballot is open for at least", "value": 14',
  '"title": "The ballot is open for at least", "value": 21',
])

describe('a proposed amendment', () => {
  it('shows what a rule does today, and after', () => {
    const { effects, differences, newFindings } = consider(longerBallot)
    expect(effects).toEqual([
      {
        name: 'elections.ballot-days',
        today: 'The ballot is open for at least: 14 days.',
        after: 'The ballot is open for at least: 21 days.',
      },
    ])
    expect(differences).toEqual([])
    expect(newFindings).toEqual([])
  })

  it('takes the vote that the articles it touches demand today, the strictest of them', () => {
    expect(consider(longerBallot).demand).toMatchObject({
      body: 'all-members',
      majorityText: 'at least 2/3',
      turnoutPercent: 20,
      clauses: ['14.3'],
    })
    const both = changed(['"value": 500', '"value": 600'], ['vote is secret. No power', 'vote stays secret. No power'])
    expect(consider(both).demand).toMatchObject({ majorityText: 'at least 3/4', turnoutPercent: 30 })
  })

  it('that lowers a guard takes the vote that the guard demands before it is lowered', () => {
    const lowered = changed(['"majority": "at least 3/4", "turnoutPercent": 30', '"majority": "more than 1/2"'])
    const { demand, effects, newFindings } = consider(lowered)
    expect(demand).toMatchObject({ majorityText: 'at least 3/4', turnoutPercent: 30, clauses: ['14.2'] })
    expect(effects[0]?.after).toContain('more than half of the votes cast')
    // Articles guarded by two thirds could now be opened by way of the guard of their guard.
    expect(newFindings).toMatchObject([{ kind: 'guard-weaker-than-guarded' }])
  })

  it('shows what the check finds after it and not before', () => {
    const noRecall = TEXT.replace(/("name": "chair", .*?), "recall": \{[^}]*\}/, '$1')
    expect(consider(noRecall).newFindings).toMatchObject([{ kind: 'office-nobody-can-recall', clause: '6.1' }])
  })

  it('is refused, with its lines, where it does not read or sets what the program cannot obey', () => {
    const problems = (text: string) => {
      const outcome = considerAmendment(TODAY, text)
      return outcome.ok ? [] : outcome.error
    }
    expect(problems('no constitution')).not.toEqual([])
    const line = TEXT.slice(0, TEXT.indexOf('"elections.ballot-days"')).split('\n').length
    expect(problems(longerBallot.replace('"value": 21', '"value": 0'))).toMatchObject([{ line }])
    expect(problems('x'.repeat(200_001))).toHaveLength(1)
  })

  it('is considered within a second, however many lines somebody sends', () => {
    const began = performance.now()
    for (const line of ['```', '```rules', '- x', '1.1 x', '## 1. x'])
      considerAmendment(TODAY, `${line}\n`.repeat(20_000))
    considerAmendment(TODAY, `${TEXT}\n${'- x\n'.repeat(20_000)}`)
    expect(performance.now() - began).toBeLessThan(6000)
  })
})

describe('a vote on an amendment', () => {
  const demand = consider(longerBallot).demand
  const vote = (votesFor: number, votesCast: number, entitled: number, body = 'all-members'): VoteCounted => ({
    body,
    votesFor,
    votesCast,
    entitled,
  })

  it.each([
    [vote(200, 300, 1500), true, 'exactly two thirds, exactly a fifth voting'],
    [vote(199, 300, 1500), false, 'one vote short of two thirds'],
    [vote(200, 300, 1501), false, 'one member too few'],
    [vote(0, 0, 0), false, 'nobody at all'],
    [vote(300, 300, 300, 'national-committee'), false, 'another body'],
  ])('%j: %s (%s)', (counted, carried) => {
    expect(demand && meets(demand, counted)).toBe(carried)
  })
})

describe('adopting an amendment', () => {
  let lantern: Lantern
  beforeEach(async () => {
    lantern = await foundedLantern()
  })
  afterEach(() => lantern.close())
  const mandate = { name: 'constitution.amend', article: '14.3' } as Mandate
  const vote = { body: 'all-members', votesFor: 80, votesCast: 100, entitled: 120 }

  const adopt = (change: Partial<Parameters<typeof adoptAmendment>[2]> = {}, power = 'constitution.amend') =>
    lantern.as(power, (tx) =>
      adoptAmendment(tx, mandate, {
        text: longerBallot,
        base: 1,
        vote,
        reference: '/elections/amendment',
        now: lantern.clock.now(),
        inForceFrom: new Date('2026-04-01T00:00:00Z'),
        ...change,
      }),
    )
  const ballotDays = (version?: number) => lantern.as('', (tx) => ruleValue(tx, 'elections.ballot-days', version))

  it('changes the rule on its day, by itself, and not a moment before; what began before goes on under the old', async () => {
    expect(await adopt()).toEqual({ ok: true, value: 2 })
    lantern.clock.set('2026-03-31T23:59:59Z')
    expect(await ballotDays()).toBe(14)
    lantern.clock.set('2026-04-01T00:00:00Z')
    expect(await ballotDays()).toBe(21)
    expect(await ballotDays(1)).toBe(14)
  })

  it('is refused below the vote that the article demands, without a change, or on a version that is no longer the last', async () => {
    expect(await adopt({ vote: { ...vote, votesFor: 66 } })).toEqual({ ok: false, error: 'vote-falls-short' })
    expect(await adopt({ vote: { ...vote, entitled: 501 } })).toEqual({ ok: false, error: 'vote-falls-short' })
    expect(await adopt({ text: TEXT })).toEqual({ ok: false, error: 'nothing-changed' })
    expect(await adopt({ text: '# Nothing' })).toEqual({ ok: false, error: 'does-not-read' })
    expect(await adopt({ base: 2 })).toEqual({ ok: false, error: 'made-for-another-version' })
    await adopt()
    expect(await adopt({ text: longerBallot.replace('"value": 500', '"value": 600') })).toEqual({
      ok: false,
      error: 'made-for-another-version',
    })
  })

  it('cannot be done under any other power, and no version is ever changed', async () => {
    for (const power of ['', 'elections.publish', 'organisation.found', 'people.import'])
      await expect(adopt({}, power)).rejects.toThrow('row-level security')
    for (const power of ['constitution.amend', 'organisation.found'])
      await expect(
        lantern.as(power, (tx) => tx.updateTable('constitution.version').set({ text: 'ours' }).execute()),
      ).rejects.toThrow('permission denied')
    expect((await lantern.as('', (tx) => versionInForce(tx)))?.number).toBe(1)
  })
})
