import { execFile } from 'node:child_process'
import { access, constants, mkdir, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { delimiter, dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { chromium } from 'playwright-core'
import { projectRoot } from '../platform/project-root.ts'

const run = promisify(execFile)

/** A Chromium that has been started once and worked. */
export interface Chromium {
  readonly executablePath: string
  readonly args: string[]
  /** What its process needs in the environment besides this one's: where its shared libraries are. */
  readonly env: Record<string, string>
}

/** One way to come by a Chromium: what to call it in a message, and what it yields, if anything, to try out. */
interface Source {
  readonly name: string
  candidates(): Promise<Chromium[]>
}

/**
 * Finds a Chromium on this machine or gets one: the one named by `CHROMIUM_PATH`, the system's, the one that npm
 * brought (Linux on x64), Debian's package where this is root, or Playwright's own download. Each is really started
 * before it is believed. Throws with all the reasons where none works.
 */
export async function findChromium(): Promise<Chromium> {
  const named = process.env.CHROMIUM_PATH
  const sources = named ? [{ name: 'CHROMIUM_PATH', candidates: async () => [plain(named)] }] : everySource
  const reasons: string[] = []
  for (const source of sources) {
    try {
      const candidates = await source.candidates()
      if (candidates.length === 0) reasons.push(`${source.name}: none`)
      for (const candidate of candidates) {
        const failure = await tryOut(candidate)
        if (!failure) return candidate
        reasons.push(`${source.name}: ${candidate.executablePath}: ${failure}`)
      }
    } catch (problem) {
      reasons.push(`${source.name}: ${firstLine(problem)}`)
    }
  }
  throw new Error(
    `No Chromium works here, and the browser tests need one.\n${reasons.map((reason) => `  - ${reason}`).join('\n')}\nInstall Chromium or Chrome, or name one: CHROMIUM_PATH=/path/to/chromium npm test`,
  )
}

const plain = (executablePath: string): Chromium => ({ executablePath, args: [], env: {} })

async function tryOut({ executablePath, args, env }: Chromium): Promise<string | undefined> {
  try {
    const browser = await chromium.launch({ executablePath, args, env: { ...process.env, ...env }, timeout: 30_000 })
    try {
      const page = await browser.newPage()
      await page.setContent('<title>works</title>')
      return (await page.title()) === 'works' ? undefined : 'it starts and shows nothing'
    } finally {
      await browser.close()
    }
  } catch (problem) {
    return firstLine(problem)
  }
}

/** Playwright sends what the browser wrote after its own first line; the missing library is named there. */
function firstLine(problem: unknown): string {
  const text = problem instanceof Error ? problem.message : String(problem)
  return (
    /error while loading shared libraries.*|(?<=\n).*(?:ENOENT|EACCES).*/.exec(text)?.[0] ?? text.split('\n')[0] ?? text
  )
}

const system: Source = {
  name: 'the system',
  async candidates() {
    const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
    const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => !folder.includes('node_modules'))
    const onPath = names.flatMap((name) => folders.map((folder) => join(folder, name)))
    const applications = ['Chromium', 'Google Chrome'].map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`)
    const found = await Promise.all(
      [...onPath, ...applications].map(async (path) => ((await runs(path)) ? [plain(path)] : [])),
    )
    return found.flat()
  },
}

const runs = (path: string) =>
  access(path, constants.X_OK).then(
    () => true,
    () => false,
  )

const fromNpm: Source = {
  name: '@sparticuz/chromium',
  async candidates() {
    if (process.platform !== 'linux' || process.arch !== 'x64') return []
    // It unpacks 200 MB into the folder for temporary files, which is often too small for that.
    const folder = join(projectRoot(), 'node_modules', '.cache', 'chromium')
    const choices = [plain(join(folder, 'chromium')), withItsOwnLibraries(folder)]
    for (const kept of (await runs(join(folder, 'chromium'))) ? choices : []) {
      if (!(await tryOut(kept))) return [kept]
    }
    // What lies there is from an unpacking cut short, or from another version.
    await rm(folder, { recursive: true, force: true })
    await mkdir(folder, { recursive: true })
    const unpack = join(import.meta.dirname, 'unpack-chromium.ts')
    await run(process.execPath, [unpack], { env: { ...process.env, TMPDIR: folder, AWS_LAMBDA_JS_RUNTIME: '24.x' } })
    return choices
  },
}

/** Where the machine has no NSS, the libraries that the package brings for another system serve. */
const withItsOwnLibraries = (folder: string): Chromium => ({
  executablePath: join(folder, 'chromium'),
  args: [],
  env: { LD_LIBRARY_PATH: join(folder, 'al2023', 'lib'), FONTCONFIG_PATH: join(folder, 'fonts') },
})

const fromDebian: Source = {
  name: 'apt-get install chromium',
  async candidates() {
    if (process.platform !== 'linux' || process.getuid?.() !== 0) return []
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    await run('apt-get', ['update', '--quiet'], { env })
    await run('apt-get', ['install', '--quiet', '--yes', '--no-install-recommends', 'chromium'], {
      env,
      maxBuffer: 2 ** 26,
    })
    return system.candidates()
  },
}

const fromPlaywright: Source = {
  name: "Playwright's download",
  async candidates() {
    const ours = plain(chromium.executablePath())
    if (!(await runs(ours.executablePath))) {
      const command = join(dirname(createRequire(import.meta.url).resolve('playwright-core/package.json')), 'cli.js')
      await run(process.execPath, [command, 'install', 'chromium'], { maxBuffer: 2 ** 26 })
    }
    return [ours]
  },
}

const everySource = [system, fromNpm, fromDebian, fromPlaywright]
