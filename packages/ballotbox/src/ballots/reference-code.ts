/** Letters and digits that are not taken for one another. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/**
 * The short code that a voter notes down, "K7QF-9M2X-4TRB": the first 60 bits of the tracker. Since envelopes stand by
 * their place, a false code would have to be found for one given ballot, about 2⁶⁰ tries.
 */
export function referenceCode(tracker: string): string {
  const bits = [...tracker.slice(0, 10)].map((digit) => BASE64.indexOf(digit).toString(2).padStart(6, '0')).join('')
  const letters = bits.match(/.{5}/g)!.map((five) => LETTERS[Number.parseInt(five, 2)])
  return [0, 4, 8].map((at) => letters.slice(at, at + 4).join('')).join('-')
}
