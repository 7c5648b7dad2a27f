/** Checks that are under way while the archive is read on; each holds its part of the archive in memory. */
export class Flight {
  readonly #most: number
  #under: Promise<void>[] = []

  /** `most`: checks under way at once. */
  constructor(most: number) {
    this.#most = most
  }

  /** Takes a check in; resolves once there is room to begin another. */
  async add(check: Promise<void>): Promise<void> {
    // One that fails before it is waited for must not end the process: `landed` will throw what it threw.
    check.catch(() => {})
    this.#under.push(check)
    if (this.#under.length >= this.#most) await this.#under.shift()
  }

  async landed(): Promise<void> {
    await Promise.all(this.#under)
    this.#under = []
  }
}
