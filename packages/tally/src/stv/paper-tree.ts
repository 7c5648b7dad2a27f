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
  readonly #next: Int32Array
  /** Which rankings rest at a node whose candidate continues. */
  readonly #resting: (Uint32Array[] | undefined)[] = [undefined]
  readonly #children = new Map<number, number>()
  readonly #nodesOf: number[][]
  readonly #isIn: Uint8Array
  readonly #isElected: Uint8Array

  /** `rankings` are those of the ballots that rank no two candidates equal. */
  constructor(ballots: Ballots, rankings: Uint32Array, standing: readonly number[]) {
    this.#ballots = ballots
    this.#position = ballots.starts.slice(0, -1)
    this.#next = new Int32Array(ballots.weights.length)
    this.#nodesOf = Array.from({ length: ballots.candidates }, () => [])
    this.#isIn = new Uint8Array(ballots.candidates)
    this.#isElected = new Uint8Array(ballots.candidates)
    for (const candidate of standing) this.#isIn[candidate] = 1
    this.papers[0] = rankings.reduce((sum, r) => sum + (ballots.weights[r] as number), 0)
    this.#grow(0, rankings)
  }

  /** Lets one join who was passed over so far. */
  admit(candidate: number): void {
    this.#isIn[candidate] = 1
  }

  /** From now on papers go on past the candidate. */
  elect(candidate: number): void {
    this.#isElected[candidate] = 1
    for (const node of [...(this.#nodesOf[candidate] as number[])]) {
      const chunks = this.#resting[node] ?? []
      this.#resting[node] = undefined
      for (const rankings of chunks) {
        this.#step(rankings)
        this.#grow(node, rankings)
      }
    }
  }

  /** Takes a continuing candidate out. */
  exclude(candidate: number): void {
    this.#isIn[candidate] = 0
    const nodes = this.#nodesOf[candidate] as number[]
    this.#nodesOf[candidate] = []
    for (const node of nodes) {
      const chunks = this.#resting[node] ?? []
      const parent = this.parent[node] as number
      this.papers[node] = 0
      this.#resting[node] = undefined
      this.#children.delete(this.#key(parent, candidate))
      for (const rankings of chunks) this.#grow(parent, rankings)
    }
  }

  /** Moves the reading position past the candidate at hand. */
  #step(rankings: Uint32Array): void {
    for (const r of rankings) this.#position[r] = (this.#position[r] as number) + 1
  }

  #key(parent: number, candidate: number): number {
    return parent * this.#ballots.candidates + candidate
  }

  /** Sorts papers that have come as far as `parent` to their next candidates. */
  #grow(parent: number, rankings: Uint32Array): void {
    const { sheaves, papers } = this.#sort(rankings)
    const nobody = sheaves.length - 1
    this.spent[parent] = (this.spent[parent] as number) + (papers[nobody] as number)
    for (let candidate = 0; candidate < nobody; candidate++) {
      const sheaf = sheaves[candidate]
      if (!sheaf) continue
      const node = this.#child(parent, candidate)
      this.papers[node] = (this.papers[node] as number) + (papers[candidate] as number)
      if (this.#isElected[candidate]) {
        this.#step(sheaf)
        this.#grow(node, sheaf)
      } else {
        const resting = this.#resting[node]
        if (resting) resting.push(sheaf)
        else this.#resting[node] = [sheaf]
      }
    }
  }

  #child(parent: number, candidate: number): number {
    const key = this.#key(parent, candidate)
    const known = this.#children.get(key)
    if (known !== undefined) return known
    const node = this.candidate.length
    this.candidate.push(candidate)
    this.parent.push(parent)
    this.papers.push(0)
    this.spent.push(0)
    this.#resting.push(undefined)
    this.#children.set(key, node)
    this.#nodesOf[candidate]?.push(node)
    return node
  }

  #sort(rankings: Uint32Array): { sheaves: (Uint32Array | undefined)[]; papers: Float64Array } {
    const { weights, starts, ranking, candidates } = this.#ballots
    const counts = new Uint32Array(candidates + 1)
    const papers = new Float64Array(candidates + 1)
    for (let i = 0; i < rankings.length; i++) {
      const r = rankings[i] as number
      const end = starts[r + 1] as number
      let at = this.#position[r] as number
      while (at < end && this.#isIn[(ranking[at] as number) & CANDIDATE] === 0) at++
      this.#position[r] = at
      const to = at < end ? (ranking[at] as number) & CANDIDATE : candidates
      this.#next[i] = to
      counts[to] = (counts[to] as number) + 1
      papers[to] = (papers[to] as number) + (weights[r] as number)
    }
    const sheaves = Array.from(counts, (n) => (n > 0 ? new Uint32Array(n) : undefined))
    counts.fill(0)
    for (let i = 0; i < rankings.length; i++) {
      const to = this.#next[i] as number
      const at = counts[to] as number
      ;(sheaves[to] as Uint32Array)[at] = rankings[i] as number
      counts[to] = at + 1
    }
    return { sheaves, papers }
  }
}
