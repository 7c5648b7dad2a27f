import { readFile } from 'node:fs/promises'
import { checkConstitution, parseConstitution } from '../modules/constitution/index.ts'
import type { Command } from './command.ts'

/** Reads a constitution and says what is wrong with it: line by line where it does not read, else how its rules fit. */
export const constitutionCheck: Command = {
  usage: 'constitution check FILE',
  about: 'find what does not fit together in the rules of a constitution',
  async run({ args, print, complain }) {
    const [path, ...more] = args
    if (path === undefined || more.length > 0) {
      complain(`Say which file: npx groundswell ${constitutionCheck.usage}`)
      return 2
    }
    const text = await readFile(path, 'utf8').catch((problem: NodeJS.ErrnoException) => problem)
    if (text instanceof Error) {
      complain(text.code === 'ENOENT' ? `${path}: there is no such file` : `${path}: cannot be read (${text.code})`)
      return 2
    }
    const parsed = parseConstitution(text)
    if (!parsed.ok) {
      for (const { line, message } of parsed.error) complain(`${path}:${line}: ${message}`)
      return 2
    }
    const findings = checkConstitution(parsed.value)
    for (const { line, clause, kind, message, path: proof } of findings) {
      print(`${path}:${line}: article ${clause}: ${message} (${kind})`)
      for (const step of proof) print(`    ${step}`)
    }
    if (findings.length === 0)
      print(`${path}: ${parsed.value.document.rules.length} rules, and all of them fit together.`)
    return findings.length === 0 ? 0 : 1
  },
}
