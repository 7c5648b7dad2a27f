import pg from 'pg'
import { err, ok, type Result } from '../result.ts'

const oldest = 15

/** Whether the operator's own PostgreSQL can be used, or a sentence that says why not. It never repeats the password. */
export async function checkDatabase(url: string): Promise<Result<void, string>> {
  const { host, pathname, username } = new URL(url)
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  // What goes wrong is what the statement under way says.
  client.on('error', () => undefined)
  try {
    await client.connect()
    const { rows } = await client.query<{ version: string }>(`select current_setting('server_version_num') as version`)
    const major = Math.floor(Number(rows[0]?.version) / 10_000)
    if (major >= oldest) return ok()
    return err(`DATABASE_URL: the PostgreSQL at ${host} is version ${major}; Groundswell needs ${oldest} or later.`)
  } catch (problem) {
    const { code, message } = problem as { code?: string; message: string }
    const reason = message || code || 'no answer'
    return err(`DATABASE_URL: the database ${pathname.slice(1)} at ${host} does not let ${username} in: ${reason}`)
  } finally {
    await client.end().catch(() => undefined)
  }
}
