import { execFile } from 'node:child_process'
import { stat } from 'node:fs/promises'
import { promisify } from 'node:util'
import { err, ok, type Result } from '../../result.ts'
import type { EmbeddedProblem } from './problem.ts'

const run = promisify(execFile)

/** The user and group that PostgreSQL runs as. */
export interface Account {
  readonly uid: number
  readonly gid: number
}

/**
 * PostgreSQL refuses to run as root, so root hands it to an ordinary user: whoever owns the cluster already, else
 * `postgres`, made where it is missing. Undefined means: as whoever runs this program.
 */
export async function accountFor(cluster: string): Promise<Result<Account | undefined, EmbeddedProblem>> {
  if (process.getuid?.() !== 0) return ok(undefined)
  const owner = await stat(cluster).catch(() => undefined)
  if (owner && owner.uid !== 0) return ok({ uid: owner.uid, gid: owner.gid })
  const found = (await find('postgres')) ?? (await make('postgres'))
  if (found) return ok(found)
  return err({
    kind: 'no-ordinary-user',
    message:
      'PostgreSQL does not run as root, and the user "postgres" for it could not be made here. Make it (useradd --system postgres), run Groundswell as an ordinary user, or set DATABASE_URL.',
  })
}

async function find(name: string): Promise<Account | undefined> {
  try {
    const [uid, gid] = await Promise.all(
      ['-u', '-g'].map(async (flag) => Number((await run('id', [flag, name])).stdout)),
    )
    return uid && gid ? { uid, gid } : undefined
  } catch {
    return undefined
  }
}

async function make(name: string): Promise<Account | undefined> {
  await run('useradd', ['--system', '--no-create-home', '--shell', '/usr/sbin/nologin', name]).catch(() => undefined)
  return find(name)
}
