/** One measured number, the one it is held against, and how they were made in the same run. */
export interface Figure {
  readonly name: string
  /** What was asked for, in words, such as `≥ 30% of the yardstick`. */
  readonly target: string
  readonly measured: string
  /** The yardstick of the same run, where there is one. */
  readonly yardstick?: string
  readonly met: boolean
  /** Why it was missed and what to try next, or how to read it. */
  readonly note?: string
}

export interface Measurement {
  readonly title: string
  /** Takes longer than a plain `npm run bench` allows. */
  readonly onlyFull?: boolean
  measure(size: Size): Promise<readonly Figure[]>
}

/** `tenth` for `npm run bench`, `full` for `npm run bench:full`. */
export type Size = 'tenth' | 'full'

export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2
    ? (sorted[middle] as number)
    : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2
}

export const percent = (part: number, whole: number): string => `${((part / whole) * 100).toFixed(0)}%`

export const perSecond = (value: number): string => `${Math.round(value).toLocaleString('en-GB')}/s`
