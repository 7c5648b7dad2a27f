import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { PersonId } from '../../platform/ids.ts'
import { type Actor, operator, visitor } from '../../platform/mandate.ts'
import { query } from '../../platform/query.ts'
import { ok, unwrap } from '../../platform/result.ts'
import { verb } from '../../platform/verb.ts'
import { addPerson } from './add-person.ts'
import { type ImportWorld, importWorld } from './import/world.fixture.ts'
import { type Evidence, recordEvidence } from './record-evidence.ts'
import { standingOn } from './standing.ts'

let world: ImportWorld
beforeAll(async () => {
  world = await importWorld()
})
afterAll(() => world.close())

const add = verb({
  name: 'test.add-person',
  power: 'people.import',
  operator: true,
  input: z.object({ evidence: z.custom<readonly Evidence[]>() }),
  async act({ tx, input, mandate, now, chance }) {
    const person = { name: { name: 'Ann Lee', given: null, family: null }, evidence: input.evidence, source: 'test' }
    return ok(await addPerson(tx, mandate, { person, now, chance }))
  },
})

const once = verb({
  name: 'test.record',
  power: 'people.import',
  operator: true,
  input: z.object({ person: z.custom<PersonId>(), evidence: z.custom<readonly Evidence[]>() }),
  async act({ tx, input, mandate, now, chance }) {
    await recordEvidence(tx, mandate, { ...input, source: 'test', now, chance })
    return ok()
  },
})

const look = query<{ person: PersonId; date: string }, Awaited<ReturnType<typeof standingOn>>>({
  name: 'test.standing',
  power: 'people.read',
  right: 'public.read',
  read: ({ tx, input }) => standingOn(tx, input.person, input.date),
})

async function standings(evidence: readonly Evidence[], dates: readonly string[]): Promise<string[]> {
  const person = unwrap(await world.house.house.runner.run(add, operator, { evidence }))
  const secretary = await world.actor('callum')
  const found: string[] = []
  for (const date of dates)
    found.push(unwrap(await world.house.house.runner.ask(look, secretary, { person, date })).standing)
  return found
}

const PAID: Evidence[] = [
  { kind: 'joined', on: '2025-05-01' },
  { kind: 'paid', on: '2025-05-01', until: '2026-04-30' },
]

describe('standing', () => {
  it('is that of a supporter without evidence', async () => {
    expect(await standings([], ['2026-03-01'])).toEqual(['never'])
  })

  it('runs from joining through what is paid and the days of grace to lapse, on any date', async () => {
    const dates = ['2025-04-30', '2025-05-01', '2026-04-30', '2026-05-01', '2026-07-29', '2026-07-30']
    // The Tidewater Federation's constitution gives 90 days of grace.
    expect(await standings(PAID, dates)).toEqual([
      'never',
      'in_standing',
      'in_standing',
      'in_grace',
      'in_grace',
      'lapsed',
    ])
  })

  it('has no end where a declaration has none', async () => {
    expect(await standings([{ kind: 'declared', on: '2020-01-01' }], ['2019-12-31', '2199-01-01'])).toEqual([
      'never',
      'in_standing',
    ])
  })

  it('comes back with the next payment', async () => {
    const evidence: Evidence[] = [...PAID, { kind: 'paid', on: '2027-01-10', until: '2028-01-09' }]
    expect(await standings(evidence, ['2026-12-01', '2027-01-10'])).toEqual(['lapsed', 'in_standing'])
  })

  it('ends when a person leaves, whatever is paid, and begins anew when they join again', async () => {
    const left: Evidence[] = [
      { kind: 'paid', on: '2024-05-01', until: '2030-01-01' },
      { kind: 'ended', on: '2025-02-01' },
      { kind: 'joined', on: '2026-03-01' },
      { kind: 'paid', on: '2026-03-01', until: '2026-03-31' },
    ]
    const dates = ['2025-01-31', '2025-02-01', '2026-02-28', '2026-03-01', '2026-04-01', '2026-08-01']
    expect(await standings(left, dates)).toEqual(['in_standing', 'ended', 'ended', 'in_standing', 'in_grace', 'lapsed'])
  })

  it('is suspended until the day said, or until reinstated', async () => {
    const covered: Evidence = { kind: 'declared', on: '2020-01-01' }
    const timed: Evidence[] = [covered, { kind: 'suspended', on: '2025-01-01', until: '2025-03-31' }]
    expect(await standings(timed, ['2024-12-31', '2025-01-01', '2025-03-31', '2025-04-01'])).toEqual([
      'in_standing',
      'suspended',
      'suspended',
      'in_standing',
    ])
    const open: Evidence[] = [
      covered,
      { kind: 'suspended', on: '2025-01-01' },
      { kind: 'reinstated', on: '2025-06-01' },
    ]
    expect(await standings(open, ['2025-05-31', '2025-06-01'])).toEqual(['suspended', 'in_standing'])
  })

  it('ignores evidence that was withdrawn, as of a payment that was charged back', async () => {
    const person = unwrap(await world.house.house.runner.run(add, operator, { evidence: PAID }))
    unwrap(await world.house.house.runner.run(once, operator, { person, evidence: PAID }))
    await world.house.ownerQuery(
      `update people.evidence set withdrawn_at = '2026-01-01' where person = '${person}' and kind = 'paid'`,
    )
    const on = unwrap(
      await world.house.house.runner.ask(look, await world.actor('callum'), { person, date: '2026-03-02' }),
    )
    expect(on).toMatchObject({ standing: 'lapsed', coveredUntil: '2025-05-01', graceUntil: '2025-07-30' })
  })

  it('is nothing that another may know', async () => {
    const person = unwrap(await world.house.house.runner.run(add, operator, { evidence: PAID }))
    const as = async (actor: Actor) =>
      unwrap(await world.house.house.runner.ask(look, actor, { person, date: '2026-03-02' })).standing
    expect(await as(visitor)).toBe('never')
    expect(await as(await world.actor('bethan'))).toBe('never')
    expect(await as({ kind: 'person', person })).toBe('in_standing')
  })
})
