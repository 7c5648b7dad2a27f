import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { projectRoot } from '../app/platform/project-root.ts'

/**
 * Builds what `npm start` runs into `dist/`:
 * `server/` with the program, its worker and its command line, and `client/` with what browsers fetch.
 *
 * A stamp over the contents of all that goes in says whether there is anything to do.
 */
const root = projectRoot()
const stampFile = join(root, 'dist', 'stamp')

/** Brings `dist/` up to date, in a process of its own, whose memory the program that is then started does not keep. */
export async function buildIfNeeded(): Promise<void> {
  if (await isUpToDate()) return
  console.log('Building (only after a change)…')
  const builder = spawn(process.execPath, [import.meta.filename], { stdio: ['ignore', 'inherit', 'inherit'] })
  const status = await new Promise((settle) => builder.once('exit', (code, signal) => settle(signal ?? code)))
  if (status !== 0) throw new Error(`The build failed (${status}); what it said is above.`)
}

async function isUpToDate(): Promise<boolean> {
  const written = await readFile(stampFile, 'utf8').catch(() => undefined)
  return written !== undefined && written === (await stamp())
}

/** Everything but tests and migrations, which are read as they stand: sources, what builds them, and its versions. */
async function stamp(): Promise<string> {
  const folders = ['app', 'packages', 'scripts'].filter((folder) => existsSync(join(root, folder)))
  const listed = await Promise.all(
    folders.map(async (folder) => {
      const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true })
      return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
    }),
  )
  const sources = listed.flat().filter((file) => !/\.test\.tsx?$|\.sql$|[/\\](?:node_modules|dist)[/\\]/.test(file))
  const hash = createHash('sha256').update(process.version)
  for (const file of [join(root, 'package-lock.json'), ...sources.sort()]) {
    hash.update(`\n${relative(root, file)}\n`).update(await readFile(file))
  }
  return hash.digest('hex')
}

if (import.meta.main) {
  const { buildAll } = await import('./build/all.ts')
  const began = performance.now()
  await buildAll(await stamp())
  console.log(`Built in ${((performance.now() - began) / 1000).toFixed(1)} s.`)
}
