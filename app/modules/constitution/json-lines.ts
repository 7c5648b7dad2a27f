import { err, ok, type Result } from '../../platform/result.ts'

export type JsonPath = readonly (string | number)[]

export interface JsonWithLines {
  readonly value: unknown
  /** The line, counted from 1, on which the value at this path begins; that of its nearest parent where there is none. */
  lineOf(path: JsonPath): number
}

export interface JsonProblem {
  readonly line: number
  readonly message: string
}

/**
 * Reads JSON (RFC 8259) and remembers on which line each value stands, so that what is wrong with it can be shown
 * where it is. A key given twice, which the RFC leaves open, is refused: one of the two would be lost without a word.
 */
export function readJson(text: string): Result<JsonWithLines, JsonProblem> {
  const lines = new Map<string, number>()
  const reader = new Reader(text, lines)
  try {
    const value = reader.whole()
    return ok({
      value,
      lineOf(path) {
        for (let length = path.length; length > 0; length--) {
          const line = lines.get(key(path.slice(0, length)))
          if (line !== undefined) return line
        }
        return lines.get(key([])) ?? 1
      },
    })
  } catch (problem) {
    if (problem instanceof Stop) return err({ line: problem.line, message: problem.message })
    throw problem
  }
}

const key = (path: JsonPath): string => JSON.stringify(path)

/** Leaves the recursion; never seen outside this file. */
class Stop extends Error {
  readonly line: number
  constructor(line: number, message: string) {
    super(message)
    this.line = line
  }
}

const DEEPEST = 32

class Reader {
  readonly #text: string
  readonly #lines: Map<string, number>
  #at = 0
  #line = 1

  constructor(text: string, lines: Map<string, number>) {
    this.#text = text
    this.#lines = lines
  }

  whole(): unknown {
    const value = this.#value([])
    this.#space()
    if (this.#at < this.#text.length) this.#stop('something stands after the end of the rules')
    return value
  }

  #value(path: JsonPath): unknown {
    this.#space()
    if (path.length > DEEPEST) this.#stop('this is nested too deeply')
    this.#lines.set(key(path), this.#line)
    const next = this.#text[this.#at]
    if (next === '{') return this.#object(path)
    if (next === '[') return this.#list(path)
    if (next === '"') return this.#string()
    return this.#word()
  }

  #object(path: JsonPath): Record<string, unknown> {
    const found = new Map<string, unknown>()
    this.#at++
    if (this.#take('}')) return {}
    for (;;) {
      this.#space()
      if (this.#text[this.#at] !== '"') this.#stop('a name in quotes is expected here')
      const name = this.#string()
      if (found.has(name)) this.#stop(`"${name}" is given twice`)
      if (!this.#take(':')) this.#stop(`a colon is expected after "${name}"`)
      found.set(name, this.#value([...path, name]))
      if (this.#take('}')) return Object.fromEntries(found)
      if (!this.#take(',')) this.#stop('a comma or a closing brace is expected here')
    }
  }

  #list(path: JsonPath): unknown[] {
    const found: unknown[] = []
    this.#at++
    if (this.#take(']')) return found
    for (;;) {
      found.push(this.#value([...path, found.length]))
      if (this.#take(']')) return found
      if (!this.#take(',')) this.#stop('a comma or a closing bracket is expected here')
    }
  }

  #string(): string {
    const found = /"(?:[^"\\\n]|\\.)*"/y
    found.lastIndex = this.#at
    const text = found.exec(this.#text)?.[0]
    if (text === undefined) this.#stop('a text in quotes has no end on its line')
    return this.#parse(text)
  }

  #word(): unknown {
    const found = /[^\s,:{}[\]"]+/y
    found.lastIndex = this.#at
    const text = found.exec(this.#text)?.[0]
    if (text === undefined) this.#stop('a value is expected here')
    return this.#parse(text)
  }

  #parse<T>(text: string): T {
    let value: T
    try {
      value = JSON.parse(text)
    } catch {
      this.#stop(`${text.slice(0, 40)} is not JSON`)
    }
    this.#at += text.length
    return value
  }

  #take(mark: string): boolean {
    this.#space()
    if (this.#text[this.#at] !== mark) return false
    this.#at++
    return true
  }

  #space(): void {
    for (; /\s/.test(this.#text[this.#at] ?? ''); this.#at++) if (this.#text[this.#at] === '\n') this.#line++
  }

  #stop(message: string): never {
    throw new Stop(this.#line, message)
  }
}
