import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { ORGANISATION, type PersonId, type Scope } from '../../platform/ids.ts'
import type { Mandate } from '../../platform/mandate.ts'
import { visitor } from '../../platform/mandate.ts'
import { unwrap } from '../../platform/result.ts'
import { foundedLantern, type Lantern } from './lantern.fixture.ts'
import { resignOffice } from './resign-office.ts'
import { addMonths, beginTerms, holdersOf, type TermsToBegin } from './terms.ts'

let lantern: Lantern
beforeAll(async () => {
  lantern = await foundedLantern()
})
afterAll(() => lantern.close())

const DECLARED = '2026-09-01T12:00:00Z'
const mandate = { name: 'elections.publish' } as Mandate
const someone = () => lantern.chance.id() as PersonId

function begin(wanted: Partial<TermsToBegin>, power = 'elections.publish') {
  const full: TermsToBegin = {
    office: 'chair',
    scope: ORGANISATION,
    holders: [],
    from: lantern.clock.now(),
    how: 'election',
    reference: '/elections/first',
    ...wanted,
  }
  return lantern.as(power, (tx) => beginTerms(tx, mandate, lantern.chance, full))
}
const holders = async (office: string, at = lantern.clock.now()) =>
  (await lantern.as('', (tx) => holdersOf(tx, office, ORGANISATION, at))).map(({ person }) => person)

describe('terms of office', () => {
  beforeEach(() => lantern.clock.set(DECLARED))

  it('begin when an election is declared, end the interim ones, and last as long as the article says', async () => {
    const elected = someone()
    const [term] = unwrap(await begin({ holders: [elected] }))
    expect(term?.endsAt.toISOString()).toBe('2028-09-01T12:00:00.000Z')
    expect(await holders('chair')).toEqual([elected])
    expect(await holders('chair', new Date('2026-09-01T11:59:59Z'))).toEqual([lantern.actor('Ada').person])
    expect(await holders('chair', new Date('2028-09-01T12:00:00Z'))).toEqual([])
  })

  it('leave those who hold the office where they are when only vacancies are filled', async () => {
    const [first, second] = [someone(), someone()]
    unwrap(await begin({ office: 'committee-member', holders: [first] }))
    unwrap(await begin({ office: 'committee-member', holders: [second], onlyVacancies: true }))
    expect((await holders('committee-member')).sort()).toEqual([first, second].sort())
    expect(await begin({ office: 'committee-member', holders: [first], onlyVacancies: true })).toEqual({
      ok: false,
      error: 'holds-it-already',
    })
  })

  it('are never more than there are seats, nor of an office that is none', async () => {
    expect(await begin({ holders: [someone(), someone()] })).toEqual({ ok: false, error: 'more-holders-than-seats' })
    expect(await begin({ holders: [someone()], onlyVacancies: true })).toMatchObject({ ok: false })
    expect(await begin({ office: 'queen', holders: [someone()] })).toEqual({ ok: false, error: 'no-such-office' })
  })

  it('can be shorter than the article’s, never longer', async () => {
    const shorter = unwrap(
      await begin({ office: 'treasurer', holders: [someone()], until: new Date('2026-12-01T00:00:00Z') }),
    )
    expect(shorter[0]?.endsAt.toISOString()).toBe('2026-12-01T00:00:00.000Z')
    const longer = unwrap(
      await begin({ office: 'treasurer', holders: [someone()], until: new Date('2036-12-01T00:00:00Z') }),
    )
    expect(longer[0]?.endsAt.toISOString()).toBe('2028-09-01T12:00:00.000Z')
  })

  it('cannot be begun, lengthened or ended under any other power, whatever the code asks for', async () => {
    const wanted = { office: 'secretary', holders: [someone()] }
    for (const power of ['', 'public.read', 'self.manage', 'people.import', 'elections.run', 'offices.fill'])
      await expect(begin(wanted, power)).rejects.toThrow()
    for (const power of ['', 'public.read', 'elections.run', 'organisation.found'])
      expect(
        await lantern.as(power, (tx) =>
          tx
            .updateTable('constitution.term')
            .set({ ended_at: lantern.clock.now(), ended_because: 'a coup' })
            .executeTakeFirst(),
        ),
      ).toMatchObject({ numUpdatedRows: 0n })
    await expect(
      lantern.as('elections.publish', (tx) =>
        tx.updateTable('constitution.term').set({ ends_at: '2099-01-01T00:00:00Z' }).execute(),
      ),
    ).rejects.toThrow('permission denied')
    for (const power of ['elections.publish', 'organisation.found'])
      await expect(lantern.as(power, (tx) => tx.deleteFrom('constitution.term').execute())).rejects.toThrow(
        'permission denied',
      )
  })

  it('cannot be begun elsewhere under a power over one group', async () => {
    const scope = 'group:7f0c7a52-5f0e-4f0a-9d55-000000000001' as Scope
    const at = (place: Scope) => ({
      id: lantern.chance.id(),
      office: 'group-chair',
      scope: place,
      person: someone(),
      began_at: DECLARED,
      ends_at: '2027-09-01T00:00:00Z',
      how: 'election',
      reference: '/elections/2',
    })
    const insert = (place: Scope) =>
      lantern.as('elections.publish', (tx) => tx.insertInto('constitution.term').values(at(place)).execute(), { scope })
    await insert(scope)
    await expect(insert(ORGANISATION)).rejects.toThrow('row-level security')
    await expect(insert('group:another' as Scope)).rejects.toThrow('row-level security')
  })

  it('of the founding are twelve months at most, by the schema itself', async () => {
    const row = (ends: string) => ({
      id: lantern.chance.id(),
      office: 'chair',
      scope: ORGANISATION,
      person: someone(),
      began_at: DECLARED,
      ends_at: ends,
      how: 'founding',
    })
    const insert = (ends: string) =>
      lantern.as('organisation.found', (tx) => tx.insertInto('constitution.term').values(row(ends)).execute())
    await expect(insert('2027-09-05T00:00:00Z')).rejects.toThrow('interim_is_short')
    await insert('2027-09-02T00:00:00Z')
  })
})

