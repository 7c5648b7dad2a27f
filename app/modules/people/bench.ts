import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { openDb } from '../../platform/database/pool.ts'
import { ORGANISATION, systemChance } from '../../platform/ids.ts'
import { type Authority, operator } from '../../platform/mandate.ts'
import { ok, unwrap } from '../../platform/result.ts'
import { createRunner } from '../../platform/runner.ts'
import { accessLog } from './access-log.ts'
import { importPeopleFile } from './import/import-people-file.ts'

export interface ImportBench {
  readonly rows: number
  /** Rows a second of the whole import: reading, matching and merging. */
  readonly importRate: number
  /** Rows a second of the same file once more, when everybody is known. */
  readonly againRate: number
  /** Rows a second of one INSERT … SELECT for each table, in one transaction, that writes the same final rows. */
  readonly plainRate: number
  /** Most memory of this process while importing, in megabytes. */
  readonly memoryMb: number
}

/** Measures the import beside the plain writing of the same final rows, in one migrated database that is empty. */
export async function benchImport({
  ownerUrl,
  appUrl,
  folder,
  rows,
}: {
  ownerUrl: string
  appUrl: string
  folder: string
  rows: number
}): Promise<ImportBench> {
  const path = join(folder, `bench-${rows}.csv`)
  await writeBenchFile(path, rows)
  const db = openDb(appUrl, 4, () => undefined)
  const owner = new pg.Client(ownerUrl)
  await owner.connect()
  const authority: Authority = {
    grounds: async () => ok({ kind: 'operator', name: 'people.import', article: null, scope: ORGANISATION }),
  }
  const clock = { now: () => new Date('2026-11-22T12:00:00Z') }
  const jobs = { send: async () => undefined }
  const runner = createRunner({ db, authority, clock, chance: systemChance, jobs, accessLog })
  try {
    await owner.query(
      `insert into people.rule values ('people.import-evidence', '2000-01-01', '["joined","paid-until"]', null) on conflict do nothing`,
    )
    let memory = 0
    const watch = setInterval(() => {
      memory = Math.max(memory, process.memoryUsage.rss())
    }, 50)
    const run = () =>
      timed(async () => unwrap(await importPeopleFile({ runner, actor: operator, followers: [], path })))
    const first = await run()
    clearInterval(watch)
    const again = await run()
    const plain = await plainly(owner)
    return {
      rows,
      importRate: Math.round(rows / first),
      againRate: Math.round(rows / again),
      plainRate: Math.round(rows / plain),
      memoryMb: Math.round(memory / 2 ** 20),
    }
  } finally {
    await owner.end()
    await db.destroy()
    await rm(path, { force: true })
  }
}

const TABLES = ['person', 'email', 'phone', 'external_id', 'evidence']

/** The yardstick: the rows that the import left, written again to the same empty tables under the same role and policies. */
async function plainly(owner: pg.Client): Promise<number> {
  for (const table of TABLES)
    await owner.query(`create unlogged table people.bench_${table} as select * from people.${table}`)
  for (const table of TABLES) await owner.query(`grant select on people.bench_${table} to groundswell_app`)
  await owner.query(`truncate ${TABLES.map((table) => `people.${table}`).join(', ')} cascade`)
  await owner.query('set role groundswell_app')
  const seconds = await timed(async () => {
    await owner.query(
      `begin; select set_config('gs.power', 'people.import', true), set_config('gs.person', '', true), set_config('gs.actor', 'operator', true)`,
    )
    for (const table of TABLES) await owner.query(`insert into people.${table} select * from people.bench_${table}`)
    await owner.query('commit')
  })
  await owner.query('reset role')
  for (const table of TABLES) await owner.query(`drop table people.bench_${table}`)
  return seconds
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now()
  await work()
  return (performance.now() - begun) / 1000
}

/** A NationBuilder export of invented people, three in a hundred of them twice. */
async function writeBenchFile(path: string, rows: number): Promise<void> {
  const given = ['Siân', 'Amara', 'Jack', 'Niamh', 'Owain', 'Fatima', 'Róisín', 'Callum', 'Priya', 'Zofia']
  const family = [
    'O’Neill',
    'Evans',
    'Okafor',
    'Smith-Jones',
    'MacDonald',
    'Hussain',
    'Davies',
    'Nowak',
    'Patel',
    'Byrne',
  ]
  const file = createWriteStream(path)
  file.write(
    'nationbuilder_id,first_name,last_name,email,phone_number,primary_city,primary_zip,membership_started_at,membership_expires_at,tag_list\n',
  )
  for (let row = 0; row < rows; row++) {
    const who = row % 100 < 97 ? row : row - 50
    const line = `${who},${given[who % 10]},${family[Math.floor(who / 10) % 10]},person.${who}@example.org,07700 ${String(900000 + (who % 1000))},Leeds,LS${(who % 19) + 1} ${who % 9}AB,2024-0${(who % 9) + 1}-11,2026-12-31,"member, volunteer"\n`
    if (!file.write(line)) await once(file, 'drain')
  }
  file.end()
  await once(file, 'close')
}
