/**
 * The whole program as it runs for anybody, but for its clock, which the scenario sets: embedded PostgreSQL, migrations,
 * post, web and worker, from an empty folder. Run as a process of its own, so that it can be killed.
 */
import { join } from 'node:path'
import { openGround } from '../ground.ts'
import { prepareFounding } from '../modules/constitution/index.ts'
import { clockAt } from '../platform/clock.ts'
import { readConfig } from '../platform/config.ts'
import { startCatcher } from '../platform/mail/catcher.ts'
import { operator } from '../platform/mandate.ts'
import { projectRoot } from '../platform/project-root.ts'
import { unwrap } from '../platform/result.ts'
import { readAssets } from '../platform/web/assets.ts'
import { outboxFolder } from '../post.ts'
import { startWeb } from '../server.ts'
import { startWorker } from '../worker.ts'

const config = unwrap(readConfig(process.env))
const clock = clockAt(process.env.SCENARIO_NOW ?? '')
const ground = { ...unwrap(await openGround(config, 'own')), clock }
const catcher = await startCatcher(outboxFolder(config.dataDir), clock)
const web = await startWeb({ ...ground, config, assets: readAssets(join(projectRoot(), 'dist/client')) })
const token = await web.house.runner.run(prepareFounding, operator, {})
const post = { smtpUrl: catcher.smtpUrl, from: config.mailFrom, origin: config.publicUrl }
const worker = await startWorker({ ...ground, post, secondsBetweenTicks: 0.1 })

process.on('message', ({ now }: { now: string }) => {
  clock.set(now)
  process.send?.({ kind: 'clock', now })
})
process.once('disconnect', async () => {
  await web.stop()
  await worker.stop()
  await catcher.close()
  await ground.close()
  process.exit()
})
process.send?.({ kind: 'ready', token: token.ok ? token.value : null })
