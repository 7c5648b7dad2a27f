import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { urlAs } from '../platform/database/roles.ts'
import { type TestDatabase, testDatabase } from './database.ts'

let databases: TestDatabase[] = []
beforeAll(async () => {
  databases = await Promise.all([testDatabase(), testDatabase(), testDatabase()])
})
afterAll(() => Promise.all(databases.map((one) => one.drop())))

async function ask(url: string, sql: string) {
  const client = new pg.Client(url)
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

describe('testDatabase', () => {
  it('gives each caller a migrated database that no other caller sees', async () => {
    const [first, second] = databases
    if (!first || !second) throw new Error('two databases were asked for')
    await ask(first.url, 'create table only_here (id int)')
    expect(await ask(second.url, `select to_regclass('only_here') as found`)).toEqual([{ found: null }])
    const [{ schemas }] = await ask(second.url, `select array_agg(nspname::text) as schemas from pg_namespace`)
    expect(schemas).toEqual(expect.arrayContaining(['platform', 'pgboss']))
  })

  it('lets the program in under its own role', async () => {
    const [first] = databases
    if (!first) throw new Error('a database was asked for')
    const rows = await ask(urlAs(first.url, 'app', first.password), 'select current_user::text as me')
    expect(rows).toEqual([{ me: 'groundswell_app' }])
  })

  it('is gone after it was dropped, even while somebody is connected', async () => {
    const doomed = await testDatabase()
    const client = new pg.Client(doomed.url)
    client.on('error', () => undefined)
    await client.connect()
    await doomed.drop()
    await expect(ask(doomed.url, 'select 1')).rejects.toThrow(/does not exist/)
  })
})
