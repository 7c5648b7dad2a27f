import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestDatabase, testDatabase } from '../app/testing/database.ts'
import { typesFile, typesOf } from './generate-types.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.drop())

describe('tables.generated.ts', () => {
  it('is what the migrations make: after a change to them, npm run db:types', async () => {
    expect(await readFile(typesFile, 'utf8')).toBe(await typesOf(database.url))
  })
})
