import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Kysely, PostgresDialect, sql } from 'kysely'
import { type Migration, Migrator } from 'kysely/migration'
import pg from 'pg'
import { PgBoss } from 'pg-boss'
import { projectRoot } from '../project-root.ts'
import { ROLES } from './roles.ts'

export interface MigrateOptions {
  /** The owner's address: it makes roles, schemas and tables. */
  readonly url: string
  /** The password of each role of the program, derived from its secret. */
  readonly password: (role: string) => string
}

/** Brings a database to the newest shape, or throws saying which migration failed. Safe to run from several programs at once. */
export async function migrate({ url, password }: MigrateOptions): Promise<void> {
  const pool = new pg.Pool({ connectionString: url, max: 2 })
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) })
  try {
    await makeRoles(db, password)
    const migrator = new Migrator({ db, provider: { getMigrations: async () => readMigrations() } })
    const { error } = await migrator.migrateToLatest()
    if (error) throw error
    await migrateJobs(url)
    await sql`grant usage on schema pgboss to ${sql.id(ROLES.app)}`.execute(db)
    await sql`grant select, insert, update, delete on all tables in schema pgboss to ${sql.id(ROLES.app)}`.execute(db)
    await sql`grant usage on all sequences in schema pgboss to ${sql.id(ROLES.app)}`.execute(db)
    await sql`grant execute on all functions in schema pgboss to ${sql.id(ROLES.app)}`.execute(db)
  } finally {
    await db.destroy()
  }
}

async function makeRoles(db: Kysely<unknown>, password: (role: string) => string): Promise<void> {
  for (const role of Object.values(ROLES)) {
    const found = await sql`select 1 from pg_roles where rolname = ${role}`.execute(db)
    if (found.rows.length === 0) {
      await sql`create role ${sql.id(role)} login noinherit`.execute(db).catch((problem: { code?: string }) => {
        // Another start made it in the same moment.
        if (problem.code !== '42710' && problem.code !== '23505') throw problem
      })
    }
    await sql`alter role ${sql.id(role)} password ${sql.lit(password(role))}`.execute(db)
  }
}

/** Every room's migrations, in the one order that their numbers give: `0010-elections-….sql`. */
function readMigrations(): Record<string, Migration> {
  const app = join(projectRoot(), 'app')
  const rooms = [join(app, 'platform'), ...readdirSync(join(app, 'modules')).map((name) => join(app, 'modules', name))]
  const found: Record<string, Migration> = {}
  for (const room of rooms) {
    for (const file of listSql(join(room, 'migrations'))) {
      if (found[file]) throw new Error(`two migrations are called ${file}`)
      const text = readFileSync(join(room, 'migrations', file), 'utf8')
      found[file] = { up: async (db) => void (await sql.raw(text).execute(db)) }
    }
  }
  return found
}

function listSql(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => name.endsWith('.sql'))
  } catch {
    return []
  }
}

async function migrateJobs(url: string): Promise<void> {
  const boss = new PgBoss({ connectionString: url, max: 1, supervise: false, schedule: false })
  boss.on('error', () => undefined)
  await boss.start()
  await boss.stop({ graceful: false })
}
