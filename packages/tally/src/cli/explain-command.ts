import { explain } from '../explain.ts'
import { err, ok, type Result } from '../result.ts'
import { parseArguments } from './arguments.ts'
import type { Command } from './command.ts'
import { countOne } from './count-one.ts'
import { COUNT_OPTIONS, COUNT_USAGE, countOptions } from './count-options.ts'

/** Follows one ballot paper, real or imagined, through the count of a file. */
export const explainCommand: Command = {
  name: 'explain',
  usage: `explain FILE --ballot 4,1=3,2 ${COUNT_USAGE}`,
  run(words, world) {
    const given = parseArguments(words, { ...COUNT_OPTIONS, ballot: 'value' })
    if (!given.ok) return { message: given.error }
    const how = countOptions(given.value)
    if (!how.ok) return { message: how.error }
    const [path, ...more] = given.value.operands
    if (path === undefined || more.length > 0) return { message: 'explain needs one ballot file' }
    const counted = countOne(path, given.value, how.value, world)
    if (!counted.ok) return { message: counted.error }
    const ranking = rankingFrom(given.value.value('ballot'), counted.value.file.candidates.length)
    if (!ranking.ok) return { message: ranking.error }
    for (const sentence of explain(counted.value.record, ranking.value)) world.write(`${sentence}\n`)
    return undefined
  },
}

/** "4,1=3,2": candidate numbers, best first, `=` between equal ones. */
const rankingFrom = (text: string | undefined, candidates: number): Result<number[][], string> => {
  const problem = `option --ballot takes candidate numbers from 1 to ${candidates}, best first, such as 4,1=3,2`
  if (text === undefined) return err(problem)
  const ranking = text
    .split(',')
    .map((rank) => rank.split('=').map((word) => (/^\s*\d+\s*$/.test(word) ? Number(word) : 0)))
  const numbers = ranking.flat()
  const fine =
    numbers.every((number) => number >= 1 && number <= candidates) && new Set(numbers).size === numbers.length
  return fine ? ok(ranking) : err(`${problem}, each once; not "${text}"`)
}
