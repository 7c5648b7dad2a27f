import { importGroupsFile } from '../modules/groups/index.ts'
import { operator } from '../platform/mandate.ts'
import type { Command } from './command.ts'

/** Enters a list of groups, beside the running program or without it. */
export const groupsImport: Command = {
  usage: 'groups import FILE',
  about: 'enter groups from a list with the columns name, kind, region, place, postcode, about',
  async run({ args, openHouse, print, complain }) {
    const [path, ...more] = args
    if (path === undefined || more.length > 0) {
      complain(`Say which file: npx groundswell ${groupsImport.usage}`)
      return 2
    }
    const { runner } = await openHouse()
    const done = await importGroupsFile({ runner, actor: operator, path })
    if (!done.ok) {
      complain(done.error)
      return 2
    }
    const { added, known, rejected, noted } = done.value
    print(`${added} groups entered, ${known} known already, ${rejected.length} turned away`)
    for (const { line, reason } of [...rejected, ...noted]) print(`  line ${line}: ${reason}`)
    return 0
  },
}
