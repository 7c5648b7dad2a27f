import { err, ok, type Result } from '../result.ts'

/** What an option of the command takes: a value, or nothing. */
export type OptionKinds = Readonly<Record<string, 'value' | 'flag' | 'values'>>

export interface Arguments {
  readonly operands: readonly string[]
  value(name: string): string | undefined
  values(name: string): readonly string[]
  has(name: string): boolean
}

/** `--name value`, `--name=value`, `--flag`, and operands; `--` ends the options. */
export const parseArguments = (words: readonly string[], kinds: OptionKinds): Result<Arguments, string> => {
  const operands: string[] = []
  const given = new Map<string, string[]>()
  for (let i = 0; i < words.length; i++) {
    const word = words[i] as string
    if (word === '--') {
      operands.push(...words.slice(i + 1))
      break
    }
    if (!word.startsWith('--')) {
      operands.push(word)
      continue
    }
    const [name = '', inline] = splitOnce(word.slice(2), '=')
    const kind = kinds[name]
    if (!kind) return err(`unknown option --${name}`)
    if (given.has(name) && kind !== 'values') return err(`option --${name} given twice`)
    const value = kind === 'flag' ? inline : (inline ?? words[++i])
    if (kind === 'flag' ? value !== undefined : value === undefined) {
      return err(`option --${name} ${kind === 'flag' ? 'takes no value' : 'needs a value'}`)
    }
    given.set(name, [...(given.get(name) ?? []), value ?? ''])
  }
  return ok({
    operands,
    value: (name) => given.get(name)?.[0],
    values: (name) => given.get(name) ?? [],
    has: (name) => given.has(name),
  })
}

const splitOnce = (text: string, mark: string): [string, string?] => {
  const at = text.indexOf(mark)
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)]
}

/** "3,5" as [3, 5]. */
export const numberList = (text: string, option: string): Result<number[], string> => {
  const parts = text.split(',').map((part) => part.trim())
  return parts.every((part) => /^\d{1,9}$/.test(part))
    ? ok(parts.map(Number))
    : err(`option --${option} takes candidate numbers with commas between, such as 3,5; not "${text}"`)
}
