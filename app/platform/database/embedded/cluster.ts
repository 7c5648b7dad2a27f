import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { appendFile, chown, mkdir, open, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { err, ok, type Result } from '../../result.ts'
import type { Account } from './account.ts'
import type { Binaries } from './binaries.ts'
import type { EmbeddedProblem } from './problem.ts'
import { clusterName } from './processes.ts'
import { settings } from './settings.ts'

/** One cluster on disk: where it is, what runs it, and as whom. */
export interface Cluster {
  readonly folder: string
  readonly name: string
  readonly binaries: Binaries
  readonly account: Account | undefined
}

/** The role that owns everything in the cluster. */
export const owner = 'groundswell'

/**
 * How PostgreSQL is told its folder. It is started inside of it, and root on Linux names it by `/proc/self/cwd`: the
 * account it drops to need not be able to walk the path that leads there, such as one below /root.
 */
const folderArgument = ({ folder, account }: Cluster) =>
  account && process.platform === 'linux' ? '/proc/self/cwd' : folder

/** Starts one of PostgreSQL's programs on a cluster, in a process group of its own that Ctrl-C does not reach. */
export function launch(program: string, cluster: Cluster, flags: string[], output: number, input: number | 'ignore') {
  return spawn(program, ['-D', folderArgument(cluster), ...flags], {
    cwd: cluster.folder,
    detached: true,
    stdio: [input, output, output],
    // Nothing of the caller's environment: PGDATA, PGPORT and LC_* would change what is started.
    env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' },
    ...cluster.account,
  })
}

/**
 * Opens the cluster below a data folder, making it where there is none. A new one gets its name only when it is
 * whole, so that one cut short is made again instead of opened.
 */
export async function openCluster(
  dataDir: string,
  parts: { binaries: Binaries; account: Account | undefined; password: string; durable: boolean },
): Promise<Result<Cluster, EmbeddedProblem>> {
  const folder = join(dataDir, 'postgres')
  if (!existsSync(folder)) {
    const made = await makeCluster(dataDir, folder, parts)
    if (!made.ok) return made
  }
  const written = (await readFile(join(folder, 'PG_VERSION'), 'utf8').catch(() => 'unknown')).trim()
  if (written !== String(parts.binaries.major)) {
    return err({
      kind: 'unsupported-version',
      message: `The database in ${folder} was written by PostgreSQL ${written}, and this Groundswell brings PostgreSQL ${parts.binaries.major}, which cannot read it. Start the Groundswell that wrote it, or move the data with pg_dump and pg_restore of PostgreSQL ${written}.`,
    })
  }
  return ok({ folder, name: clusterName(folder), binaries: parts.binaries, account: parts.account })
}

type Parts = Parameters<typeof openCluster>[1]

async function makeCluster(dataDir: string, target: string, parts: Parts): Promise<Result<void, EmbeddedProblem>> {
  const folder = join(dataDir, 'postgres.new')
  const passwordFile = join(dataDir, 'postgres.password')
  const report = join(dataDir, 'initdb.log')
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { mode: 0o700 })
  await writeFile(passwordFile, `${parts.password}\n`, { mode: 0o600 })
  if (parts.account) {
    await chown(folder, parts.account.uid, parts.account.gid)
    await chown(passwordFile, parts.account.uid, parts.account.gid)
  }
  try {
    const draft: Cluster = { folder, name: clusterName(folder), binaries: parts.binaries, account: parts.account }
    const failed =
      (await initialise(draft, passwordFile, report, 'C.UTF-8')) && (await initialise(draft, passwordFile, report, 'C'))
    if (failed)
      return err({ kind: 'did-not-start', message: `The database could not be made (${failed}). ${report} says more.` })
    await appendFile(
      join(folder, 'postgresql.conf'),
      `\n# Written anew at each start; what follows this line wins.\ninclude '${settingsFile}'\n`,
    )
    await writeSettings(draft, { port: 0, durable: parts.durable })
    await rename(folder, target)
    await rm(report, { force: true })
    return ok()
  } finally {
    await rm(passwordFile, { force: true })
  }
}

const settingsFile = 'groundswell.conf'

/**
 * The folder belongs to PostgreSQL's account and this may be root: the file is made new and moved into place, so that
 * nothing lying there in its stead is ever written through.
 */
export async function writeSettings(cluster: Cluster, values: { port: number; durable: boolean }): Promise<void> {
  const file = join(cluster.folder, settingsFile)
  const draft = `${file}.new`
  await rm(draft, { force: true })
  const handle = await open(draft, 'wx')
  await handle.writeFile(settings(values))
  await handle.chmod(0o644)
  await handle.close()
  await rename(draft, file)
}

/**
 * Text sorts by code point under PostgreSQL's own C.UTF-8, the same on every machine and after every upgrade of it.
 * The system's C.UTF-8 is asked for besides, for the few functions that still use it; not every system has one.
 */
async function initialise(
  cluster: Cluster,
  passwordFile: string,
  report: string,
  locale: string,
): Promise<string | undefined> {
  const [input, output] = await Promise.all([open(passwordFile, 'r'), open(report, 'w', 0o600)])
  try {
    const flags = ['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', `--locale=${locale}`]
    const access = [`--username=${owner}`, '--auth=scram-sha-256', '--pwfile=/dev/stdin', '--no-instructions']
    const child = launch(cluster.binaries.initdb, cluster, [...flags, ...access], output.fd, input.fd)
    return await new Promise((settle) => {
      child.once('error', (cause) => settle(cause.message))
      child.once('exit', (code, killed) => settle(code === 0 ? undefined : `initdb ended with ${killed ?? code}`))
    })
  } finally {
    await Promise.all([input.close(), output.close()])
  }
}
