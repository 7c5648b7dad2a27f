import type { Constraint } from '../constraints/constraint.ts'
import { err, ok, type Result } from '../result.ts'
import { errorAt, type ParseError, type TextInput, textInput } from './text-input.ts'

/**
 * Reads a file of constraints in the format of OpenTally: a group a line, `"Category" "Group" min max candidate…`. Every
 * candidate has to be in exactly one group of each category. A maximum of at least the group's size is none.
 */
export const parseCon = (source: Uint8Array | string, candidates: number): Result<Constraint[], ParseError> => {
  const input = textInput(source)
  const constraints: Constraint[] = []
  for (const line of linesOf(input)) {
    const constraint = readGroup(line, candidates, constraints)
    if (!constraint.ok)
      return err(errorAt(input, line.start + bytesBefore(line, constraint.error.at), constraint.error.expected))
    constraints.push(constraint.value)
  }
  for (const category of new Set(constraints.map((one) => one.category))) {
    const placed = constraints.flatMap((one) => (one.category === category ? one.candidates : []))
    for (let number = 1; number <= candidates; number++) {
      if (!placed.includes(number)) {
        return err(errorAt(input, input.bytes.length, `candidate ${number} in a group of "${category}"`))
      }
    }
  }
  return ok(constraints)
}

interface Line {
  readonly text: string
  /** Where the line begins, in bytes. */
  readonly start: number
}

const linesOf = (input: TextInput): Line[] => {
  const lines: Line[] = []
  for (let start = 0; start < input.bytes.length; ) {
    let end = start
    while (end < input.bytes.length && input.bytes[end] !== 10 && input.bytes[end] !== 13) end++
    const text = input.decode(start, end)
    if (text.trim() !== '' && !text.trimStart().startsWith('#')) lines.push({ text, start })
    start = end + 1
  }
  return lines
}

const bytesBefore = (line: Line, at: number): number => new TextEncoder().encode(line.text.slice(0, at)).length

interface Problem {
  readonly at: number
  readonly expected: string
}

const readGroup = (line: Line, candidates: number, before: readonly Constraint[]): Result<Constraint, Problem> => {
  const words = [...line.text.matchAll(/"((?:[^"]|"")*)"|\S+/g)]
  const end = line.text.length
  const [category, group, min, max, ...members] = words
  const names = [category, group].map((word) => (word?.[1] ?? word?.[0] ?? '').replaceAll('""', '"'))
  for (const [i, word] of [category, group].entries()) {
    if (!word || word[1] === undefined) {
      return err({
        at: word?.index ?? end,
        expected: `the name of a ${i === 0 ? 'category' : 'group'} in quotation marks`,
      })
    }
  }
  const numbers: number[] = []
  for (const [i, word] of [min, max].entries()) {
    if (!word || !/^\d{1,9}$/.test(word[0])) {
      return err({
        at: word?.index ?? end,
        expected: `the ${i === 0 ? 'least' : 'greatest'} number of places, a whole number`,
      })
    }
    numbers.push(Number(word[0]))
  }
  const [least, most] = numbers as [number, number]
  if (most < least) return err({ at: max?.index ?? end, expected: `a greatest number of places from ${least}` })
  const taken = new Set(before.flatMap((one) => (one.category === names[0] ? one.candidates : [])))
  for (const word of members) {
    const number = /^\d{1,9}$/.test(word[0]) ? Number(word[0]) : 0
    if (number < 1 || number > candidates)
      return err({ at: word.index, expected: `a candidate number from 1 to ${candidates}` })
    if (taken.has(number))
      return err({ at: word.index, expected: `candidate ${number} in one group of "${names[0]}" only` })
    taken.add(number)
  }
  const numbersOf = members.map((word) => Number(word[0]))
  return ok({
    category: names[0] as string,
    group: names[1] as string,
    min: least,
    ...(most < numbersOf.length && { max: most }),
    candidates: numbersOf,
  })
}
