import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createAdaptorServer } from '@hono/node-server'
import { Hono } from 'hono'
import { openGround } from '../app/ground.ts'
import { importResults } from '../app/modules/elections/index.ts'
import { readConfig } from '../app/platform/config.ts'
import { operator } from '../app/platform/mandate.ts'
import { projectRoot } from '../app/platform/project-root.ts'
import { unwrap } from '../app/platform/result.ts'
import { readAssets } from '../app/platform/web/assets.ts'
import { startWeb } from '../app/server.ts'
import { leanHandler } from './lean.tsx'
import { inventedElection } from './papers.ts'

/**
 * The server that the page measurements press: the house itself, a lean handler that does the same work with nothing
 * around it, and a bare one that returns a string of the same size. Run as a process of its own; says where they are.
 */
const folder = await mkdtemp(join(tmpdir(), 'groundswell-bench-'))
const config = unwrap(readConfig({ DATA_DIR: folder, PORT: '38400', LOG_LEVEL: 'error', POOL_SIZE: '10' }))
const ground = unwrap(await openGround(config, 'own'))
const assets = readAssets(join(projectRoot(), 'dist/client'))
const web = await startWeb({ ...ground, config, assets })

const papers = new TextEncoder().encode(inventedElection({ papers: 7_400, candidates: 14, seats: 5 }))
const [published] = unwrap(
  await web.house.runner.run(importResults, operator, {
    files: [{ name: 'board.blt', bytes: papers }],
    rules: 'scottish',
  }),
)
const page = `${web.url}/elections/${published?.slug}`
const html = await (await fetch(page)).text()

const bare = new Hono()
bare.get('*', (c) => c.html(html))
const lean = await leanHandler({ ground, assets: assets.page, slug: published?.slug ?? '' })
const listen = async (fetchHandler: (request: Request) => Response | Promise<Response>): Promise<string> => {
  const server = createAdaptorServer({ fetch: fetchHandler })
  await new Promise<void>((settle) => server.listen(0, '127.0.0.1', settle))
  const address = server.address()
  return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/`
}
const at = {
  page,
  bare: await listen(bare.fetch),
  lean: await listen(lean),
  bytes: html.length,
  scripts: html.split('<script').length - 1,
}
process.send?.(at)

process.once('disconnect', async () => {
  await web.stop()
  await ground.close()
  await rm(folder, { recursive: true, force: true })
  process.exit()
})
