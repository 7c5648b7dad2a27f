/**
 * The papers of one contest, identical rankings merged, in flat typed arrays so that a million papers fit in a few
 * megabytes and a count walks memory in order.
 *
 * Ranking `i` is `ranking[starts[i] … starts[i + 1]]`: candidate indexes (candidate number − 1), best first. The bit
 * `EQUAL` on an entry says that it is ranked equal with the entry before it. `weights[i]` papers carry that ranking.
 */
export interface Ballots {
  readonly candidates: number
  /** All papers, those without any preference included. */
  readonly papers: number
  readonly weights: Float64Array
  readonly starts: Uint32Array
  readonly ranking: Uint16Array
  readonly hasEqualPreferences: boolean
}

/** Marks an entry of a ranking as equal with the one before it. */
export const EQUAL = 0x8000
/** Takes the candidate index out of an entry of a ranking. */
export const CANDIDATE = 0x7fff
/** More candidates than this cannot be written into a ranking. */
export const MOST_CANDIDATES = 0x7fff

/** One ranking as the outside world writes it: candidate numbers (from 1), those ranked equal in one inner list. */
export type Ranking = readonly (number | readonly number[])[]

/** Gathers papers one by one and merges identical rankings as they come. */
export class BallotBuilder {
  readonly candidates: number
  #ranking = new Uint16Array(1 << 12)
  #weights = new Float64Array(1 << 10)
  #starts = new Uint32Array((1 << 10) + 1)
  /** Open addressing: slot → index of a distinct ranking + 1. */
  #slots = new Int32Array(1 << 12)
  #hashes = new Int32Array(1 << 10)
  #distinct = 0
  #end = 0
  #papers = 0
  #equal = false
  #equalHere = false

  constructor(candidates: number) {
    this.candidates = candidates
  }

  get papers(): number {
    return this.#papers
  }

  /** Adds the next preference of the paper at hand: a candidate index, with `EQUAL` where it ties with the last. */
  push(entry: number): void {
    if (this.#end === this.#ranking.length) this.#ranking = grown(this.#ranking, new Uint16Array(this.#end * 2))
    this.#ranking[this.#end++] = entry
    if (entry & EQUAL) this.#equalHere = true
  }

  /** Ends the paper at hand; `weight` papers carry it. */
  close(weight: number): void {
    const start = this.#starts[this.#distinct] as number
    if (this.#equalHere) {
      sortEqualPreferences(this.#ranking, start, this.#end)
      this.#equal = true
      this.#equalHere = false
    }
    this.#papers += weight
    const hash = hashOf(this.#ranking, start, this.#end)
    const mask = this.#slots.length - 1
    let slot = hash & mask
    for (let found = this.#slots[slot] as number; found !== 0; found = this.#slots[slot] as number) {
      if (this.#hashes[found - 1] === hash && this.#same(found - 1, start)) {
        this.#weights[found - 1] = (this.#weights[found - 1] as number) + weight
        this.#end = start
        return
      }
      slot = (slot + 1) & mask
    }
    this.#append(weight, hash, slot)
  }

  add(ranking: Ranking, weight = 1): void {
    for (const rank of ranking) {
      if (typeof rank === 'number') this.push(rank - 1)
      else for (const [i, candidate] of rank.entries()) this.push((candidate - 1) | (i === 0 ? 0 : EQUAL))
    }
    this.close(weight)
  }

  build(): Ballots {
    return {
      candidates: this.candidates,
      papers: this.#papers,
      weights: this.#weights.slice(0, this.#distinct),
      starts: this.#starts.slice(0, this.#distinct + 1),
      ranking: this.#ranking.slice(0, this.#starts[this.#distinct]),
      hasEqualPreferences: this.#equal,
    }
  }

  #same(distinct: number, start: number): boolean {
    const from = this.#starts[distinct] as number
    const length = this.#end - start
    if ((this.#starts[distinct + 1] as number) - from !== length) return false
    for (let i = 0; i < length; i++) if (this.#ranking[from + i] !== this.#ranking[start + i]) return false
    return true
  }

  #append(weight: number, hash: number, slot: number): void {
    const n = this.#distinct++
    if (n === this.#weights.length) {
      this.#weights = grown(this.#weights, new Float64Array(n * 2))
      this.#hashes = grown(this.#hashes, new Int32Array(n * 2))
      this.#starts = grown(this.#starts, new Uint32Array(n * 2 + 1))
    }
    this.#weights[n] = weight
    this.#hashes[n] = hash
    this.#starts[n + 1] = this.#end
    this.#slots[slot] = n + 1
    if (this.#distinct * 2 > this.#slots.length) this.#rehash()
  }

  #rehash(): void {
    const slots = new Int32Array(this.#slots.length * 4)
    const mask = slots.length - 1
    for (let n = 0; n < this.#distinct; n++) {
      let slot = (this.#hashes[n] as number) & mask
      while (slots[slot] !== 0) slot = (slot + 1) & mask
      slots[slot] = n + 1
    }
    this.#slots = slots
  }
}

/** Ballots from rankings by candidate number; the numbers are trusted. */
export const ballotsOf = (
  candidates: number,
  papers: Iterable<{ readonly ranking: Ranking; readonly papers?: number }>,
): Ballots => {
  const builder = new BallotBuilder(candidates)
  for (const paper of papers) builder.add(paper.ranking, paper.papers ?? 1)
  return builder.build()
}

/** The distinct rankings one by one, by candidate number: for writers and renderings, not for counting. */
export function* rankingsOf(ballots: Ballots): Generator<{ readonly ranking: number[][]; readonly papers: number }> {
  for (let i = 0; i < ballots.weights.length; i++) {
    yield { ranking: rankingAt(ballots, i), papers: ballots.weights[i] as number }
  }
}

/** Distinct ranking `i`, by candidate number; each rank a list, longer than one where preferences are equal. */
export const rankingAt = (ballots: Ballots, i: number): number[][] => {
  const ranking: number[][] = []
  for (let p = ballots.starts[i] as number; p < (ballots.starts[i + 1] as number); p++) {
    const entry = ballots.ranking[p] as number
    const candidate = (entry & CANDIDATE) + 1
    if (entry & EQUAL) ranking[ranking.length - 1]?.push(candidate)
    else ranking.push([candidate])
  }
  return ranking
}

const grown = <T extends Uint16Array | Uint32Array | Int32Array | Float64Array>(from: T, to: T): T => {
  to.set(from as never)
  return to
}

const hashOf = (ranking: Uint16Array, start: number, end: number): number => {
  let hash = end - start
  for (let i = start; i < end; i++) {
    hash = Math.imul(hash ^ (ranking[i] as number), 0x9e3779b1)
    hash ^= hash >>> 15
  }
  return hash
}

/** Candidates ranked equal are kept in ascending order, so that papers that say the same are merged. */
const sortEqualPreferences = (ranking: Uint16Array, start: number, end: number): void => {
  for (let from = start; from < end; ) {
    let to = from + 1
    while (to < end && (ranking[to] as number) & EQUAL) to++
    if (to - from > 1) {
      const group = Array.from(ranking.subarray(from, to), (entry) => entry & CANDIDATE).sort((a, b) => a - b)
      group.forEach((candidate, i) => {
        ranking[from + i] = i === 0 ? candidate : candidate | EQUAL
      })
    }
    from = to
  }
}
