import type { CountRecord } from '@groundswell/tally'
import pg from 'pg'
import type { Ground } from '../app/compose.ts'
import { ResultPage } from '../app/modules/elections/pages/result.tsx'
import { urlAs } from '../app/platform/database/roles.ts'
import type { Frame } from '../app/platform/web/visit.ts'
import { renderPage } from '../app/ui/render.ts'

/** One statement as the house sent it, and on which of its connections. */
interface Statement {
  readonly client: object
  readonly text: string
  readonly values: unknown[]
}

interface Parts {
  readonly ground: Ground
  readonly assets: Frame['assets']
  readonly slug: string
}

/**
 * The yardstick for a page that is made anew: a handler that sends the very statements that the house sent for it (they
 * are overheard once, so that the two cannot drift apart) and renders the same markup, with no verb, no query, no
 * routes and no middleware around.
 */
export async function leanHandler({ ground, assets, slug }: Parts): Promise<(request: Request) => Promise<Response>> {
  const statements = await overhear(() =>
    fetch(`http://127.0.0.1:38400/elections/${slug}`, { headers: { cookie: 'gs_none=1' } }),
  )
  const transactions = byTransaction(statements)
  const pool = new pg.Pool({
    connectionString: urlAs(ground.databaseUrl, 'app', ground.password),
    max: ground.poolSize,
  })
  // The database stops before this process does.
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  const frame: Frame = {
    assets,
    nav: [{ href: '/elections', text: 'Elections', current: false }],
    flash: undefined,
    sourceUrl: undefined,
    address: `/elections/${slug}`,
    island: (name) => name,
    outbox: true,
  }
  return async () => {
    let row: Record<string, unknown> = {}
    for (const transaction of transactions) {
      const client = await pool.connect()
      for (const { text, values } of transaction) {
        const result = await client.query(text, values)
        const found = (result.rows ?? [])[0] as Record<string, unknown> | undefined
        if (found && 'record' in found) row = found
      }
      client.release()
    }
    const result = {
      slug,
      title: row.title as string,
      held: row.held as 'elsewhere',
      publishedAt: row.published_at as Date,
      record: JSON.parse(row.record as string) as CountRecord,
      papersPublic: true,
    }
    const html = renderPage(ResultPage({ frame, result, origin: 'http://localhost:38400' }))
    return new Response(html, { headers: { 'content-type': 'text/html; charset=utf-8' } })
  }
}

/** Listens to what this process sends to PostgreSQL while `work` is done. */
async function overhear(work: () => Promise<Response>): Promise<Statement[]> {
  const heard: Statement[] = []
  const { query } = pg.Client.prototype
  pg.Client.prototype.query = function overheard(this: pg.Client, ...args: unknown[]) {
    const [text, values] = args
    if (typeof text === 'string') heard.push({ client: this, text, values: (values as unknown[]) ?? [] })
    return (query as (...args: unknown[]) => unknown).apply(this, args)
  } as typeof query
  await (await work()).text()
  pg.Client.prototype.query = query
  return heard
}

function byTransaction(statements: readonly Statement[]): Statement[][] {
  const transactions: Statement[][] = []
  for (const statement of statements) {
    if (statement.text.startsWith('begin')) transactions.push([])
    transactions.at(-1)?.push(statement)
  }
  return transactions
}
