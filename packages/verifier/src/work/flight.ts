/** Checks of whole shuffles or decryptions that may be under way at once: each holds its numbers in memory. */
const MOST = 3

/** Checks that are under way while the archive is read on. */
export class Flight {
  #under: Promise<void>[] = []

  /** Takes a check in; resolves once there is room to begin another. */
  async add(check: Promise<void>): Promise<void> {
    // One that fails before it is waited for must not end the process: `landed` will throw what it threw.
    check.catch(() => {})
    this.#under.push(check)
    if (this.#under.length >= MOST) await this.#under.shift()
  }

  async landed(): Promise<void> {
    await Promise.all(this.#under)
    this.#under = []
  }
}
