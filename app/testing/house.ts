import { createHash, createHmac } from 'node:crypto'
import pg from 'pg'
import type { Ground } from '../compose.ts'
import { createSessions } from '../platform/auth/session.ts'
import { clockAt } from '../platform/clock.ts'
import type { Chance, PersonId } from '../platform/ids.ts'
import { createLog, type Log } from '../platform/log.ts'
import type { BuiltAssets } from '../platform/web/assets.ts'
import { type OpenWeb, openWeb } from '../server.ts'
import { type TestDatabase, testDatabase } from './database.ts'

/** A whole house on a database of its own, with a clock that the test moves and chance that repeats itself. */
export interface TestHouse extends OpenWeb {
  readonly clock: ReturnType<typeof clockAt>
  readonly chance: Chance
  readonly database: TestDatabase
  readonly secret: Ground['secret']
  readonly log: Log
  /** Asks the database as its owner, who alone sees past row-level security: for looking at what is kept. */
  ownerQuery<Row extends pg.QueryResultRow>(sql: string): Promise<pg.QueryResult<Row>>
  /** What the program said to its operator. */
  readonly logged: readonly string[]
  /** A reader with cookies of their own, as a browser without script would be. */
  reader(): Reader
  /** A reader who has signed in; only the journey through the mailbox is left out. */
  signedIn(person: PersonId): Promise<Reader>
}

export interface Reader {
  get(address: string, headers?: Record<string, string>): Promise<Response>
  /** Sends a form from one of our own pages. */
  post(
    address: string,
    fields: Record<string, string | readonly string[] | File>,
    headers?: Record<string, string>,
  ): Promise<Response>
  readonly cookies: Map<string, string>
}

export const ORIGIN = 'http://localhost:3000'

/** Chance that gives the same run of ids and bytes for the same seed. */
export function chanceFrom(seed: string): Chance {
  let drawn = 0
  const bytes = (length: number): Uint8Array => {
    const out = Buffer.alloc(length)
    for (let at = 0; at < length; at += 32) createHash('sha256').update(`${seed}:${drawn++}`).digest().copy(out, at)
    return new Uint8Array(out)
  }
  return {
    bytes,
    id() {
      const raw = Buffer.from(bytes(16))
      raw[6] = ((raw[6] as number) & 0x0f) | 0x40
      raw[8] = ((raw[8] as number) & 0x3f) | 0x80
      return raw.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
    },
  }
}

const NO_ASSETS: BuiltAssets = {
  page: { css: '/assets/main.css', icon: '/assets/icon.svg', fonts: [] },
  files: new Map(),
  island: (name) => `/assets/${name}.js`,
}

export interface TestHouseOptions {
  /** What time it is at first. */
  readonly now?: string
  readonly dataDir?: string
  readonly assets?: BuiltAssets
  /** The public address, where the house is to be one that the world reaches. */
  readonly publicUrl?: string
}

export async function testHouse({
  now = '2026-03-02T10:00:00Z',
  dataDir = '/nonexistent',
  assets = NO_ASSETS,
  publicUrl,
}: TestHouseOptions = {}): Promise<TestHouse> {
  const database = await testDatabase()
  const clock = clockAt(now)
  const chance = chanceFrom('a test')
  const logged: string[] = []
  const log = createLog('info', (line) => logged.push(line))
  const secret = { deriveKey: (label: string) => createHmac('sha256', 'test').update(label).digest() }
  const owner = new pg.Pool({ connectionString: database.url, max: 2 })
  // A connection that is being closed may hear that its database is being dropped.
  owner.on('connect', (client) => client.on('error', () => undefined))
  const web = await openWeb({
    databaseUrl: database.url,
    password: database.password,
    secret,
    poolSize: 6,
    clock,
    chance,
    log,
    dataDir,
    publicUrl: publicUrl ?? ORIGIN,
    assets,
    config: {
      host: '127.0.0.1',
      port: 3000,
      publicUrl: publicUrl ?? ORIGIN,
      isPublic: publicUrl !== undefined,
      sourceUrl: undefined,
      dataDir,
      smtpUrl: undefined,
    },
  })
  return {
    ...web,
    clock,
    chance,
    database,
    secret,
    log,
    logged,
    ownerQuery: (sql) => owner.query(sql),
    reader: () => createReader(web.fetch),
    async signedIn(person) {
      const reader = createReader(web.fetch)
      const lines: string[] = []
      const context = { req: { raw: new Request(ORIGIN) }, header: (_: string, line: string) => lines.push(line) }
      await createSessions(web.house.pools.auth, chance, false).begin(context as never, person, 'link', clock.now())
      const [name = '', value = ''] = (lines[0]?.split(';')[0] ?? '').split('=')
      reader.cookies.set(name, value)
      return reader
    },
    async close() {
      await web.close()
      await owner.end()
      await database.drop()
    },
  }
}

function createReader(fetch: OpenWeb['fetch']): Reader {
  const cookies = new Map<string, string>()
  const send = async (request: Request): Promise<Response> => {
    if (cookies.size > 0)
      request.headers.set('cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '))
    const response = await fetch(request)
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';')
      const [name = '', value = ''] = pair.split('=')
      if (/max-age=0/i.test(line)) cookies.delete(name)
      else cookies.set(name, value)
    }
    return response
  }
  return {
    cookies,
    get: (address, headers = {}) => send(new Request(new URL(address, ORIGIN), { headers })),
    async post(address, fields, headers = {}) {
      const hasFile = Object.values(fields).some((value) => value instanceof File)
      const form = hasFile ? new FormData() : new URLSearchParams()
      for (const [name, value] of Object.entries(fields)) {
        for (const one of Array.isArray(value) ? value : [value]) form.append(name, one as string)
      }
      return send(
        new Request(new URL(address, ORIGIN), {
          method: 'POST',
          body: form,
          headers: { 'sec-fetch-site': 'same-origin', ...headers },
        }),
      )
    },
  }
}
