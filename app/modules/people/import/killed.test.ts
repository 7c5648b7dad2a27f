import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { urlAs } from '../../../platform/database/roles.ts'
import { projectRoot } from '../../../platform/project-root.ts'
import { unwrap } from '../../../platform/result.ts'
import { type ImportWorld, importWorld } from './world.fixture.ts'

let world: ImportWorld
beforeAll(async () => {
  world = await importWorld()
})
afterAll(() => world.close())

const ROWS = 6_000
const file = [
  'id,name,email',
  ...Array.from({ length: ROWS }, (_, row) => `${row},Person Number-${row},person-${row}@example.org`),
].join('\n')

/** The command in a process of its own, so that it can be killed as a power cut would. */
function importInProcess(path: string) {
  const at = (module: string) => JSON.stringify(pathToFileURL(join(projectRoot(), 'app', module)).href)
  const script = `
    const { openDb } = await import(${at('platform/database/pool.ts')})
    const { createRunner } = await import(${at('platform/runner.ts')})
    const { systemChance } = await import(${at('platform/ids.ts')})
    const { operator } = await import(${at('platform/mandate.ts')})
    const { importPeopleFile } = await import(${at('modules/people/import/import-people-file.ts')})
    const db = openDb(process.env.APP_URL, 3, () => undefined)
    const clock = { now: () => new Date('2026-03-02T10:00:00Z') }
    const grounds = { kind: 'operator', name: 'people.import', article: null, scope: 'organisation' }
    const authority = { grounds: async () => ({ ok: true, value: grounds }) }
    const jobs = { send: async () => undefined }
    const accessLog = { write: async () => undefined }
    const runner = createRunner({ db, authority, clock, chance: systemChance, jobs, accessLog })
    await importPeopleFile({ runner, actor: operator, followers: [], path: process.env.FILE })
    await db.destroy()`
  const { url, password } = world.house.database
  return spawn(process.execPath, ['--input-type=module', '-e', script], {
    env: { ...process.env, APP_URL: urlAs(url, 'app', password), FILE: path },
    stdio: 'ignore',
  })
}

const count = async (sql: string) => Number((await world.house.ownerQuery<{ count: number }>(sql)).rows[0]?.count)
const people = () => count(`select count(*)::int from people.person where name like 'Person Number-%'`)

/** Kills the process at the first moment that the database shows what is waited for. */
async function killWhen(child: ReturnType<typeof importInProcess>, sql: string): Promise<boolean> {
  const gone = once(child, 'exit')
  while (child.exitCode === null && (await count(sql)) === 0) await sleep(2)
  const alive = child.exitCode === null
  child.kill('SIGKILL')
  await gone
  return alive
}

/** Until the server has noticed that the killed client is gone, its transaction still holds its locks. */
async function settled(): Promise<void> {
  const busy = `select count(*)::int from pg_stat_activity where datname = current_database() and usename = 'groundswell_app' and xact_start is not null`
  while ((await count(busy)) > 0) await sleep(20)
}

describe('an import that is killed', () => {
  it('while it is staged leaves nobody behind, and the next run takes up where it stood', async () => {
    const path = await world.write('killed.csv', file)
    const staging = `select count(*)::int from people.import where staged_rows > 1000`
    expect(await killWhen(importInProcess(path), staging)).toBe(true)
    await settled()
    expect(await people()).toBe(0)
    const staged = await count('select staged_rows as count from people.import')
    expect(staged).toBeGreaterThan(1000)

    const writing = `select count(*)::int from pg_stat_activity where datname = current_database() and query like '%insert into people.e%'`
    expect(await killWhen(importInProcess(path), writing)).toBe(true)
    await settled()
    // In the middle of the merge: none of them, or, had it just been committed, all.
    expect([0, ROWS]).toContain(await people())

    const done = unwrap(await world.bring(file))
    expect(await people()).toBe(ROWS)
    expect(done.counts.rows).toBe(ROWS)
    expect(await count(`select count(*)::int from people.email where address like 'person-%'`)).toBe(ROWS)
    expect(unwrap(await world.bring(file)).counts).toMatchObject({ added: 0, known: ROWS, updated: 0 })
  })
})
