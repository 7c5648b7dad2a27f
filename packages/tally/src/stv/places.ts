/**
 * Reserved places as a count sees them. Candidates are indexes from 0. At every moment some way to fill the seats meets
 * all constraints; a candidate in none of these ways is doomed, a candidate in all of them is guarded.
 */
export interface Places {
  /** Whether anything is reserved: then candidates are excluded one at a time, so that every step can be tested. */
  readonly isReserved: boolean
  /** Seats that can be filled; the others stay vacant. */
  readonly fillable: number
  /** Why seats stay vacant, in words. */
  readonly vacancyReason?: string
  findings(elected: readonly number[], continuing: readonly number[]): Findings
}

export interface Findings {
  /** Cannot be elected any more; with why, in words. */
  readonly doomed: ReadonlyMap<number, string>
  /** Must not be excluded; with why, in words. */
  readonly guarded: ReadonlyMap<number, string>
}

const nothing: Findings = { doomed: new Map(), guarded: new Map() }

/** An election without reserved places. */
export const openPlaces = (seats: number): Places => ({
  isReserved: false,
  fillable: seats,
  findings: () => nothing,
})
