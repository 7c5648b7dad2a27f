import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { liveDemonstration } from '../demonstration/live.ts'
import { openGround } from '../ground.ts'
import { prepareFounding } from '../modules/constitution/index.ts'
import type { Config } from '../platform/config.ts'
import { startCatcher } from '../platform/mail/catcher.ts'
import { operator } from '../platform/mandate.ts'
import { projectRoot } from '../platform/project-root.ts'
import { err, ok, type Result } from '../platform/result.ts'
import { readAssets } from '../platform/web/assets.ts'
import { outboxFolder } from '../post.ts'
import { startWeb } from '../server.ts'
import { keepWorker } from './keep-worker.ts'

export interface RunningProgram {
  /** Where visitors find it. */
  readonly url: string
  /** Lets whoever reads the console found the organisation; undefined once there is one. */
  readonly foundingToken: string | undefined
  /** Web, worker and database, in this order; within ten seconds. */
  stop(): Promise<void>
}

/** How long each part may take to finish what it is about, in milliseconds; the database has its own four seconds. */
const patience = { web: 3000, worker: 2500 }

/**
 * Starts the whole program from its build under `dist/`: the database (embedded, or the operator's), migrated; the web
 * in this process; the worker in one of its own. The error is a sentence for the operator.
 */
export async function startProgram(config: Config, { demo = false } = {}): Promise<Result<RunningProgram, string>> {
  if (demo && config.isPublic)
    return err('A demonstration lets anybody in as anybody, so it is never public: leave out PUBLIC_URL.')
  const dist = join(projectRoot(), 'dist')
  const assets = readAssets(join(dist, 'client'))
  const ground = await openGround(config, 'own')
  if (!ground.ok) return ground
  const { log, close: closeDatabase } = ground.value
  const web = await startWeb({ ...ground.value, config, assets }).catch((problem: NodeJS.ErrnoException) => problem)
  if (web instanceof Error) {
    await closeDatabase()
    const reason = whyNotListening(web, config)
    if (!reason) throw web
    return err(reason)
  }
  const token = await web.house.runner.run(prepareFounding, operator, {})
  if (demo && token.ok) await liveDemonstration(ground.value, { say: (what) => console.log(`  ${what}…`) })
  const catcher = config.smtpUrl ? undefined : await startCatcher(outboxFolder(config.dataDir), ground.value.clock)
  const orders = { databaseUrl: ground.value.databaseUrl, smtpUrl: config.smtpUrl ?? catcher?.smtpUrl ?? '' }
  const worker = keepWorker(join(dist, 'server', 'worker.js'), orders, log)
  return ok({
    url: web.url,
    foundingToken: token.ok && !demo ? token.value : undefined,
    async stop() {
      await Promise.race([web.stop(), sleep(patience.web)])
      await worker.stop(patience.worker)
      await catcher?.close()
      await closeDatabase()
    },
  })
}

function whyNotListening({ code }: NodeJS.ErrnoException, { port, host }: Config): string | undefined {
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port} is taken by another program. Stop that one, or choose another port: PORT=${port + 1} npm start`
    case 'EACCES':
      return `This user may not listen on port ${port}. Choose one above 1023: PORT=3000 npm start`
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `HOST=${host} is no address of this machine. Use 127.0.0.1 for this machine only, or 0.0.0.0 for every network`
    default:
      return undefined
  }
}
