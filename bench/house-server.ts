import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createAdaptorServer } from '@hono/node-server'
import { Hono } from 'hono'
import { liveDemonstration } from '../app/demonstration/live.ts'
import { openGround } from '../app/ground.ts'
import { importResults, listContests } from '../app/modules/elections/index.ts'
import { readConfig } from '../app/platform/config.ts'
import { operator, visitor } from '../app/platform/mandate.ts'
import { projectRoot } from '../app/platform/project-root.ts'
import { unwrap } from '../app/platform/result.ts'
import { readAssets } from '../app/platform/web/assets.ts'
import { startWeb } from '../app/server.ts'
import { leanHandler, renderAndKeep } from './lean.ts'
import { inventedElection } from './papers.ts'

/** One page to press, and the yardstick beside it. */
export interface ServedPage {
  readonly url: string
  readonly cookie: string
  readonly lean: string
  readonly bytes: number
  /** Bytes of script that it loads, as sent to a browser that takes gzip. */
  readonly script: number
}

export interface Served {
  readonly result: ServedPage
  readonly bare: string
  readonly home: ServedPage
  readonly ballot: ServedPage
}

const SMALL = { members: 1200, supporters: 300, boardBallots: 60, openBallots: 40 }

/**
 * The server that the page measurements press: the house itself with a small demonstration in it, for each page a lean
 * handler that does the same work with nothing around it, and a bare one that returns a string. A process of its own.
 */
const folder = await mkdtemp(join(tmpdir(), 'groundswell-bench-'))
const config = unwrap(readConfig({ DATA_DIR: folder, PORT: '38400', LOG_LEVEL: 'error', POOL_SIZE: '10' }))
const ground = unwrap(await openGround(config, 'own'))
const assets = readAssets(join(projectRoot(), 'dist/client'))
await liveDemonstration(ground, { size: SMALL })
const web = await startWeb({ ...ground, config, assets, render: renderAndKeep })

const papers = new TextEncoder().encode(inventedElection({ papers: 7_400, candidates: 14, seats: 5 }))
const [published] = unwrap(
  await web.house.runner.run(importResults, operator, {
    files: [{ name: 'board.blt', bytes: papers }],
    rules: 'scottish',
  }),
)
const contests = unwrap(await web.house.runner.ask(listContests, visitor, {}))
const open = contests.find(({ phase }) => phase === 'ballot')?.id ?? ''
const entered = await fetch(`${web.url}/demonstration/enter?as=member`, {
  method: 'POST',
  headers: { origin: web.url, 'content-type': 'application/x-www-form-urlencoded' },
  redirect: 'manual',
})
const session =
  entered.headers
    .getSetCookie()
    .find((line) => line.startsWith('gs_session'))
    ?.split(';')[0] ?? ''

const bare = new Hono()
const kept = await (await fetch(`${web.url}/elections/${published?.slug}`)).text()
bare.get('*', (c) => c.html(kept))
const at: Served = {
  bare: await listen(bare.fetch),
  result: await serve(`/elections/${published?.slug}`, 'gs_none=1'),
  home: await serve('/me', session),
  ballot: await serve(`/ballots/${open}/paper`, session),
}
process.send?.(at)
process.once('disconnect', async () => {
  await web.stop()
  await ground.close()
  await rm(folder, { recursive: true, force: true })
  process.exit()
})

async function serve(address: string, cookie: string): Promise<ServedPage> {
  const url = web.url + address
  const response = await fetch(url, { headers: { cookie }, redirect: 'manual' })
  if (response.status !== 200) throw new Error(`${address} answered ${response.status}`)
  const html = await response.text()
  const scripts = [...html.matchAll(/<script[^>]* src="([^"]+)"/g)].map(([, src]) => assets.files.get(src ?? ''))
  const script = scripts.reduce((sum, file) => sum + (file?.gzip?.byteLength ?? file?.plain.byteLength ?? 0), 0)
  return { url, cookie, bytes: html.length, script, lean: await listen(await leanHandler(ground, url, cookie)) }
}

async function listen(handler: (request: Request) => Response | Promise<Response>): Promise<string> {
  const server = createAdaptorServer({ fetch: handler })
  await new Promise<void>((settle) => server.listen(0, '127.0.0.1', settle))
  const address = server.address()
  return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/`
}
