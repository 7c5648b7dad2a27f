import { readFileSync, writeFileSync, writeSync } from 'node:fs'
import type { Command, Surroundings } from './cli/command.ts'
import { convertCommand } from './cli/convert-command.ts'
import { countCommand } from './cli/count-command.ts'
import { explainCommand } from './cli/explain-command.ts'
import { rulesCommand } from './cli/rules-command.ts'

/** A new subcommand is one file and one line here. */
const commands: readonly Command[] = [countCommand, explainCommand, convertCommand, rulesCommand]

const usage = (): string =>
  ['Usage:', ...commands.map((command) => `  tally ${command.usage}`), '  tally help', ''].join('\n')

/** Runs the command line; gives the exit code. Bad input: one line on the error stream, and 2. */
export const main = (words: readonly string[], world: Surroundings, complain: (line: string) => void): number => {
  const [name, ...rest] = words
  if (name === 'help' || name === '--help' || name === '-h') {
    world.write(usage())
    return 0
  }
  const command = commands.find((command) => command.name === name)
  const complaint = command
    ? command.run(rest, world)
    : { message: `${name ? `unknown command "${name}"` : 'no command'}: try "tally help"` }
  if (!complaint) return 0
  complain(`tally: ${complaint.message.replaceAll(/\s*\n\s*/g, ' ')}\n`)
  return 2
}

/** Writes all of the text, also where the reader of a pipe is slow. */
const writeAll = (stream: number, text: string): void => {
  const bytes = new TextEncoder().encode(text)
  for (let at = 0; at < bytes.length; ) {
    try {
      at += writeSync(stream, bytes, at)
    } catch (problem) {
      const code = (problem as { code?: string }).code
      if (code === 'EPIPE') process.exit(0)
      if (code !== 'EAGAIN') throw problem
    }
  }
}

export const runFromProcess = (): void => {
  process.exitCode = main(
    process.argv.slice(2),
    {
      readFile: (path) => readFileSync(path),
      write: (text) => writeAll(1, text),
      writeFile: (path, text) => writeFileSync(path, text),
    },
    (line) => writeAll(2, line),
  )
}
