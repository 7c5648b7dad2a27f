/**
 * The worker as a process of its own. It learns from its parent where the database and the post are, and ends, with the
 * job at hand finished, when the parent lets go of it or is gone, however it went.
 */
import { once } from 'node:events'
import { rolePasswords } from '../compose.ts'
import { systemClock } from '../platform/clock.ts'
import { readConfig } from '../platform/config.ts'
import { isDatabaseAway } from '../platform/database/pool.ts'
import { systemChance } from '../platform/ids.ts'
import { createLog } from '../platform/log.ts'
import { unwrap } from '../platform/result.ts'
import { openSecret } from '../platform/secret.ts'
import { startWorker } from '../worker.ts'
import type { WorkerOrders } from './keep-worker.ts'

process.setSourceMapsEnabled(true)
// Ctrl-C reaches every process of the terminal; the order in which they stop is the parent's to keep.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined)

const released = once(process, 'disconnect')
const [{ databaseUrl, smtpUrl }] = (await once(process, 'message')) as [WorkerOrders]
const config = unwrap(readConfig(process.env))
const secret = unwrap(await openSecret(config.secretKeyFile))
const log = createLog(config.logLevel)
const worker = await startWorker({
  databaseUrl,
  password: rolePasswords(secret),
  secret,
  dataDir: config.dataDir,
  publicUrl: config.publicUrl,
  poolSize: config.poolSize,
  clock: systemClock,
  chance: systemChance,
  log,
  post: { smtpUrl, from: config.mailFrom, origin: config.publicUrl },
}).catch((problem: unknown) => {
  if (!isDatabaseAway(problem)) throw problem
  log.warn('the worker finds no database')
  return process.exit(1)
})
// Whoever let go of the worker while it started no longer listens.
process.send?.('working', undefined, undefined, () => undefined)
await released
// A job that does not end is taken up again by the next worker.
setTimeout(() => process.exit(1), 10_000)
await worker.stop()
process.exit()
