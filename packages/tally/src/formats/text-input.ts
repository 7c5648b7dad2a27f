/** Where in a file something is wrong, and what should have stood there. Lines and columns count from 1. */
export interface ParseError {
  readonly line: number
  readonly column: number
  /** What should have stood there, in words: "a candidate number from 1 to 7". */
  readonly expected: string
  /** What stood there: a few characters, or "end of file". */
  readonly found: string
}

export const describeParseError = (error: ParseError): string =>
  `line ${error.line}, column ${error.column}: expected ${error.expected}, found ${error.found}`

/** Bytes whose digits and ASCII marks stand for themselves, and the way to read the words among them. */
export interface TextInput {
  readonly bytes: Uint8Array
  decode(from: number, to: number): string
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** UTF-8 with or without a byte order mark, UTF-16 either way round, and Windows-1252 for what is none of these. */
export const textInput = (input: Uint8Array | string): TextInput => {
  if (typeof input === 'string') return inUtf8(new TextEncoder().encode(input.replace(/^\uFEFF/, '')))
  const utf16 = utf16Label(input)
  if (utf16) return inUtf8(new TextEncoder().encode(new TextDecoder(utf16).decode(input)))
  if (input[0] === 0xef && input[1] === 0xbb && input[2] === 0xbf) return inUtf8(input.subarray(3))
  return inUtf8(input)
}

const utf16Label = (bytes: Uint8Array): string | undefined => {
  const [a, b] = bytes
  if (a === 0xff && b === 0xfe) return 'utf-16le'
  if (a === 0xfe && b === 0xff) return 'utf-16be'
  if (a === undefined || b === undefined) return undefined
  if (a !== 0 && b === 0) return 'utf-16le'
  if (a === 0 && b !== 0) return 'utf-16be'
  return undefined
}

const inUtf8 = (bytes: Uint8Array): TextInput => ({
  bytes,
  decode(from, to) {
    const slice = bytes.subarray(from, to)
    try {
      return utf8.decode(slice)
    } catch {
      return new TextDecoder('windows-1252').decode(slice)
    }
  },
})

const LF = 10
const CR = 13

/** The error at a byte of the input. */
export const errorAt = (input: TextInput, at: number, expected: string): ParseError => {
  const { bytes } = input
  let line = 1
  let lineStart = 0
  for (let i = 0; i < at && i < bytes.length; i++) {
    if (bytes[i] === LF || (bytes[i] === CR && bytes[i + 1] !== LF)) {
      line++
      lineStart = i + 1
    }
  }
  return {
    line,
    column: [...input.decode(lineStart, Math.min(at, bytes.length))].length + 1,
    expected,
    found: foundAt(input, at),
  }
}

const foundAt = (input: TextInput, at: number): string => {
  const { bytes } = input
  if (at >= bytes.length) return 'end of file'
  if (bytes[at] === LF || bytes[at] === CR) return 'end of line'
  let to = at
  while (to < bytes.length && (bytes[to] as number) > 32 && to - at < 64) to++
  const word = [...input.decode(at, to)]
  return `"${word.slice(0, 20).join('')}${word.length > 20 ? '…' : ''}"`
}
