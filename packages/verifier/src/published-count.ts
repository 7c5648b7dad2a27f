/** A count as it was published: what is compared first, and the whole record. */
export interface PublishedCount {
  readonly rules: string
  readonly title: string
  readonly seats: number
  /** Papers that it counted, those without a preference included. */
  readonly papers: number
  readonly elected: readonly number[]
  readonly record: unknown
}

/** Reads a record of `@groundswell/tally` (format tally-record/1); undefined where it is none. */
export function readPublishedCount(text: string): PublishedCount | undefined {
  let record: unknown
  try {
    record = JSON.parse(text)
  } catch {
    return undefined
  }
  const format = field(record, 'format')
  const rules = field(record, 'rules')
  const title = field(record, 'title')
  const seats = field(record, 'seats')
  const papers = field(field(record, 'ballots'), 'total')
  const elected = field(record, 'elected')
  if (format !== 'tally-record/1' || typeof rules !== 'string' || typeof title !== 'string') return undefined
  if (typeof seats !== 'number' || typeof papers !== 'number') return undefined
  if (!Array.isArray(elected) || !elected.every((each) => typeof each === 'number')) return undefined
  return { rules, title, seats, papers, elected, record }
}

const field = (from: unknown, name: string): unknown =>
  typeof from === 'object' && from !== null && Object.hasOwn(from, name)
    ? (from as Record<string, unknown>)[name]
    : undefined
