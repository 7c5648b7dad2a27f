import { rules } from '../rules/registry.ts'
import type { Command } from './command.ts'

/** Lists the rules: name, title, citation, and what options the generic ones take. */
export const rulesCommand: Command = {
  name: 'rules',
  usage: 'rules',
  run(words, world) {
    if (words.length > 0) return { message: `rules takes nothing, not "${words[0]}"` }
    const width = Math.max(...rules.map((rule) => rule.name.length))
    for (const rule of rules) {
      world.write(`${rule.name.padEnd(width)}  ${rule.title}\n${' '.repeat(width)}  ${rule.citation}\n`)
      for (const [name, option] of Object.entries(rule.options ?? {})) {
        const values = option.values?.join('|') ?? option.kind
        world.write(`${' '.repeat(width)}    ${name}=${values} (${option.byDefault}): ${option.about}\n`)
      }
    }
    return undefined
  },
}
