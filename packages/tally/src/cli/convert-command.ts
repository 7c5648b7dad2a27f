import {
  type BallotFormat,
  ballotFormats,
  formatNamed,
  formatOfContent,
  formatOfName,
} from '../formats/ballot-formats.ts'
import { describeParseError } from '../formats/text-input.ts'
import { parseArguments } from './arguments.ts'
import type { Command } from './command.ts'
import { readBytes } from './read-election.ts'

const names = ballotFormats.map((format) => format.name).join('|')

/** Rewrites a ballot file in another format. */
export const convertCommand: Command = {
  name: 'convert',
  usage: `convert FILE --to ${names} [--from ${names}] [--contest ID]`,
  run(words, world) {
    const given = parseArguments(words, { to: 'value', from: 'value', contest: 'value' })
    if (!given.ok) return { message: given.error }
    const [path, ...more] = given.value.operands
    if (path === undefined || more.length > 0) return { message: 'convert needs one ballot file' }
    const to = chosen(given.value.value('to'), 'to')
    if (typeof to === 'string') return { message: to }
    if (!to) return { message: `option --to is needed: one of ${names}` }
    const from = chosen(given.value.value('from'), 'from')
    if (typeof from === 'string') return { message: from }
    const bytes = readBytes(path, world)
    if (!bytes.ok) return { message: bytes.error }
    const format = from ?? formatOfName(path) ?? formatOfContent(bytes.value)
    const file = format.parse(bytes.value, given.value.value('contest'))
    if (!file.ok) return { message: `${path}: ${describeParseError(file.error)}` }
    const text = to.write(file.value)
    if (!text.ok) return { message: `${path}: ${text.error}` }
    world.write(text.value)
    return undefined
  },
}

const chosen = (name: string | undefined, option: string): BallotFormat | string | undefined =>
  name === undefined ? undefined : (formatNamed(name) ?? `option --${option} takes one of ${names}, not "${name}"`)
