import { writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { joinOnImport } from '../modules/groups/index.ts'
import { type Field, importPeopleFile, isField, type PeopleFileDone, reportCsv } from '../modules/people/index.ts'
import { operator } from '../platform/mandate.ts'
import type { Command } from './command.ts'

/** Brings people in from a file, beside the running program or without it: all of them, or none. */
export const peopleImport: Command = {
  usage: 'people import FILE [--dry-run] [--map "Heading=field"]… [--month-first] [--report FILE]',
  about: 'bring people in from a list (Action Network, NationBuilder, CiviCRM, or columns that you name)',
  async run({ args, openHouse, print, complain }) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        'dry-run': { type: 'boolean' },
        'month-first': { type: 'boolean' },
        map: { type: 'string', multiple: true },
        report: { type: 'string' },
      },
    })
    const [path, ...more] = positionals
    if (path === undefined || more.length > 0) {
      complain(`Say which file: npx groundswell ${peopleImport.usage}`)
      return 2
    }
    const map = readMap(values.map ?? [])
    if (typeof map === 'string') {
      complain(map)
      return 2
    }
    const { runner } = await openHouse()
    const done = await importPeopleFile({
      runner,
      actor: operator,
      followers: [joinOnImport],
      path,
      map,
      dryRun: values['dry-run'] ?? false,
      dates: values['month-first'] ? 'month-first' : 'day-first',
    })
    if (!done.ok) {
      complain(done.error.message)
      return done.error.kind === 'refused' || done.error.kind === 'elsewhere' ? 1 : 2
    }
    for (const line of inWords(done.value, values['dry-run'] ?? false)) print(line)
    if (values.report) await writeFile(values.report, reportCsv(done.value.problems))
    return 0
  },
}

function readMap(pairs: readonly string[]): Record<string, Field> | string {
  const map: Record<string, Field> = {}
  for (const pair of pairs) {
    const at = pair.lastIndexOf('=')
    const field = pair.slice(at + 1)
    if (at < 1 || !isField(field)) return `--map ${pair}: say it as "Heading=field", for example "Surname=family-name"`
    map[pair.slice(0, at)] = field
  }
  return map
}

const SHOWN = 20

function inWords({ counts, columns, problems, resumed }: PeopleFileDone, dry: boolean): string[] {
  const will = (done: string, would: string) => (dry ? would : done)
  const listed = problems.slice(0, SHOWN).map(({ line, reason }) => `  line ${line}: ${reason}`)
  return [
    ...(resumed ? ['Taken up where an earlier run was stopped.'] : []),
    'Columns:',
    ...columns.map(({ heading, field }) => `  ${heading}: ${field === 'ignore' ? 'left out' : field}`),
    `${counts.rows} rows`,
    `  ${counts.added} ${will('people added', 'people would be added')}`,
    `  ${counts.known} ${will('of people known already', 'are of people known already')}${dry ? '' : `, ${counts.updated} of them filled in`}`,
    `  ${counts.review} ${will('wait to be looked at', 'would have to be looked at')}: they may be somebody known`,
    `  ${counts.rejected} ${will('turned away', 'would be turned away')}, ${counts.noted} with something left out`,
    ...listed,
    ...(problems.length > SHOWN ? [`  … and ${problems.length - SHOWN} more: --report FILE writes them all`] : []),
    ...(dry ? ['Nothing was changed.'] : []),
  ]
}
