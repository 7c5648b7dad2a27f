/** The time, given to whoever needs it. Nothing else in the program reads a clock. */
export interface Clock {
  now(): Date
}

export const systemClock: Clock = { now: () => new Date() }

/** A clock that a test sets and moves, so that it can live through years. */
export function clockAt(
  start: string | Date,
): Clock & { set(to: string | Date): void; advance(milliseconds: number): void } {
  let time = new Date(start)
  return {
    now: () => new Date(time),
    set: (to) => {
      time = new Date(to)
    },
    advance: (milliseconds) => {
      time = new Date(time.getTime() + milliseconds)
    },
  }
}
