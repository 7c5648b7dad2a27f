import { Stop } from './text-parse.ts'

/** JSON with the place of each value in the text, so that an error in what it means can be shown. */
export type JsonNode =
  | { readonly kind: 'object'; readonly at: number; readonly members: ReadonlyMap<string, JsonNode> }
  | { readonly kind: 'array'; readonly at: number; readonly items: readonly JsonNode[] }
  | { readonly kind: 'string'; readonly at: number; readonly value: string }
  | { readonly kind: 'number'; readonly at: number; readonly value: number }
  | { readonly kind: 'literal'; readonly at: number; readonly value: boolean | null }

/** Deeper than any file of cast vote records. */
const DEEPEST = 100

/** Reads a JSON text (RFC 8259). */
export const parseJsonNodes = (text: string): JsonNode => {
  const reader = { text, at: 0 }
  const node = readValue(reader, 0)
  skipBlanks(reader)
  if (reader.at < text.length) throw new Stop(reader.at, 'the end of the file')
  return node
}

interface Reader {
  readonly text: string
  at: number
}

const skipBlanks = (reader: Reader): void => {
  while (' \t\r\n'.includes(reader.text[reader.at] ?? 'x')) reader.at++
}

const readValue = (reader: Reader, depth: number): JsonNode => {
  skipBlanks(reader)
  const at = reader.at
  if (depth > DEEPEST) throw new Stop(at, `at most ${DEEPEST} levels`)
  switch (reader.text[at]) {
    case '{':
      return readObject(reader, depth)
    case '[':
      return readArray(reader, depth)
    case '"':
      return { kind: 'string', at, value: readString(reader) }
    default:
      return readPlain(reader)
  }
}

const readObject = (reader: Reader, depth: number): JsonNode => {
  const at = reader.at++
  const members = new Map<string, JsonNode>()
  skipBlanks(reader)
  if (reader.text[reader.at] === '}') reader.at++
  else {
    do {
      skipBlanks(reader)
      if (reader.text[reader.at] !== '"') throw new Stop(reader.at, 'a name in quotation marks')
      const name = readString(reader)
      skipBlanks(reader)
      if (reader.text[reader.at] !== ':') throw new Stop(reader.at, '":" after a name')
      reader.at++
      members.set(name, readValue(reader, depth + 1))
    } while (goesOn(reader, '}'))
  }
  return { kind: 'object', at, members }
}

const readArray = (reader: Reader, depth: number): JsonNode => {
  const at = reader.at++
  const items: JsonNode[] = []
  skipBlanks(reader)
  if (reader.text[reader.at] === ']') reader.at++
  else {
    do items.push(readValue(reader, depth + 1))
    while (goesOn(reader, ']'))
  }
  return { kind: 'array', at, items }
}

const goesOn = (reader: Reader, close: string): boolean => {
  skipBlanks(reader)
  const mark = reader.text[reader.at]
  if (mark !== ',' && mark !== close) throw new Stop(reader.at, `"," or "${close}"`)
  reader.at++
  return mark === ','
}

const PLAIN = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y

const readString = (reader: Reader): string => {
  const start = reader.at
  let end = start + 1
  while (end < reader.text.length && reader.text[end] !== '"') end += reader.text[end] === '\\' ? 2 : 1
  try {
    const value: unknown = reader.text[start] === '"' ? JSON.parse(reader.text.slice(start, end + 1)) : undefined
    if (typeof value !== 'string') throw new SyntaxError()
    reader.at = end + 1
    return value
  } catch (problem) {
    if (problem instanceof SyntaxError) throw new Stop(start, 'a text in quotation marks, as JSON has it')
    throw problem
  }
}

const readPlain = (reader: Reader): JsonNode => {
  const at = reader.at
  PLAIN.lastIndex = at
  const found = PLAIN.exec(reader.text)
  if (!found) throw new Stop(at, 'a JSON value')
  reader.at = PLAIN.lastIndex
  const value = JSON.parse(found[0]) as number | boolean | null
  return typeof value === 'number' ? { kind: 'number', at, value } : { kind: 'literal', at, value }
}
