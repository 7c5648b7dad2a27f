/** What a subcommand works with; the process's own files and streams stay at the door. */
export interface Surroundings {
  readFile(path: string): Uint8Array
  write(text: string): void
  writeFile(path: string, text: string): void
}

/** Why a command stops with exit code 2: one line. */
export interface Complaint {
  readonly message: string
}

export interface Command {
  readonly name: string
  readonly usage: string
  run(words: readonly string[], world: Surroundings): Complaint | undefined
}
