import type { Progress } from '../report/report.ts'

/** Silence before the first line, and between two lines where the stream is no terminal, in milliseconds. */
const FIRST = 3_000
const BETWEEN = 10_000
const BETWEEN_ON_TERMINAL = 250

export interface ProgressShow {
  show(progress: Progress): void
  /** Takes the line away. */
  clear(): void
}

/** Shows on a stream how far a long verification is; says nothing of a short one. `now` in milliseconds. */
export function progressShow(
  write: (text: string) => void,
  terminal: boolean,
  length: number | undefined,
  now: () => number,
): ProgressShow {
  let next = now() + FIRST
  let shown = false
  return {
    show({ stage, done, share, bytes }) {
      if (now() < next) return
      next = now() + (terminal ? BETWEEN_ON_TERMINAL : BETWEEN)
      const more = share === undefined ? '' : `, ${percentOf(share)} of another`
      const read = length === undefined || length === 0 ? '' : ` (${percentOf(bytes / length)} of the archive read)`
      const line = `${done} ${stage} checked${more}${read}`
      write(terminal ? `\r\u001b[K${line}` : `${line}\n`)
      shown = true
    },
    clear() {
      if (shown && terminal) write('\r\u001b[K')
    },
  }
}

const percentOf = (share: number): string => `${Math.floor(100 * share)} %`
