import type { Ground, House } from '../compose.ts'
import type { Config } from '../platform/config.ts'

/** What a command of `npx groundswell` is given. */
export interface CommandContext {
  readonly config: Config
  readonly args: readonly string[]
  readonly print: (line: string) => void
  readonly complain: (line: string) => void
  /** The house, on the database of the running program, or on one started for the length of the command. */
  openHouse(): Promise<House & Pick<Ground, 'clock' | 'chance'>>
}

/** Returns the exit code: 0 done, 1 refused or not found, 2 the words or the input are wrong. */
export interface Command {
  readonly usage: string
  readonly about: string
  run(context: CommandContext): Promise<number>
}
