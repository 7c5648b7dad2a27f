import { compose, type Ground } from './compose.ts'
import { keepTicking, tick } from './platform/tick.ts'
import { openPost, type PostOptions } from './post.ts'

export interface WorkerOptions extends Ground {
  readonly post: PostOptions
  /** How often it looks for what is due; every second unless said. */
  readonly secondsBetweenTicks?: number
}

export interface RunningWorker {
  /** Finishes the job at hand and takes no other. */
  stop(): Promise<void>
}

/** Works on what is queued, delivers letters, and does what falls due. There may be several on one database. */
export async function startWorker(options: WorkerOptions): Promise<RunningWorker> {
  const { clock, log, secondsBetweenTicks = 1 } = options
  const house = await compose(options)
  const postman = openPost(house, options)
  const onError = (chore: string, problem: unknown) => log.error('a chore failed', problem, { chore })
  await house.jobs.workOn(house.runner)
  // Letters have a beat of their own: whoever waits to sign in does not wait for a count.
  const rounds = [house.chores, [postman]].map((chores) =>
    keepTicking(secondsBetweenTicks, clock, (now) => tick(chores, house.runner, now, onError)),
  )
  return {
    async stop() {
      await Promise.all(rounds.map((round) => round.stop()))
      postman.close()
      await house.close()
    },
  }
}