describe('resigning an office', () => {
  const termOf = async (given: string) => {
    const { person } = lantern.actor(given)
    const row = await lantern.as('', (tx) =>
      tx.selectFrom('constitution.term').select('id').where('person', '=', person).executeTakeFirstOrThrow(),
    )
    return row.id
  }
  const resign = async (given: string, who: Parameters<Lantern['runner']['run']>[1]) =>
    lantern.runner.run(resignOffice, who, { term: await termOf(given) })

  it('is for the holder alone', async () => {
    expect(await resign('Chioma', lantern.actor('Ada'))).toMatchObject({
      error: { kind: 'rejected', problem: 'not-yours' },
    })
    expect(await resign('Chioma', visitor)).toMatchObject({ error: { kind: 'refused' } })
    expect(await lantern.runner.run(resignOffice, visitor, { term: 'x' })).toMatchObject({ error: { kind: 'invalid' } })
  })

  it('ends the term at once, with the reason, and only once', async () => {
    lantern.clock.set('2026-10-01T09:00:00Z')
    expect(await resign('Chioma', lantern.actor('Chioma'))).toMatchObject({ ok: true })
    expect(await holders('returning-officer')).toEqual([])
    expect(await resign('Chioma', lantern.actor('Chioma'))).toMatchObject({ error: { problem: 'not-yours' } })
  })
})

it('counts months to the same day, or to the last day of a shorter month', () => {
  const on = (from: string, months: number) => addMonths(new Date(from), months).toISOString()
  expect(on('2026-01-31T10:00:00Z', 1)).toBe('2026-02-28T10:00:00.000Z')
  expect(on('2028-02-29T10:00:00Z', 12)).toBe('2029-02-28T10:00:00.000Z')
  expect(on('2026-11-22T10:00:00Z', 24)).toBe('2028-11-22T10:00:00.000Z')
})
