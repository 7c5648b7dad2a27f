import {
  type BallotFormat,
  ballotFormats,
  formatNamed,
  formatOfContent,
  formatOfName,
} from '../formats/ballot-formats.ts'
import { describeParseError } from '../formats/text-input.ts'
import { parseArguments } from './arguments.ts'
import type { Command, Complaint, Surroundings } from './command.ts'
import { readBytes } from './read-election.ts'

const names = ballotFormats.map((format) => format.name).join('|')

/** Rewrites a ballot file in another format: to a file, whose ending may say which, or to the output. */
export const convertCommand: Command = {
  name: 'convert',
  usage: `convert FILE [OUT] [--to ${names}] [--from ${names}] [--contest ID]`,
  run(words, world) {
    const given = parseArguments(words, { to: 'value', from: 'value', contest: 'value' })
    if (!given.ok) return { message: given.error }
    const [path, out, ...more] = given.value.operands
    if (path === undefined || more.length > 0)
      return { message: 'convert needs a ballot file, and perhaps one to write' }
    const to = chosen(given.value.value('to'), 'to') ?? (out === undefined ? undefined : formatOfName(out))
    if (typeof to === 'string') return { message: to }
    if (!to) return { message: `option --to is needed: one of ${names}` }
    const from = chosen(given.value.value('from'), 'from')
    if (typeof from === 'string') return { message: from }
    const bytes = readBytes(path, world)
    if (!bytes.ok) return { message: bytes.error }
    const format = from ?? formatOfName(path) ?? formatOfContent(bytes.value)
    const file = format.parse(bytes.value, given.value.value('contest'))
    if (!file.ok) return { message: `${path}: ${describeParseError(file.error)}` }
    if (file.value.scores && to.name !== 'csv') return { message: `${path}: only csv has a place for scores` }
    const text = to.write(file.value)
    if (!text.ok) return { message: `${path}: ${text.error}` }
    if (out === undefined) world.write(text.value)
    else return written(out, text.value, world)
    return undefined
  },
}

const written = (path: string, text: string, world: Surroundings): Complaint | undefined => {
  try {
    world.writeFile(path, text)
    return undefined
  } catch (problem) {
    const code = (problem as { code?: string }).code
    if (code === undefined) throw problem
    return { message: `${path}: cannot be written (${code})` }
  }
}

const chosen = (name: string | undefined, option: string): BallotFormat | string | undefined =>
  name === undefined ? undefined : (formatNamed(name) ?? `option --${option} takes one of ${names}, not "${name}"`)
