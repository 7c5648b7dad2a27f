import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PersonId, Scope } from '../../../platform/ids.ts'
import { unwrap } from '../../../platform/result.ts'
import { joinGroup } from '../../groups/index.ts'
import { callElection } from '../calling/call-election.ts'
import { MEMBERS, SPRING, type Tidewater, tidewater } from '../testing/tidewater.fixture.ts'
import { considered, reasonFor } from './electorate.ts'

let world: Tidewater
const HARBOUR = '6d0e6b1c-0000-4000-8000-0000000000a1'
const harbour = `group:${HARBOUR}` as Scope
beforeAll(async () => {
  world = await tidewater()
  await world.ownerQuery(
    `insert into groups."group" (id, kind, name, name_key, slug, began_on) values ('${HARBOUR}', 'local', 'Harbour', 'harbour', 'harbour', '2020-01-01')`,
  )
  for (const known of ['efa', 'hana', 'idris'] as const) {
    unwrap(await world.house.runner.run(joinGroup, world.actor(known), { group: HARBOUR }))
  }
})
afterAll(() => world.close())

describe('the roll', () => {
  it('says of everybody what it says of each person alone, on any day', async () => {
    const day = fc.date({ min: new Date('2017-01-01'), max: new Date('2027-12-31'), noInvalidDate: true })
    const dayText = day.map((date) => date.toISOString().slice(0, 10))
    await fc.assert(
      fc.asyncProperty(
        dayText,
        dayText,
        fc.constantFrom('organisation' as Scope, harbour),
        async (on, joinedBy, scope) => {
          const electorate = { scope, day: on, joinedBy }
          await world.as('elections.keep-timetable', async (tx) => {
            const { rows } = await sql<{ person: PersonId; reason: string }>`${considered(electorate)}`.execute(tx)
            const together = new Map(rows.map(({ person, reason }) => [person, reason]))
            for (const known of Object.keys(MEMBERS) as (keyof typeof MEMBERS & Parameters<Tidewater['person']>[0])[]) {
              const person = world.person(known)
              expect(await reasonFor(tx, person, electorate)).toBe(together.get(person) ?? 'not-on-the-roll')
            }
          })
        },
      ),
      { numRuns: 60 },
    )
  })

  it('of a group holds its own members, and says of the others that they do not belong', async () => {
    const contest = unwrap(
      await world.house.runner.run(callElection, world.actor('ama'), {
        title: 'Harbour secretary',
        office: 'group-secretary',
        seats: 1,
        scope: harbour,
        ...SPRING,
      }),
    )
    world.clock.set('2026-03-19T12:00:01Z')
    await world.tick()
    const { rows } = await world.ownerQuery<{ name: string; reason: string }>(
      `select p.name, v.reason from elections.place v join people.person p on p.id = v.person where contest = '${contest}'`,
    )
    const reasons = Object.fromEntries(rows.map(({ name, reason }) => [name.split(' ')[0], reason]))
    expect(reasons).toMatchObject({
      Efa: 'eligible',
      Hana: 'eligible',
      Idris: 'lapsed',
      Ffion: 'not-in-group',
      Ama: 'not-in-group',
    })
  })

  it('is hashed so that any change of a place shows', async () => {
    const hash = async () =>
      (
        await world.ownerQuery<{ hash: string }>(
          "select encode(sha256(convert_to(string_agg(person::text || ' ' || reason, E'\\n' order by person), 'UTF8')), 'hex') as hash from elections.place",
        )
      ).rows[0]?.hash
    const kept = (
      await world.ownerQuery<{ hash: string }>("select encode(roll_hash, 'hex') as hash from elections.contest")
    ).rows[0]?.hash
    expect(await hash()).toBe(kept)
    await world.ownerQuery(
      "update elections.place set reason = 'lapsed', may_vote = false where ctid = (select min(ctid) from elections.place where may_vote)",
    )
    expect(await hash()).not.toBe(kept)
  })

  it('cannot be changed by the program once it is frozen', async () => {
    await expect(
      world.as('elections.keep-timetable', (tx) =>
        tx.updateTable('elections.place').set({ may_vote: true, reason: 'eligible' }).execute(),
      ),
    ).rejects.toThrow(/permission denied/)
  })

  it('is frozen for 20,000 people in a few seconds, by one statement', async () => {
    await world.ownerQuery(`
      insert into people.person (id, name, name_key, added_at) select gen_random_uuid(), 'Member ' || n, 'member ' || n, '2025-01-01' from generate_series(1, 20000) n;
      insert into people.evidence (id, person, kind, on_date, until, source, recorded_at)
        select gen_random_uuid(), id, 'paid', '2025-01-01', '2026-12-31', 'test', '2025-01-01' from people.person where name_key like 'member %'`)
    world.clock.set('2026-03-02T10:00:00Z')
    const contest = unwrap(
      await world.house.runner.run(callElection, world.actor('ama'), {
        title: 'Chair',
        office: 'chair',
        seats: 1,
        ...SPRING,
      }),
    )
    world.clock.set('2026-03-19T12:00:01Z')
    const before = performance.now()
    await world.tick()
    expect(performance.now() - before).toBeLessThan(12_000)
    const { rows } = await world.ownerQuery<{ roll_voters: number }>(
      `select roll_voters from elections.contest where id = '${contest}'`,
    )
    expect(rows[0]?.roll_voters).toBeGreaterThanOrEqual(20_000)
  })
})
