import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { operator, visitor } from '../../platform/mandate.ts'
import { unwrap } from '../../platform/result.ts'
import { personName, standingOn } from '../people/index.ts'
import { foundOrganisation } from './found-organisation.ts'
import { prepareFounding } from './founding-token.ts'
import { ruleValue, versionInForce } from './in-force.ts'
import { type Empty, emptyHouse, foundedLantern, LANTERN, type Lantern } from './lantern.fixture.ts'
import { organisationOf } from './organisation.ts'
import { holdersOf } from './terms.ts'

describe('founding an organisation', () => {
  let house: Empty
  let token: string
  beforeAll(async () => {
    house = await emptyHouse()
    token = unwrap(await house.runner.run(prepareFounding, operator, {}))
  })
  afterAll(() => house.close())

  const found = (change: object, held = token) =>
    house.runner.run(foundOrganisation, { kind: 'founder', token: held }, { ...LANTERN, ...change })

  it('needs the token that the console printed last', async () => {
    const older = token
    token = unwrap(await house.runner.run(prepareFounding, operator, {}))
    for (const wrong of [older, '', `${token}x`])
      expect(await found({}, wrong)).toMatchObject({ ok: false, error: { kind: 'refused' } })
    for (const actor of [visitor, operator])
      expect(await house.runner.run(foundOrganisation, actor, LANTERN)).toMatchObject({
        ok: false,
        error: { kind: 'refused', refusal: { reason: 'No organisation has been founded here yet.' } },
      })
  })

  it('keeps nothing of the token but its hash', async () => {
    const facts = await house.as('', (tx) => tx.selectFrom('platform.fact').selectAll().execute())
    expect(JSON.stringify(facts)).not.toContain(token)
    expect(facts).toHaveLength(1)
  })

  it('is refused beyond twelve months, and on a day that is already here', async () => {
    for (const [day, message] of [
      ['2027-03-03', 'The first offices must end on or before 2 March 2027: twelve months is the longest'],
      ['2026-03-02', 'The first offices must end on a later day than today'],
    ])
      expect(await found({ interimEndsOn: day })).toEqual({
        ok: false,
        error: { kind: 'rejected', problem: [{ field: 'interimEndsOn', message }] },
      })
  })

  it('is refused without those whom the first election needs, with two in one seat, or in an office that is none', async () => {
    const founders = [
      { name: 'Ada Okafor', email: 'ada@lantern.example', offices: ['chair', 'queen'] },
      { name: 'Bola Price', email: 'bola@lantern.example', offices: ['chair', 'group-secretary'] },
    ]
    expect(await found({ founders })).toMatchObject({
      error: {
        problem: [
          { field: 'founders.0.offices', message: 'This constitution has no office called queen' },
          { field: 'founders.1.offices', message: 'This constitution has no office called group-secretary' },
          { field: 'founders', message: 'Chair: there is one place, and more are named' },
          { field: 'founders', message: 'Somebody must be the membership secretary' },
          { field: 'founders', message: 'Somebody must be the returning officer' },
        ],
      },
    })
    expect(await house.as('', organisationOf)).toBeNull()
  })

  it('says field by field what is missing from the form', async () => {
    expect(await found({ name: ' ', founders: [{ name: ' ', email: 'ada', offices: [] }] })).toMatchObject({
      error: {
        kind: 'invalid',
        errors: [{ field: 'name' }, { field: 'founders.0.name' }, { field: 'founders.0.email' }],
      },
    })
  })

  it('happens once, even when two press the button at the same moment', async () => {
    const both = await Promise.all([found({}), found({ name: 'The Other Lantern' })])
    expect(both.filter(({ ok }) => ok)).toHaveLength(1)
    expect(await found({})).toMatchObject({
      error: { kind: 'refused', refusal: { reason: 'The organisation has been founded already.' } },
    })
    expect(await house.runner.run(prepareFounding, operator, {})).toMatchObject({ error: { problem: 'founded' } })
    expect(await house.as('', (tx) => versionInForce(tx))).toMatchObject({ number: 1 })
  })
})

describe('a founded organisation', () => {
  let lantern: Lantern
  beforeAll(async () => {
    lantern = await foundedLantern()
  })
  afterAll(() => lantern.close())

  it('has its name, its constitution and the values that this sets', async () => {
    expect(await lantern.as('', organisationOf)).toMatchObject({ name: 'The Lantern', interimEndsOn: '2026-12-31' })
    expect(await lantern.as('', (tx) => ruleValue(tx, 'elections.papers-opened-together'))).toBe(30)
    expect(await lantern.as('', (tx) => ruleValue(tx, 'elections.count-rules', 1))).toBe('scottish-stv')
    const version = await lantern.as('', versionInForce)
    expect(version?.constitution.document.title).toBe('The constitution of The Lantern')
  })

  it('has founders in standing until the first offices end', async () => {
    const { person } = lantern.actor('Dilys')
    const standing = (day: string) => lantern.as('people.read', (tx) => standingOn(tx, person, day))
    expect(await standing('2026-03-02')).toMatchObject({ standing: 'in_standing' })
    expect(await standing('2027-01-01')).toMatchObject({ standing: 'in_grace' })
    expect(await standing('2027-04-01')).toMatchObject({ standing: 'lapsed' })
  })

  it('publishes its founding without naming anybody', async () => {
    const acts = await lantern.as('', (tx) => tx.selectFrom('platform.act').selectAll().execute())
    expect(acts).toMatchObject([
      { verb: 'organisation.found', mandate_kind: 'founding', published: true, article: null },
    ])
    expect(acts[0]?.summary).toBe(
      'The Lantern was founded. Interim offices, until 31 December 2026 at the latest: Chair, Secretary, Membership secretary and Returning officer.',
    )
    expect(JSON.stringify(acts)).not.toMatch(/Ada|Okafor|lantern\.example/)
  })

  it('has interim officers until the end of the last day, and not a moment longer', async () => {
    const holders = (at: string) =>
      lantern.as('', (tx) => holdersOf(tx, 'chair', 'organisation' as never, new Date(at)))
    expect(await holders('2026-12-31T23:59:59Z')).toMatchObject([{ person: lantern.actor('Ada').person }])
    expect(await holders('2027-01-01T00:00:00Z')).toEqual([])
  })

  it('names those who hold an office on public pages, and nobody else', async () => {
    const name = (power: string, given: string) =>
      lantern.as(power, (tx) => personName(tx, lantern.actor(given).person))
    expect(await name('public.read', 'Ada')).toBe('Ada Okafor')
    expect(await name('public.read', 'Dilys')).toBeNull()
    expect(await name('', 'Ada')).toBeNull()
  })
})
