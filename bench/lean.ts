import pg from 'pg'
import type { VNode } from 'preact'
import type { Ground } from '../app/compose.ts'
import { urlAs } from '../app/platform/database/roles.ts'
import { renderPage } from '../app/ui/render.ts'

/** One statement as the house sent it, and on which of its connections. */
interface Statement {
  readonly client: object
  readonly text: string
  readonly values: unknown[]
}

/** The last page that was rendered, kept by the house of the measurement so that the yardstick can render it too. */
export const rendered: { page: VNode | undefined } = { page: undefined }

export function renderAndKeep(page: VNode): string {
  rendered.page = page
  return renderPage(page)
}

/**
 * The yardstick for a page that is made anew: a handler that sends the very statements that the house sent for it (they
 * are overheard once, so that the two cannot drift apart) and renders the very same tree to markup, with no verb, no
 * query, no routes and no middleware around, and without even making the tree from the rows.
 */
export async function leanHandler(
  ground: Ground,
  url: string,
  cookie: string,
): Promise<(request: Request) => Promise<Response>> {
  const turns = byTurn(await overhear(() => fetch(url, { headers: { cookie } })))
  const { page } = rendered
  if (!page) throw new Error('the house rendered nothing')
  const pools = { app: poolAs(ground, 'app'), auth: poolAs(ground, 'auth') }
  return async () => {
    for (const turn of turns) {
      const client = await (turn[0]?.text.includes('"auth".') ? pools.auth : pools.app).connect()
      for (const { text, values } of turn) await client.query(text, values)
      client.release()
    }
    return new Response(renderPage(page), { headers: { 'content-type': 'text/html; charset=utf-8' } })
  }
}

function poolAs(ground: Ground, role: 'app' | 'auth'): pg.Pool {
  const pool = new pg.Pool({ connectionString: urlAs(ground.databaseUrl, role, ground.password), max: ground.poolSize })
  // The database stops before this process does.
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  return pool
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

/** What was sent on one connection before it was handed back: a transaction, or a statement of its own. */
function byTurn(statements: readonly Statement[]): Statement[][] {
  const turns: Statement[][] = []
  for (const statement of statements) {
    const last = turns.at(-1)
    const isNew = !last || last[0]?.client !== statement.client || statement.text.startsWith('begin')
    if (isNew) turns.push([statement])
    else last.push(statement)
  }
  return turns
}
