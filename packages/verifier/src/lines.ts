/** A text has a line that is longer than any may be. */
export class LineTooLong extends Error {}

/**
 * Splits a text into lines as it streams in, holding one at a time. The last may do without its line feed; bytes that
 * are not UTF-8 become replacement characters, which no canonical text holds.
 */
export async function* linesOf(bytes: AsyncIterable<Uint8Array>, longest: number): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  let rest = ''
  for await (const chunk of bytes) {
    const parts = (rest + decoder.decode(chunk, { stream: true })).split('\n')
    rest = parts.pop()!
    if ([...parts, rest].some((line) => line.length > longest)) throw new LineTooLong(`a line exceeds ${longest}`)
    yield* parts
  }
  rest += decoder.decode()
  if (rest.length > longest) throw new LineTooLong(`a line exceeds ${longest}`)
  if (rest !== '') yield rest
}
