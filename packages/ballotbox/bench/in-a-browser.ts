import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build } from 'vite'
import { startBrowser } from '../src/testing/browser.ts'
import { sampleElection } from './sample-election.ts'

const here = dirname(fileURLToPath(import.meta.url))

/** The script of the ballot page alone, as a page would get it. */
export async function ballotPageScript(): Promise<string> {
  const bundle = await build({
    root: here,
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      modulePreload: false,
      rolldownOptions: { input: join(here, 'ballot-page.ts'), output: { format: 'iife' } },
    },
  })
  const outputs = Array.isArray(bundle) ? bundle : [bundle]
  const chunk = outputs.flatMap((each) => ('output' in each ? each.output : [])).find((each) => each.type === 'chunk')
  if (chunk === undefined) throw new Error('nothing was built')
  return chunk.code
}

export interface SealedInBrowser {
  /** Bytes of the ballot page's script, compressed with gzip. */
  readonly compressedBytes: number
  /** Milliseconds for the first ballot that a page seals, the usual case, and for those after it; median. */
  readonly first: number | undefined
  readonly later: number | undefined
}

/** Seals ranked ballots of ten candidates in Chromium, each first one in a page of its own. */
export async function sealInBrowser(): Promise<SealedInBrowser> {
  const script = await ballotPageScript()
  const compressedBytes = gzipSync(script).length
  const { open } = sampleElection(0)
  const firsts: number[] = []
  const laters: number[] = []
  for (let i = 0; i < 5; i++) {
    // The test tools' Chromium is one process, which ends with its page.
    const browser = await startBrowser()
    if (browser === undefined) return { compressedBytes, first: undefined, later: undefined }
    const page = await browser.newPage()
    await page.addScriptTag({ content: script })
    const seal = () => page.evaluate((raw) => (globalThis as unknown as BallotPage).sealOne(raw), open.raw)
    firsts.push(await seal())
    laters.push(await seal(), await seal())
    await browser.close()
  }
  return { compressedBytes, first: median(firsts), later: median(laters) }
}

/** What `ballot-page.ts` puts into the page: gives the milliseconds that sealing took. */
export interface BallotPage {
  sealOne(rawElection: string): number
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!
}
