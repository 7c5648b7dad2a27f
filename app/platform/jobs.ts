import { CompiledQuery } from 'kysely'
import { PgBoss } from 'pg-boss'
import type { Db, ReadTx, WriteTx } from './database/transaction.ts'
import type { PersonId } from './ids.ts'
import { type Actor, type Mandate, operator, program } from './mandate.ts'
import type { Runner } from './runner.ts'

export type JobData = Readonly<Record<string, string | number>>

/** A job is a name and what to do. It acts through verbs, which ask the authority anew when it runs. */
export interface Job {
  readonly name: string
  /** `actor` is whoever queued it; a job whose work is a duty of the program runs its verbs as `program`. */
  work(runner: Runner, data: JobData, actor: Actor): Promise<void>
}

export interface JobQueue {
  /** Queues in the caller's transaction: the job vanishes with it if that rolls back. */
  send(tx: WriteTx, mandate: Mandate, job: string, data: JobData): Promise<void>
}

export interface Jobs extends JobQueue {
  /** Begins to work on what is queued, one job of a kind at a time. */
  workOn(runner: Runner): Promise<void>
  stop(): Promise<void>
}

/** What is kept of a mandate with its job: who queued it and on what grounds, so that both can be checked again. */
interface Carried {
  readonly data: JobData
  readonly by: {
    readonly kind: Actor['kind']
    readonly person?: string
    readonly grounds: string
    readonly article: string | null
  }
}

/** Opens the queue on the program's own connections. Queues are made before anything can be sent to them. */
export async function openJobs(
  db: Db,
  jobs: readonly Job[],
  onError: (problem: Error) => void,
  pollSeconds = 1,
): Promise<Jobs> {
  const boss = new PgBoss({ db: executor(db), migrate: false, createSchema: false, schedule: false, reindex: false })
  boss.on('error', onError)
  await boss.start()
  for (const job of jobs) await boss.createQueue(job.name, { retryLimit: 5, retryBackoff: true })
  return {
    async send(tx, mandate, job, data) {
      const { actor } = mandate
      const by = {
        kind: actor.kind,
        grounds: mandate.name,
        article: mandate.article,
        ...(actor.kind === 'person' ? { person: actor.person } : {}),
      }
      await boss.send(job, { data, by } satisfies Carried, { db: executor(tx) })
    },
    async workOn(runner) {
      for (const job of jobs) {
        await boss.work<Carried>(job.name, { pollingIntervalSeconds: pollSeconds }, async (batch) => {
          for (const { data } of batch) await job.work(runner, data.data, actorOf(data))
        })
      }
    },
    stop: () => boss.stop({ graceful: true, timeout: 8_000 }),
  }
}

function executor(tx: Pick<ReadTx, 'executeQuery'>) {
  return {
    async executeSql(text: string, values: unknown[] = []) {
      const { rows } = await tx.executeQuery(CompiledQuery.raw(text, values))
      return { rows: rows as never[] }
    },
  }
}

function actorOf({ by }: Carried): Actor {
  if (by.kind === 'person' && by.person) return { kind: 'person', person: by.person as PersonId }
  return by.kind === 'operator' ? operator : program
}
