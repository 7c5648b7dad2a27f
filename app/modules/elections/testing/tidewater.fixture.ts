import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { transact, type WriteTx } from '../../../platform/database/transaction.ts'
import type { PersonId } from '../../../platform/ids.ts'
import { type Actor, type Mandate, visitor } from '../../../platform/mandate.ts'
import { unwrap } from '../../../platform/result.ts'
import { tick } from '../../../platform/tick.ts'
import { FOUNDERS, found } from '../../../testing/found.ts'
import { type Reader, type TestHouse, testHouse } from '../../../testing/house.ts'
import { addPerson, type Evidence, nameFrom } from '../../people/index.ts'
import { callElection } from '../calling/call-election.ts'
import type { ContestId } from '../calling/contest.ts'
import { keepTimetable } from '../calling/keep-timetable.ts'
import { type KeyKeeper, keyKeeper } from '../opening/key-keeper.ts'
import { decideCandidate } from '../standing/decide-candidate.ts'
import { stand } from '../standing/stand.ts'

/**
 * The Tidewater Federation in the spring of 2026, as this room's tests remember it: Ama runs elections; Efa, Ffion, Gareth
 * and Hana are members; Idris has lapsed, Juno is suspended, Kofi has left; Lowri supports but never joined.
 */
export const MEMBERS: Record<string, { name: string; evidence: readonly Evidence[] }> = {
  efa: { name: 'Efa Rowlands', evidence: [{ kind: 'joined', on: '2024-05-01' }, paid('2026-12-31')] },
  ffion: { name: 'Ffion Adeyemi', evidence: [{ kind: 'joined', on: '2023-02-01' }, paid('2026-12-31')] },
  gareth: { name: 'Gareth Nwosu', evidence: [{ kind: 'joined', on: '2025-09-09' }, paid('2026-12-31')] },
  hana: { name: 'Hana Lindqvist', evidence: [{ kind: 'joined', on: '2020-01-01' }, paid('2026-12-31')] },
  idris: { name: 'Idris Castell', evidence: [{ kind: 'joined', on: '2019-01-01' }, paid('2025-06-30')] },
  juno: {
    name: 'Juno Marchetti',
    evidence: [{ kind: 'joined', on: '2021-01-01' }, paid('2026-12-31'), { kind: 'suspended', on: '2026-02-01' }],
  },
  kofi: {
    name: 'Kofi Brandt',
    evidence: [{ kind: 'joined', on: '2018-01-01' }, paid('2026-12-31'), { kind: 'ended', on: '2026-01-15' }],
  },
  lowri: { name: 'Lowri Sands', evidence: [] },
}

function paid(until: string): Evidence {
  return { kind: 'paid', on: '2025-01-01', until }
}

export type Known = keyof typeof FOUNDERS | 'efa' | 'ffion' | 'gareth' | 'hana' | 'idris' | 'juno' | 'kofi' | 'lowri'

export interface Tidewater extends TestHouse {
  readonly keys: KeyKeeper
  readonly keyFolder: string
  person(known: Known): PersonId
  actor(known: Known): Actor
  /** Somebody at their own browser, signed in by a link some time ago. */
  signedIn(known: Known | PersonId): Promise<Reader>
  /** Adds so many members in standing, of no importance to anyone but the count. */
  addMembers(count: number): Promise<PersonId[]>
  /** Does what is due at the clock's time, failing where a chore fails. */
  tick(): Promise<void>
  /** Sets the scene under a power that nobody was asked for. */
  as<T>(power: string, work: (tx: WriteTx) => Promise<T>, actor?: Actor): Promise<T>
}

