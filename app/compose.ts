import { join } from 'node:path'
import { constitutionAuthority } from './modules/constitution/index.ts'
import { keepTimetable, keyKeeper } from './modules/elections/index.ts'
import { joinOnImport } from './modules/groups/index.ts'
import { accessLog, importChore, importJob } from './modules/people/index.ts'
import type { Clock } from './platform/clock.ts'
import { openDb, type Pools } from './platform/database/pool.ts'
import { urlAs } from './platform/database/roles.ts'
import type { Chance } from './platform/ids.ts'
import { type Job, type Jobs, openJobs } from './platform/jobs.ts'
import type { Log } from './platform/log.ts'
import { createRunner, type Runner } from './platform/runner.ts'
import type { Secret } from './platform/secret.ts'
import type { Chore } from './platform/tick.ts'

/** What a process is given to put the house together from. */
export interface Ground {
  /** The owner's address of a migrated database; the program itself connects as roles without rights of their own. */
  readonly databaseUrl: string
  /** The password of each of the program's roles. */
  readonly password: (role: string) => string
  readonly secret: Secret
  readonly poolSize: number
  readonly clock: Clock
  readonly chance: Chance
  readonly log: Log
  /** Absolute path of the folder that holds all that must be kept. */
  readonly dataDir: string
  /** What links in letters begin with: `https://members.example.org`. */
  readonly publicUrl: string
}

/** The rooms, joined: the same in the web, the worker and the command line. */
export interface House {
  readonly pools: Pools
  readonly runner: Runner
  readonly jobs: Jobs
  readonly chores: readonly Chore[]
  /** The address under which the program's own role connects, for listeners. */
  readonly appUrl: string
  close(): Promise<void>
}

/** The password of each of the program's roles, derived from its secret so that no copy of it is kept. */
export const rolePasswords =
  (secret: Secret) =>
  (role: string): string =>
    secret.deriveKey(`password of the database role ${role}`).toString('base64url')

/** Every socket is plugged in here, and nowhere else. */
export async function compose(ground: Ground): Promise<House> {
  const onError = (problem: Error) => ground.log.error('a database connection was lost', problem)
  const appUrl = urlAs(ground.databaseUrl, 'app', ground.password)
  const app = openDb(appUrl, ground.poolSize, onError)
  const auth = openDb(
    urlAs(ground.databaseUrl, 'auth', ground.password),
    Math.max(2, Math.ceil(ground.poolSize / 2)),
    onError,
  )
  const jobs = await openJobs(app, JOBS, onError)
  const runner = createRunner({
    db: app,
    authority: constitutionAuthority(),
    clock: ground.clock,
    chance: ground.chance,
    jobs,
    accessLog,
  })
  const closePools = async () => {
    await Promise.all([app.destroy(), auth.destroy()])
  }
  return {
    pools: { app, auth, close: closePools },
    runner,
    jobs,
    chores: choresOf(ground),
    appUrl,
    async close() {
      await jobs.stop()
      await closePools()
    },
  }
}

const JOBS: readonly Job[] = [importJob([joinOnImport])]
const choresOf = ({ dataDir, chance, publicUrl }: Ground): readonly Chore[] => [
  keepTimetable({ keys: keyKeeper(join(dataDir, 'keys'), chance), origin: publicUrl }),
  importChore,
]
