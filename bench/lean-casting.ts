import { createHash } from 'node:crypto'
import pg from 'pg'
import type { Ground } from '../app/compose.ts'
import { paperToBytes } from '../app/modules/elections/casting/paper-bytes.ts'
import { receiptCode, sealPaper } from '../app/modules/elections/casting/seal.ts'
import { urlAs } from '../app/platform/database/roles.ts'
import { systemChance } from '../app/platform/ids.ts'
import type { OpenWeb } from '../app/server.ts'

interface Statement {
  readonly client: pg.Client
  readonly text: string
  readonly values: readonly unknown[]
}

export interface LeanParts {
  readonly house: OpenWeb
  readonly ground: Ground
  readonly contest: string
  readonly sample: { readonly person: string; readonly cookie: string }
}

/**
 * Casts a vote with the very statements that the house sends, overheard from one of its casts, and with nothing around
 * them: no routes, no checks, no authority, one pool. The paper is sealed all the same.
 */
export async function leanCasting({ house, ground, contest, sample }: LeanParts) {
  const heard = await overhear(() => house.fetch(castRequest(contest, sample.cookie)))
  const isAuth = (text: string) => /"auth"\."session"|auth\.session/.test(text)
  const clients = [...new Set(heard.map(({ client }) => client))]
  const transactions = clients.map((client) => heard.filter((one) => one.client === client))
  const app = new pg.Pool({ connectionString: urlAs(ground.databaseUrl, 'app', ground.password), max: 10 })
  const auth = new pg.Pool({ connectionString: urlAs(ground.databaseUrl, 'auth', ground.password), max: 5 })
  // The database stops before this process does.
  for (const pool of [app, auth]) pool.on('error', () => undefined)
  const publicKey = (await app.query('select public_key from elections.contest where id = $1', [contest])).rows[0]
    .public_key
  return async (request: Request): Promise<Response> => {
    const secret = decodeURIComponent(/gs_session=([^;]+)/.exec(request.headers.get('cookie') ?? '')?.[1] ?? '')
    const tokenHash = createHash('sha256').update(secret).digest()
    await request.formData()
    let person = ''
    let place = ''
    let sealed: Buffer = Buffer.alloc(0)
    for (const statements of transactions) {
      const client = await (statements.every(({ text }) => isAuth(text)) ? auth : app).connect()
      for (const { text, values } of statements) {
        if (text.includes('insert into elections.envelope')) {
          sealed = sealPaper(paperToBytes([1, 2, 3], 8), publicKey, { contest, place }, systemChance.bytes(32))
        }
        const mine = values.map((value) => {
          if (Buffer.isBuffer(value)) return value.length === 32 ? tokenHash : sealed
          if (value === sample.person) return person
          if (typeof value === 'string' && /^[0-9A-Z]{5}-[0-9A-Z]{5}$/.test(value)) return receiptCode(sealed)
          return typeof value === 'string' && text.includes('insert into elections.envelope') && value !== contest
            ? place
            : value
        })
        const { rows } = await client.query(text.replaceAll(sample.person, person), mine)
        const row = (rows?.[0] ?? {}) as { person?: string; place?: string }
        if (row.person) person = row.person
        if (row.place) place = row.place
      }
      client.release()
    }
    return new Response(receiptCode(sealed), { status: 303, headers: { location: `/ballots/${contest}/receipt` } })
  }
}

export function castRequest(contest: string, cookie: string): Request {
  return new Request(`http://localhost/ballots/${contest}/cast`, {
    method: 'POST',
    headers: { cookie, 'sec-fetch-site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded' },
    body: 'order=3-1-2-4-5-6-7-8&rank-3=1&rank-1=2&rank-2=3',
  })
}

async function overhear(work: () => Response | Promise<Response>): Promise<Statement[]> {
  const heard: Statement[] = []
  const { query } = pg.Client.prototype
  pg.Client.prototype.query = function overheard(this: pg.Client, ...args: unknown[]) {
    const [text, values] = args
    if (typeof text === 'string') heard.push({ client: this, text, values: (values as unknown[]) ?? [] })
    return (query as (...args: unknown[]) => unknown).apply(this, args)
  } as typeof query
  const answer = await work()
  pg.Client.prototype.query = query
  if (answer.status !== 303) throw new Error(`the house did not take the vote: ${answer.status}`)
  return heard
}
