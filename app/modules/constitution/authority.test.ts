import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { transact } from '../../platform/database/transaction.ts'
import { ORGANISATION, type PersonId, type Scope } from '../../platform/ids.ts'
import { type Actor, type Needs, operator, program, visitor } from '../../platform/mandate.ts'
import { constitutionAuthority } from './authority.ts'
import { emptyHouse, FOUNDED_AT, foundedLantern, type Lantern } from './lantern.fixture.ts'

const RETURNING_OFFICER = {
  reason: 'Article 7.2 gives this to the returning officer.',
  article: { number: '7.2', title: 'The returning officer' },
}
const group = 'group:7f0c7a52-5f0e-4f0a-9d55-000000000001' as Scope
const otherGroup = 'group:7f0c7a52-5f0e-4f0a-9d55-000000000002' as Scope

describe('before there is an organisation', () => {
  it('lets anybody read what is public and the operator work, and nobody do anything else', async () => {
    const house = await emptyHouse()
    const ask = (actor: Actor, needs: Needs) =>
      transact(house.db, { actor, now: house.clock.now() }, 'read', (tx) =>
        constitutionAuthority().grounds(tx, { actor, needs, scope: ORGANISATION, now: house.clock.now() }),
      )
    expect(await ask(visitor, { right: 'public.read' })).toMatchObject({ ok: true, value: { article: null } })
    expect(await ask(operator, { operator: true })).toMatchObject({ ok: true, value: { kind: 'operator' } })
    for (const needs of [{ power: 'elections.run' }, { right: 'elections.vote' }, { duty: 'mail.deliver' }])
      for (const actor of [visitor, program, operator])
        expect(await ask(actor, needs)).toMatchObject({
          error: { reason: 'No organisation has been founded here yet.' },
        })
    await house.close()
  })
})

