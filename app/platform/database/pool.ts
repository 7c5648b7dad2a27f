import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { Db } from './transaction.ts'

const { Pool, types } = pg

/** Counts and pence fit a double exactly up to 2^53; beyond it we would rather stop than round. */
function safeInteger(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new Error('an integer from the database is too large to hold exactly')
  return value
}
types.setTypeParser(types.builtins.INT8, safeInteger)
// A date has no time of day and no zone: it stays the text that it is.
types.setTypeParser(types.builtins.DATE, (text) => text)

export interface Pools {
  /** The program's own role: owns nothing, sees what row-level security lets it see. */
  readonly app: Db
  /** The role of sign-in: reaches schema `auth` and nothing else. */
  readonly auth: Db
  readonly close: () => Promise<void>
}

export function openDb(url: string, size: number, onError: (problem: Error) => void): Db {
  const pool = new Pool({ connectionString: url, max: size, idleTimeoutMillis: 30_000, connectionTimeoutMillis: 5_000 })
  // An idle connection that the server drops is no reason to stop: the next one is opened on demand.
  pool.on('error', onError)
  // One that is lent out and loses its server between two statements tells only itself; the next statement fails.
  pool.on('connect', (client) => client.on('error', () => undefined))
  return new Kysely({ dialect: new PostgresDialect({ pool }) })
}

const UNAVAILABLE = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  '57P01',
  '57P02',
  '57P03',
  '08000',
  '08001',
  '08003',
  '08006',
  '53300',
])

/** Whether a thrown problem means that the database is away, so that the right answer is "try again shortly". */
export function isDatabaseAway(problem: unknown): boolean {
  if (!(problem instanceof Error)) return false
  const code = (problem as { code?: unknown }).code
  // A missing file is none of the database's.
  if (code === 'ENOENT') return (problem as { syscall?: unknown }).syscall === 'connect'
  if (typeof code === 'string' && UNAVAILABLE.has(code)) return true
  return /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|not queryable/.test(
    problem.message,
  )
}

/** Whether the same transaction, tried again, may succeed: a deadlock or a serialisation failure. */
export function isTransient(problem: unknown): boolean {
  const code = problem instanceof Error ? (problem as { code?: unknown }).code : undefined
  return code === '40001' || code === '40P01'
}
