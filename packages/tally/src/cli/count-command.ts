import type { CountRecord } from '../record.ts'
import { renderCsv } from '../render/csv.ts'
import { renderFlowSvg } from '../render/flow-svg.ts'
import { renderHtml } from '../render/html.ts'
import { renderJson } from '../render/json.ts'
import { renderText } from '../render/text.ts'
import { parseArguments } from './arguments.ts'
import type { Command } from './command.ts'
import { countOne } from './count-one.ts'
import { COUNT_OPTIONS, COUNT_USAGE, countOptions } from './count-options.ts'

const FORMATS: Readonly<Record<string, (record: CountRecord) => string>> = {
  text: renderText,
  json: (record) => `${renderJson(record)}\n`,
  csv: renderCsv,
  html: (record) => `${renderHtml(record)}\n`,
  svg: (record) => `${renderFlowSvg(record)}\n`,
}

/** Counts one file or several; several give one document after the other, in JSON one a line. */
export const countCommand: Command = {
  name: 'count',
  usage: `count FILE… ${COUNT_USAGE} [--format ${Object.keys(FORMATS).join('|')}]`,
  run(words, world) {
    const given = parseArguments(words, { ...COUNT_OPTIONS, format: 'value' })
    if (!given.ok) return { message: given.error }
    const how = countOptions(given.value)
    if (!how.ok) return { message: how.error }
    const name = given.value.value('format') ?? 'text'
    const format = FORMATS[name]
    if (!format) return { message: `unknown format "${name}": there are ${Object.keys(FORMATS).join(', ')}` }
    if (given.value.operands.length === 0) return { message: 'count needs a ballot file' }
    for (const path of given.value.operands) {
      const counted = countOne(path, given.value, how.value, world)
      if (!counted.ok) return { message: counted.error }
      world.write(format(counted.value.record))
    }
    return undefined
  },
}