describe('who may do what in the Lantern', () => {
  let lantern: Lantern
  const stranger: Actor = { kind: 'person', person: '7f0c7a52-5f0e-4f0a-9d55-000000000009' as PersonId }
  beforeAll(async () => {
    lantern = await foundedLantern()
  })
  beforeEach(() => lantern.clock.set(FOUNDED_AT))
  afterAll(() => lantern.close())

  const ask = (actor: Actor, needs: Needs, scope: Scope = ORGANISATION) =>
    transact(lantern.db, { actor, now: lantern.clock.now() }, 'read', (tx) =>
      constitutionAuthority().grounds(tx, { actor, needs, scope, now: lantern.clock.now() }),
    )

  it('gives a power to whoever holds its office, and says by which article and in which office', async () => {
    expect(await ask(lantern.actor('Chioma'), { power: 'elections.run' })).toMatchObject({
      ok: true,
      value: {
        kind: 'office',
        name: 'elections.run',
        article: '7.2',
        office: 'Returning officer',
        term: expect.stringMatching(/^[0-9a-f-]{36}$/),
      },
    })
  })

  it.each([
    ['a visitor', () => visitor, ' Sign in first if that is you.'],
    ['another officer', () => lantern.actor('Ada'), ''],
    ['a member without office', () => lantern.actor('Dilys'), ''],
    ['somebody whom nobody knows', () => stranger, ''],
    ['the program', () => program, ''],
    ['the operator', () => operator, ''],
    ['whoever holds a founding token', (): Actor => ({ kind: 'founder', token: 'x' }), ''],
  ])('refuses %s, and names the article that gives the power', async (_, who, more) => {
    expect(await ask(who(), { power: 'elections.run' })).toEqual({
      ok: false,
      error: { ...RETURNING_OFFICER, reason: RETURNING_OFFICER.reason + more },
    })
  })

  it('refuses a former officer from the moment the term is over', async () => {
    lantern.clock.set('2026-12-31T23:59:59Z')
    expect(await ask(lantern.actor('Chioma'), { power: 'elections.run' })).toMatchObject({ ok: true })
    lantern.clock.set('2027-01-01T00:00:00Z')
    expect(await ask(lantern.actor('Chioma'), { power: 'elections.run' })).toEqual({
      ok: false,
      error: RETURNING_OFFICER,
    })
  })

  it('reaches every group with some powers, only the organisation with others, and only one’s own group with others', async () => {
    const dilys = lantern.actor('Dilys')
    expect(await ask(lantern.actor('Chioma'), { power: 'elections.run' }, group)).toMatchObject({ ok: true })
    expect(await ask(lantern.actor('Bola'), { power: 'people.import' }, group)).toMatchObject({
      ok: false,
      error: {
        reason: 'Article 2.5 gives this to the membership secretary. Your own office does not reach this place.',
      },
    })
    await lantern.as('elections.publish', (tx) =>
      tx
        .insertInto('constitution.term')
        .values({
          id: lantern.chance.id(),
          office: 'group-secretary',
          scope: group,
          person: dilys.person,
          began_at: lantern.clock.now(),
          ends_at: '2027-01-01T00:00:00Z',
          how: 'election',
          reference: '/elections/1',
        })
        .execute(),
    )
    expect(await ask(dilys, { power: 'group.read-people' }, group)).toMatchObject({ ok: true, value: { scope: group } })
    for (const elsewhere of [otherGroup, ORGANISATION])
      expect(await ask(dilys, { power: 'group.read-people' }, elsewhere)).toMatchObject({
        ok: false,
        error: {
          reason:
            'Article 5.4 gives this to the group secretary, the group chair or the group treasurer. Your own office does not reach this place.',
        },
      })
    expect(await ask(lantern.actor('Bola'), { power: 'group.read-people' }, group)).toMatchObject({ ok: false })
  })

  it('gives no single person what takes a decision, or two officers together', async () => {
    expect(await ask(lantern.actor('Ada'), { power: 'money.spend' })).toMatchObject({
      error: {
        reason:
          'Article 6.5 gives this to the treasurer and the chair together, on a decision of the national committee.',
      },
    })
    expect(await ask(lantern.actor('Ada'), { power: 'constitution.amend' })).toMatchObject({
      error: { reason: 'Article 14.3 gives this to all members together.' },
    })
  })

  it('gives the rights of anyone to anyone, of persons to whoever is signed in, of members to those in standing', async () => {
    for (const actor of [visitor, stranger, program, operator])
      expect(await ask(actor, { right: 'public.read' })).toMatchObject({ ok: true, value: { article: '3.1' } })
    expect(await ask(stranger, { right: 'self.manage' })).toMatchObject({ ok: true, value: { kind: 'right' } })
    expect(await ask(visitor, { right: 'self.manage' })).toMatchObject({
      error: { reason: 'Article 3.2 gives this to everyone who is signed in. Sign in first.' },
    })
    expect(await ask(lantern.actor('Dilys'), { right: 'elections.stand' })).toMatchObject({ ok: true })
    expect(await ask(visitor, { right: 'elections.stand' })).toMatchObject({
      error: { reason: 'Article 3.3 gives this to members in standing. Sign in first.', article: { number: '3.3' } },
    })
    expect(await ask(stranger, { right: 'elections.stand' })).toMatchObject({
      error: { reason: 'Article 3.3 gives this to members in standing, and you are not in standing now.' },
    })
  })

  it('leaves the vote to the roll that was frozen: to whoever is signed in, not to a visitor', async () => {
    expect(await ask(stranger, { right: 'elections.vote' })).toMatchObject({ ok: true })
    expect(await ask(visitor, { right: 'elections.vote' })).toMatchObject({
      error: { reason: 'Article 3.3 gives this to whoever is on the frozen roll. Sign in first.' },
    })
  })

  it('keeps the rights of a member in grace, and not of one who has lapsed', async () => {
    lantern.clock.set('2027-03-31T12:00:00Z')
    expect(await ask(lantern.actor('Dilys'), { right: 'elections.stand' })).toMatchObject({ ok: true })
    lantern.clock.set('2027-04-01T12:00:00Z')
    expect(await ask(lantern.actor('Dilys'), { right: 'elections.stand' })).toMatchObject({ ok: false })
  })

  it('lets the program do its duties, and nobody else', async () => {
    expect(await ask(program, { duty: 'mail.deliver' })).toMatchObject({
      ok: true,
      value: { kind: 'duty', article: '13.4' },
    })
    expect(await ask(operator, { duty: 'mail.deliver' })).toMatchObject({
      error: { reason: 'Article 13.4 makes the program do this, and nobody else.' },
    })
    expect(await ask(program, { duty: 'accounts.publish' })).toMatchObject({
      error: { reason: 'Article 6.5 makes the treasurer do this, and nobody else.' },
    })
  })

  it('takes any one of several needs, and refuses what no article gives', async () => {
    expect(await ask(operator, { power: 'people.import', operator: true })).toMatchObject({
      value: { kind: 'operator', name: 'people.import' },
    })
    expect(await ask(visitor, { operator: true })).toMatchObject({
      error: { reason: expect.stringContaining('command line') },
    })
    expect(await ask(lantern.actor('Ada'), { power: 'group.close' })).toEqual({
      ok: false,
      error: { reason: 'No article of the constitution allows this to anybody.', article: null },
    })
  })

  it('takes two point reads at most, with twenty thousand terms', async () => {
    await lantern.as('elections.publish', (tx) =>
      sql`insert into constitution.term (id, office, scope, person, began_at, ends_at, how, reference)
        select gen_random_uuid(), 'office-' || n % 5000, 'group:' || n % 650, gen_random_uuid(),
          platform.at(), platform.at() + interval '1 year', 'election', '/elections/2'
        from generate_series(1, 20000) n`.execute(tx),
    )
    const counted = async (actor: Actor, needs: Needs) => {
      const statements: string[] = []
      await transact(lantern.db, { actor, now: lantern.clock.now() }, 'read', async (tx) => {
        const spied = new Proxy(tx, {
          get: (target, name) => {
            const value = Reflect.get(target, name)
            if (name !== 'getExecutor') return typeof value === 'function' ? value.bind(target) : value
            return () => {
              const executor = target.getExecutor()
              return new Proxy(executor, {
                get: (inner, key) =>
                  key === 'executeQuery'
                    ? (query: Parameters<typeof inner.executeQuery>[0]) => {
                        statements.push(query.sql)
                        return inner.executeQuery(query)
                      }
                    : typeof Reflect.get(inner, key) === 'function'
                      ? Reflect.get(inner, key).bind(inner)
                      : Reflect.get(inner, key),
              })
            }
          },
        })
        await constitutionAuthority().grounds(spied, { actor, needs, scope: ORGANISATION, now: lantern.clock.now() })
      })
      return statements
    }
    const needs = { power: 'elections.run', right: 'elections.stand' }
    expect(await counted(lantern.actor('Chioma'), needs)).toHaveLength(1)
    expect(await counted(lantern.actor('Dilys'), needs)).toHaveLength(2)
    expect(await counted(visitor, needs)).toHaveLength(1)
  })
})
