import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import type { Client } from 'pg'
import { openDb } from '../../platform/database/pool.ts'
import { ORGANISATION, systemChance } from '../../platform/ids.ts'
import { type Authority, operator } from '../../platform/mandate.ts'
import { ok, unwrap } from '../../platform/result.ts'
import { createRunner } from '../../platform/runner.ts'
import { accessLog } from './access-log.ts'
import { importPeopleFile } from './import/import-people-file.ts'

/** Brings a file in and says how long it took and how much memory this process came to hold. Run it in a process of its own. */
export async function timeImport({
  appUrl,
  path,
}: {
  appUrl: string
  path: string
}): Promise<{ seconds: number; megabytes: number }> {
  const db = openDb(appUrl, 4, () => undefined)
  const authority: Authority = {
    grounds: async () => ok({ kind: 'operator', name: 'people.import', article: null, scope: ORGANISATION }),
  }
  const clock = { now: () => new Date('2026-11-22T12:00:00Z') }
  const jobs = { send: async () => undefined }
  const runner = createRunner({ db, authority, clock, chance: systemChance, jobs, accessLog })
  let most = 0
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss())
  }, 50)
  const begun = performance.now()
  unwrap(await importPeopleFile({ runner, actor: operator, followers: [], path }))
  const seconds = (performance.now() - begun) / 1000
  clearInterval(watch)
  await db.destroy()
  return { seconds, megabytes: Math.round(most / 2 ** 20) }
}

const TABLES = ['person', 'email', 'phone', 'external_id', 'evidence']

/** Keeps what an import wrote aside, to be written again as the yardstick. */
export async function keepAside(owner: Client): Promise<void> {
  for (const table of TABLES) {
    await owner.query(`create table people.bench_${table} as select * from people.${table}`)
    await owner.query(`grant select on people.bench_${table} to groundswell_app`)
    await owner.query(`analyze people.bench_${table}`)
  }
}

/** Empties the people, so that the next run begins where the first did. */
export async function emptyPeople(owner: Client): Promise<void> {
  await owner.query(`truncate ${TABLES.map((table) => `people.${table}`).join(', ')}, people.import cascade`)
  await owner.query('truncate people.import_row, people.import_match, people.import_touched')
  await owner.query(`
    insert into people.rule values ('people.import-evidence', '2000-01-01', '["joined","paid-until"]', null) on conflict do nothing`)
}

/** The yardstick: one INSERT … SELECT for each table, in one transaction, under the program's own role and its policies. */
export async function timePlain(owner: Client): Promise<number> {
  await owner.query('set role groundswell_app')
  const begun = performance.now()
  await owner.query(
    `begin; select set_config('gs.power', 'people.import', true), set_config('gs.scope', 'organisation', true), set_config('gs.person', '', true)`,
  )
  for (const table of TABLES) await owner.query(`insert into people.${table} select * from people.bench_${table}`)
  await owner.query('commit')
  const seconds = (performance.now() - begun) / 1000
  await owner.query('reset role')
  return seconds
}

const GIVEN = ['Siân', 'Amara', 'Jack', 'Niamh', 'Owain', 'Fatima', 'Róisín', 'Callum', 'Priya', 'Zofia']
const FAMILY = [
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

/** A NationBuilder export of invented people, three in a hundred of them twice. */
export async function writeBenchFile(path: string, rows: number): Promise<void> {
  const file = createWriteStream(path)
  file.write(
    'nationbuilder_id,first_name,last_name,email,phone_number,primary_city,primary_zip,membership_started_at,membership_expires_at,tag_list\n',
  )
  for (let row = 0; row < rows; row++) {
    const who = row % 100 < 97 ? row : row - 50
    const names = `${GIVEN[who % 10]},${FAMILY[Math.floor(who / 10) % 10]}`
    const where = `Leeds,LS${(who % 19) + 1} ${who % 9}AB`
    const line = `${who},${names},person.${who}@example.org,07700 ${900_000 + (who % 1000)},${where},2024-0${(who % 9) + 1}-11,2026-12-31,"member, volunteer"\n`
    if (!file.write(line)) await once(file, 'drain')
  }
  file.end()
  await once(file, 'close')
}
