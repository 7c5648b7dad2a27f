export type Delimiter = ',' | ';' | '\t'

/** What parts the columns: whichever of comma, semicolon and tab stands most often, outside quotes, in the first record. */
export function delimiterOf(text: string): Delimiter {
  const found = { ',': 0, ';': 0, '\t': 0 }
  let quoted = false
  for (const letter of text) {
    if (letter === '"') quoted = !quoted
    else if (!quoted && (letter === '\n' || letter === '\r') && found[','] + found[';'] + found['\t'] > 0) break
    else if (!quoted && (letter === ',' || letter === ';' || letter === '\t')) found[letter]++
  }
  const order: Delimiter[] = [',', ';', '\t']
  return order.reduce((best, one) => (found[one] > found[best] ? one : best))
}
