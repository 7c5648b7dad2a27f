import { compose, type Ground } from './compose.ts'
import { keepTicking, tick } from './platform/tick.ts'

export interface RunningWorker {
  /** Finishes the job at hand and takes no other. */
  stop(): Promise<void>
}

const SECONDS_BETWEEN_TICKS = 2

/** Works on what is queued and does what falls due. There may be several workers on one database. */
export async function startWorker(ground: Ground): Promise<RunningWorker> {
  const house = await compose(ground)
  await house.jobs.workOn(house.runner)
  const ticking = keepTicking(SECONDS_BETWEEN_TICKS, ground.clock, (now) =>
    tick(house.chores, house.runner, now, (chore, problem) => ground.log.error('a chore failed', problem, { chore })),
  )
  return {
    async stop() {
      await ticking.stop()
      await house.close()
    },
  }
}
