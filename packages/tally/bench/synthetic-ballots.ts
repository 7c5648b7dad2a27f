/**
 * A large ballot file to measure counts by: 24 candidates of four parties for 8 seats, three blocs of voters who favour
 * parties to different degrees, rankings drawn one after the other in proportion to strength (Plackett and Luce), most
 * of them short. The same seed gives the same file. A million papers make about 377,000 distinct rankings.
 */

const CANDIDATES = 24
const PARTIES = 4
const SEATS = 8
/** How long a ranking is, in papers of a hundred; 24 is all. */
const LENGTHS: readonly (readonly [number, number])[] = [
  [1, 22],
  [2, 17],
  [3, 16],
  [4, 12],
  [5, 9],
  [6, 6],
  [7, 4],
  [8, 3],
  [10, 2],
  [24, 9],
]
const BLOCS = [45, 33, 22]

/** Numbers in [0, 1): a 32-bit mix of a counter, enough for load and not for lots. */
const numbersFrom = (seed: number): (() => number) => {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

const drawn = (shares: readonly number[], x: number): number => {
  let left = x * shares.reduce((sum, share) => sum + share, 0)
  for (const [i, share] of shares.entries()) {
    left -= share
    if (left < 0) return i
  }
  return shares.length - 1
}

/** The file as BLT, a paper a line, not merged. */
export const syntheticBallots = (papers: number, seed = 7): Uint8Array => {
  const random = numbersFrom(seed)
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
  const strengths = Array.from({ length: CANDIDATES }, () => Math.exp(0.9 * normal()))
  const favours = BLOCS.map(() => Array.from({ length: PARTIES }, () => 0.5 + 4.5 * random()))
  const weights = favours.map((favour) => strengths.map((strength, c) => strength * (favour[c % PARTIES] as number)))

  const lines = new Uint8Array(papers * (CANDIDATES * 3 + 5) + 2000)
  let at = 0
  const write = (text: string): void => {
    for (let i = 0; i < text.length; i++) lines[at++] = text.charCodeAt(i)
  }
  const number = (n: number): void => {
    if (n >= 10) lines[at++] = 48 + Math.floor(n / 10)
    lines[at++] = 48 + (n % 10)
    lines[at++] = 32
  }
  write(`${CANDIDATES} ${SEATS}\n`)
  const keys = new Float64Array(CANDIDATES)
  for (let paper = 0; paper < papers; paper++) {
    const bloc = weights[drawn(BLOCS, random())] as number[]
    const [length] = LENGTHS[
      drawn(
        LENGTHS.map(([, share]) => share),
        random(),
      )
    ] as readonly [number, number]
    for (let c = 0; c < CANDIDATES; c++) keys[c] = -Math.log(1 - random()) / (bloc[c] as number)
    number(1)
    for (let rank = 0; rank < length; rank++) {
      let best = 0
      for (let c = 1; c < CANDIDATES; c++) if ((keys[c] as number) < (keys[best] as number)) best = c
      keys[best] = Number.POSITIVE_INFINITY
      number(best + 1)
    }
    lines[at++] = 48
    lines[at++] = 10
  }
  write('0\n')
  for (let c = 0; c < CANDIDATES; c++) write(`"Candidate ${c + 1} (party ${c % PARTIES})"\n`)
  write(`"Synthetic Plackett-Luce mixture, ${papers} papers, seed ${seed}"\n`)
  return lines.subarray(0, at)
}
