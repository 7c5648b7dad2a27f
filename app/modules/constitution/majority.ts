/** A share of the votes cast that a proposal needs, such as `more than 1/2` or `at least 2/3`. */
export interface Majority {
  readonly part: number
  readonly whole: number
  /** True for `more than`: exactly that share is not enough. */
  readonly strict: boolean
}

const WORDS = /^(more than|at least) (\d{1,3})\/(\d{1,3})$/

/** Reads a majority written in words; null where it is none, or asks for more than everybody. */
export function readMajority(text: string): Majority | null {
  const found = WORDS.exec(text)
  if (!found) return null
  const [part, whole, strict] = [Number(found[2]), Number(found[3]), found[1] === 'more than']
  if (whole === 0 || part > whole || (strict && part === whole)) return null
  return { part, whole, strict }
}

/** Whether so many votes for and against carry a proposal. Exact: no division is made. */
export function carries(majority: Majority, votesFor: number, votesCast: number): boolean {
  const [have, need] = [votesFor * majority.whole, majority.part * votesCast]
  return votesCast > 0 && (majority.strict ? have > need : have >= need)
}

/** Below zero where `a` asks for less than `b`, above zero where it asks for more. */
export function compareMajorities(a: Majority, b: Majority): number {
  return a.part * b.whole - b.part * a.whole || Number(a.strict) - Number(b.strict)
}
