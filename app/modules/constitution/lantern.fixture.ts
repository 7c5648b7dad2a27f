import { sql } from 'kysely'
import { clockAt } from '../../platform/clock.ts'
import { openDb } from '../../platform/database/pool.ts'
import { urlAs } from '../../platform/database/roles.ts'
import { type Db, transact, type WriteTx } from '../../platform/database/transaction.ts'
import { type Chance, ORGANISATION, type PersonId, type Scope } from '../../platform/ids.ts'
import { type Actor, operator, visitor } from '../../platform/mandate.ts'
import { unwrap } from '../../platform/result.ts'
import { createRunner, type Runner } from '../../platform/runner.ts'
import { testDatabase } from '../../testing/database.ts'
import { chanceFrom } from '../../testing/house.ts'
import { accessLog } from '../people/index.ts'
import { constitutionAuthority } from './authority.ts'
import { foundOrganisation } from './found-organisation.ts'
import type { Founding } from './founding.ts'
import { prepareFounding } from './founding-token.ts'

/**
 * The Lantern, the small federation that this room's tests remember: Ada chairs, Bola is its secretary and brings
 * people in, Chioma runs its elections, Dilys is a founder without office.
 */
export const LANTERN: Founding = {
  name: 'The Lantern',
  purpose: 'To keep a light on in every street of the town.',
  constitution: 'federation',
  interimEndsOn: '2026-12-31',
  founders: [
    { name: 'Ada Okafor', email: 'ada@lantern.example', offices: ['chair'] },
    { name: 'Bola Price', email: 'bola@lantern.example', offices: ['secretary', 'membership-secretary'] },
    { name: 'Chioma Reid', email: 'chioma@lantern.example', offices: ['returning-officer'] },
    { name: 'Dilys Vaughan', email: 'dilys@lantern.example', offices: [] },
  ],
}

export const FOUNDED_AT = '2026-03-02T10:00:00Z'

export interface Empty {
  readonly db: Db
  readonly runner: Runner
  readonly clock: ReturnType<typeof clockAt>
  readonly chance: Chance
  /** Reads or writes as the program's own role under a power that nobody was asked for: for looking, and for setting scenes. */
  as<T>(power: string, work: (tx: WriteTx) => Promise<T>, where?: { actor?: Actor; scope?: Scope }): Promise<T>
  close(): Promise<void>
}

/** A migrated database with nobody in it, and the constitution's authority over it. */
export async function emptyHouse(): Promise<Empty> {
  const database = await testDatabase()
  const problems: Error[] = []
  const db = openDb(urlAs(database.url, 'app', database.password), 4, (problem) => problems.push(problem))
  const clock = clockAt(FOUNDED_AT)
  const chance = chanceFrom('the Lantern')
  const jobs = {
    send: async () => {
      throw new Error('nothing in this room queues a job')
    },
  }
  const runner = createRunner({ db, authority: constitutionAuthority(), clock, chance, jobs, accessLog })
  return {
    db,
    runner,
    clock,
    chance,
    as: (power, work, { actor = visitor, scope = ORGANISATION } = {}) =>
      transact(db, { actor, now: clock.now() }, 'write', async (tx) => {
        await sql`select set_config('gs.power', ${power}, true), set_config('gs.scope', ${scope}, true)`.execute(tx)
        return work(tx)
      }),
    async close() {
      await db.destroy()
      await database.drop()
    },
  }
}

export interface Lantern extends Empty {
  /** A founder as an actor, by given name. */
  actor(given: string): Actor & { person: PersonId }
}

export async function foundedLantern(): Promise<Lantern> {
  const house = await emptyHouse()
  const token = unwrap(await house.runner.run(prepareFounding, operator, {}))
  unwrap(await house.runner.run(foundOrganisation, { kind: 'founder', token }, LANTERN))
  const people = await house.as('people.read', (tx) => tx.selectFrom('people.person').select(['id', 'name']).execute())
  return {
    ...house,
    actor(given) {
      const found = people.find(({ name }) => name.startsWith(`${given} `))
      if (!found) throw new Error(`nobody in the Lantern is called ${given}`)
      return { kind: 'person', person: found.id as PersonId }
    },
  }
}
