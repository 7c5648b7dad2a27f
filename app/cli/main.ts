import { compose, type House } from '../compose.ts'
import { openGround } from '../ground.ts'
import { readConfig } from '../platform/config.ts'
import type { Command } from './command.ts'
import { constitutionCheck } from './constitution-check.ts'
import { electionsImport } from './elections-import.ts'
import { groupsImport } from './groups-import.ts'
import { peopleImport } from './people-import.ts'

const COMMANDS: readonly Command[] = [constitutionCheck, electionsImport, groupsImport, peopleImport]

/** `npx groundswell …`: finds the command that the first words name, and answers with its exit code. */
export async function runCommandLine(
  argv: readonly string[],
  env: Record<string, string | undefined>,
): Promise<number> {
  const complain = (line: string) => console.error(line)
  const command = COMMANDS.find(({ usage }) => wordsOf(usage).every((word, i) => argv[i] === word))
  if (!command) {
    help(argv.length === 0 || argv[0] === '--help' ? console.log : complain)
    return argv.length === 0 || argv[0] === '--help' ? 0 : 2
  }
  const config = readConfig(env)
  if (!config.ok) {
    for (const { message } of config.error) complain(message)
    return 2
  }
  const closing: (() => Promise<void>)[] = []
  const openHouse = async () => {
    const ground = await openGround(config.value, 'join')
    if (!ground.ok) throw new CommandStopped(ground.error)
    closing.push(ground.value.close)
    const house: House = await compose(ground.value)
    closing.unshift(house.close)
    return { ...house, clock: ground.value.clock, chance: ground.value.chance }
  }
  try {
    return await command.run({
      config: config.value,
      args: argv.slice(wordsOf(command.usage).length),
      print: console.log,
      complain,
      openHouse,
    })
  } catch (problem) {
    if (problem instanceof CommandStopped || isBadArgument(problem)) {
      complain((problem as Error).message)
      return 2
    }
    throw problem
  } finally {
    for (const close of closing) await close()
  }
}

class CommandStopped extends Error {}

const isBadArgument = (problem: unknown): boolean =>
  problem instanceof Error && String((problem as { code?: unknown }).code).startsWith('ERR_PARSE_ARGS')

/** The words that name a command: those of its usage that come before the first argument. */
function wordsOf(usage: string): string[] {
  const words = usage.split(' ')
  const end = words.findIndex((word) => /[^a-z-]/.test(word) || word.startsWith('-'))
  return end === -1 ? words : words.slice(0, end)
}

function help(print: (line: string) => void): void {
  print('npx groundswell COMMAND')
  for (const { usage, about } of COMMANDS) print(`  ${usage}\n      ${about}`)
}
