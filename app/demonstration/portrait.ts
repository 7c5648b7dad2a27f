import sharp from 'sharp'

const HAIR = ['#2a1a2b', '#5b3a29', '#8c5a2b', '#b9b4ae', '#3c2f2f', '#a8442a']
const SKIN = ['#f2d3b8', '#d9a679', '#b57b4f', '#8a5634', '#5c3a24', '#e8c09c']
const COAT = ['#1b5e36', '#4a1546', '#f7b32b', '#7b5a86', '#9c2411', '#2f6f73']
const GROUND = ['#fdeec8', '#e3efdc', '#f3e6ef', '#f1e7d6']

/** A plain drawn head and shoulders, so that invented candidates have a picture and nobody's face is used. */
export function drawPortrait(id: number): Promise<Uint8Array> {
  const pick = (list: readonly string[], salt: number): string =>
    list[(id * 7 + salt * 13 + (id >> 3)) % list.length] ?? ''
  const long = id % 3 === 0
  const hair = pick(HAIR, 1)
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="480" height="480" viewBox="0 0 48 48"><rect width="48" height="48" fill="${pick(GROUND, 2)}"/>${long ? `<path d="M11 40V20a13 13 0 0 1 26 0v20z" fill="${hair}"/>` : ''}<path d="M6 48c0-11 8-15 18-15s18 4 18 15z" fill="${pick(COAT, 3)}"/><rect x="20" y="27" width="8" height="9" rx="4" fill="${pick(SKIN, 4)}"/><circle cx="24" cy="21" r="9.5" fill="${pick(SKIN, 4)}"/><path d="M14 20c0-8 5-11 10-11s10 3 10 11c-3-4-6-5-10-5s-7 1-10 5z" fill="${hair}"/><circle cx="20.5" cy="21.5" r="1.1"/><circle cx="27.5" cy="21.5" r="1.1"/><path d="M20 25.5c2 2 6 2 8 0" fill="none" stroke="#2a1a2b" stroke-width="1" stroke-linecap="round"/></svg>`
  return sharp(Buffer.from(svg)).png().toBuffer()
}
