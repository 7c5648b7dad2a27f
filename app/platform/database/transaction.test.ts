import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestDatabase, testDatabase } from '../../testing/database.ts'
import { visitor } from '../mandate.ts'
import { openDb } from './pool.ts'
import { urlAs } from './roles.ts'
import { type Db, type Eyes, transact } from './transaction.ts'

let database: TestDatabase
let db: Db
beforeAll(async () => {
  database = await testDatabase()
  // One connection only: what a transaction leaves on it, the next one meets.
  db = openDb(urlAs(database.url, 'app', database.password), 1, () => undefined)
})
afterAll(async () => {
  await db.destroy()
  await database.drop()
})

const eyes: Eyes = { actor: visitor, now: new Date('2026-03-02T10:00:00Z') }

/** Who the database thinks is reading. */
const actor = () =>
  transact(db, eyes, 'read', async (tx) => {
    const { rows } = await sql<{ actor: string }>`select platform.actor() as actor`.execute(tx)
    return rows[0]?.actor
  })

describe('a connection that is lent again', () => {
  it('bears nothing of a transaction that broke while it was being opened', async () => {
    const broken = { ...eyes, actor: { kind: "x' || 1/0 || '" } as never }
    await expect(transact(db, broken, 'write', async () => undefined)).rejects.toThrow('division by zero')
    expect(await actor()).toBe('visitor')
  })

  it('bears nothing of a transaction that broke in the middle', async () => {
    await expect(transact(db, eyes, 'write', (tx) => sql`select 1/0`.execute(tx))).rejects.toThrow('division by zero')
    expect(await actor()).toBe('visitor')
  })

  it('is a new one where the server dropped it in the middle', async () => {
    const dropped = transact(db, eyes, 'write', (tx) => sql`select pg_terminate_backend(pg_backend_pid())`.execute(tx))
    await expect(dropped).rejects.toThrow()
    expect(await actor()).toBe('visitor')
  })
})
