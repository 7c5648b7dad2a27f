import type { Clock } from './clock.ts'
import type { Runner } from './runner.ts'

/** Something that falls due: it looks for rows whose time has come and acts on each through a verb. */
export interface Chore {
  readonly name: string
  /** Must be safe to call again at any moment: what was done is seen in the rows, not remembered here. */
  run(runner: Runner, now: Date): Promise<void>
}

/** Does everything that is due at `now`. One chore that fails does not keep the others from being done. */
export async function tick(
  chores: readonly Chore[],
  runner: Runner,
  now: Date,
  onError: (chore: string, problem: unknown) => void,
): Promise<void> {
  for (const chore of chores) {
    try {
      await chore.run(runner, now)
    } catch (problem) {
      onError(chore.name, problem)
    }
  }
}

/** Ticks every `seconds` until stopped; never two at once. */
export function keepTicking(
  seconds: number,
  clock: Clock,
  once: (now: Date) => Promise<void>,
): { stop(): Promise<void> } {
  let stopped = false
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> = Promise.resolve()
  const next = () => {
    timer = setTimeout(() => {
      running = once(clock.now()).finally(() => {
        if (!stopped) next()
      })
    }, seconds * 1000)
  }
  next()
  return {
    async stop() {
      stopped = true
      clearTimeout(timer)
      await running
    },
  }
}