/** At ten on 2 March 2026, before Ama has called anything. */
export function tidewater(): Promise<Tidewater>
export function tidewater<House extends TestHouse>(open: () => Promise<House>): Promise<House & Tidewater>
export async function tidewater(open: () => Promise<TestHouse> = testHouse): Promise<Tidewater> {
  const keyFolder = mkdtempSync(join(tmpdir(), 'groundswell-keys-'))
  const house = await open()
  await found(house)
  const { clock, chance } = house
  const { app } = house.house.pools
  const keys = keyKeeper(keyFolder, chance)
  const as: Tidewater['as'] = (power, work, actor = visitor) =>
    transact(app, { actor, now: clock.now() }, 'write', async (tx) => {
      await sql`select set_config('gs.power', ${power}, true), set_config('gs.scope', 'organisation', true)`.execute(tx)
      return work(tx)
    })
  const importing = { kind: 'office', name: 'people.import' } as Mandate
  const add = (tx: WriteTx, name: string, email: string, evidence: readonly Evidence[]) =>
    addPerson(tx, importing, {
      person: {
        name: nameFrom({ name }) as NonNullable<ReturnType<typeof nameFrom>>,
        emails: [email],
        evidence,
        source: 'test',
      },
      now: clock.now(),
      chance,
    })
  const people = new Map<string, PersonId>()
  await as('people.import', async (tx) => {
    for (const [key, { name, evidence }] of Object.entries(MEMBERS))
      people.set(key, await add(tx, name, `${key}@example.org`, evidence))
  })
  const rows = await as('people.read', (tx) => tx.selectFrom('people.person').select(['id', 'name']).execute())
  for (const [key, founder] of Object.entries(FOUNDERS)) {
    const row = rows.find(({ name }) => name === founder.name)
    if (row) people.set(key, row.id as PersonId)
  }
  const person = (known: Known): PersonId => {
    const id = people.get(known)
    if (!id) throw new Error(`nobody in Tidewater is called ${known}`)
    return id
  }
  const chore = keepTimetable({ keys, origin: 'http://localhost:3000' })
  let added = 0
  return {
    ...house,
    keys,
    keyFolder,
    person,
    actor: (known) => ({ kind: 'person', person: person(known) }),
    as,
    signedIn: (known) => house.signedIn(people.get(known) ?? (known as PersonId)),
    addMembers: (count) =>
      as('people.import', async (tx) => {
        const ids: PersonId[] = []
        for (let i = 0; i < count; i++) {
          added++
          const evidence: Evidence[] = [{ kind: 'joined', on: '2024-01-01' }, paid('2026-12-31')]
          ids.push(await add(tx, `Member Number-${added}`, `member-${added}@example.org`, evidence))
        }
        return ids
      }),
    async tick() {
      const failures: unknown[] = []
      await tick([chore], house.house.runner, clock.now(), (_, problem) => failures.push(problem))
      if (failures.length > 0) throw failures[0]
    },
    async close() {
      await house.close()
      if (existsSync(keyFolder)) rmSync(keyFolder, { recursive: true })
    },
  }
}

/** The times of the treasurer's election, called on 2 March; long enough for the federation's constitution. */
export const SPRING = {
  nominationsOpen: '2026-03-03T09:00:00Z',
  nominationsClose: '2026-03-18T17:00:00Z',
  freezeAt: '2026-03-19T12:00:00Z',
  opensAt: '2026-03-30T11:00:00Z',
  closesAt: '2026-04-14T11:00:00Z',
} as const

export async function callTreasurer(
  { house, actor }: Tidewater,
  change: Record<string, unknown> = {},
): Promise<ContestId> {
  return unwrap(
    await house.runner.run(callElection, actor('ama'), {
      title: 'Treasurer 2026',
      office: 'treasurer',
      seats: 1,
      ...SPRING,
      ...change,
    }),
  )
}

/** Called, with Efa, Ffion and Gareth accepted as candidates. The clock stands where nominations have closed. */
export async function threeStand(world: Tidewater): Promise<ContestId> {
  const contest = await callTreasurer(world)
  world.clock.set('2026-03-05T12:00:00Z')
  for (const known of ['efa', 'ffion', 'gareth'] as const) {
    const { name } = MEMBERS[known] as { name: string }
    unwrap(
      await world.house.runner.run(stand, world.actor(known), {
        contest,
        name,
        statement: `I am ${name}, and I will keep the books open to every member.`,
      }),
    )
  }
  world.clock.set('2026-03-18T18:00:00Z')
  const candidates = await world.as('elections.run', (tx) =>
    tx.selectFrom('elections.candidate').select('id').where('contest', '=', contest).execute(),
  )
  for (const { id } of candidates) {
    unwrap(
      await world.house.runner.run(decideCandidate, world.actor('ama'), {
        contest,
        candidate: id,
        decision: 'accepted',
      }),
    )
  }
  return contest
}

/** Candidates' numbers on the papers of `threeStand`: by name, as they are given when the ballot opens. */
export const [EFA, FFION, GARETH] = [1, 2, 3]

/** The ballot is open, an hour old. */
export async function openBallotNow(world: Tidewater): Promise<ContestId> {
  const contest = await threeStand(world)
  world.clock.set('2026-03-19T12:00:05Z')
  await world.tick()
  world.clock.set('2026-03-30T11:00:05Z')
  await world.tick()
  world.clock.set('2026-03-30T12:00:00Z')
  return contest
}
