import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import { importResults } from '../modules/elections/index.ts'
import { operator } from '../platform/mandate.ts'
import type { Command } from './command.ts'

/** Publishes elections held elsewhere, beside the running program or without it. All the files, or none of them. */
export const electionsImport: Command = {
  usage: 'elections import FILE… --rules scottish [--title "…"]',
  about: 'count ballot files and publish their results',
  async run({ args, config, openHouse, print, complain }) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { rules: { type: 'string' }, title: { type: 'string' } },
    })
    if (positionals.length === 0 || !values.rules) {
      complain(`Say which files and which rules: npx groundswell ${electionsImport.usage}`)
      return 2
    }
    const files: { name: string; bytes: Uint8Array }[] = []
    for (const path of positionals) {
      const bytes = await readFile(path).catch((problem: NodeJS.ErrnoException) => problem)
      if (bytes instanceof Error) {
        complain(bytes.code === 'ENOENT' ? `${path}: there is no such file` : `${path}: cannot be read (${bytes.code})`)
        return 2
      }
      files.push({ name: basename(path), bytes: new Uint8Array(bytes) })
    }
    const house = await openHouse()
    const outcome = await house.runner.run(importResults, operator, { files, rules: values.rules, title: values.title })
    if (outcome.ok) {
      for (const result of outcome.value) {
        print(`${config.publicUrl}/elections/${result.slug}${result.fresh ? '' : '  (published before)'}`)
      }
      return 0
    }
    const { error } = outcome
    if (error.kind === 'refused') complain(error.refusal.reason)
    else if (error.kind === 'invalid') for (const wrong of error.errors) complain(wrong.message)
    else for (const line of error.problem) complain(line)
    return error.kind === 'refused' ? 1 : 2
  },
}
