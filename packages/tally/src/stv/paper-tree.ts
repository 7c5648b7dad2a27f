import { type Ballots, CANDIDATE } from '../ballots.ts'

/**
 * Papers of a Meek count in a tree. What a paper gives to whom depends only on the elected candidates that it passes
 * and the first continuing one after them, so papers that agree in that share a node, however they go on: a count over
 * a million papers walks a few thousand nodes. A node is its candidate and the node before it; node 0 is the start of
 * every paper. A parent always stands before its children.
 *
 * Excluded candidates are as if they had never stood: their nodes die, and the papers move up.
 */
export class PaperTree {
  readonly candidate: number[] = [-1]
  readonly parent: number[] = [-1]
  /** Papers that pass the node; 0 where it is dead. */
  readonly papers: number[] = [0]
  /** Papers that name nobody more after the node. */
  readonly spent: number[] = [0]
  readonly #ballots: Ballots
  readonly #position: Uint32Array
  /** Which rankings rest at a node whose candidate continues. */
  readonly #resting: number[][] = [[]]
  readonly #children = new Map<number, number>()
  readonly #nodesOf: number[][]
  readonly #isIn: Uint8Array
  readonly #isElected: Uint8Array

  /** `rankings` are those of the ballots that rank no two candidates equal. */
  constructor(ballots: Ballots, rankings: Uint32Array, standing: readonly number[]) {
    this.#ballots = ballots
    this.#position = ballots.starts.slice(0, -1)
    this.#nodesOf = Array.from({ length: ballots.candidates }, () => [])
    this.#isIn = new Uint8Array(ballots.candidates)
    this.#isElected = new Uint8Array(ballots.candidates)
    for (const candidate of standing) this.#isIn[candidate] = 1
    for (const ranking of rankings) {
      this.papers[0] = (this.papers[0] as number) + (ballots.weights[ranking] as number)
      this.#place(0, ranking)
    }
  }

  /** Lets one join who was passed over so far. */
  admit(candidate: number): void {
    this.#isIn[candidate] = 1
  }

  /** From now on papers go on past the candidate. */
  elect(candidate: number): void {
    this.#isElected[candidate] = 1
    for (const node of this.#nodesOf[candidate] as number[]) {
      for (const ranking of this.#takeFrom(node)) {
        this.#position[ranking] = (this.#position[ranking] as number) + 1
        this.#place(node, ranking)
      }
    }
  }

  /** Takes a continuing candidate out. */
  exclude(candidate: number): void {
    this.#isIn[candidate] = 0
    for (const node of this.#nodesOf[candidate] as number[]) {
      const parent = this.parent[node] as number
      this.papers[node] = 0
      for (const ranking of this.#takeFrom(node)) this.#place(parent, ranking)
    }
    this.#nodesOf[candidate] = []
  }

  #takeFrom(node: number): number[] {
    const rankings = this.#resting[node] as number[]
    this.#resting[node] = []
    return rankings
  }

  /** Takes the papers of one ranking from a node as far as they go: past the elected, to one who continues. */
  #place(from: number, r: number): void {
    const { weights, starts, ranking } = this.#ballots
    const weight = weights[r] as number
    const end = starts[r + 1] as number
    let at = this.#position[r] as number
    let node = from
    for (;;) {
      while (at < end && this.#isIn[(ranking[at] as number) & CANDIDATE] === 0) at++
      if (at === end) {
        this.spent[node] = (this.spent[node] as number) + weight
        break
      }
      const candidate = (ranking[at] as number) & CANDIDATE
      node = this.#child(node, candidate)
      this.papers[node] = (this.papers[node] as number) + weight
      if (this.#isElected[candidate] === 0) {
        ;(this.#resting[node] as number[]).push(r)
        break
      }
      at++
    }
    this.#position[r] = at
  }

  #child(parent: number, candidate: number): number {
    const key = parent * this.#ballots.candidates + candidate
    const known = this.#children.get(key)
    if (known !== undefined) return known
    const node = this.candidate.length
    this.candidate.push(candidate)
    this.parent.push(parent)
    this.papers.push(0)
    this.spent.push(0)
    this.#resting.push([])
    this.#children.set(key, node)
    this.#nodesOf[candidate]?.push(node)
    return node
  }
}
