import { BallotBuilder, type Ballots, CANDIDATE, EQUAL } from '../ballots.ts'
import { decimal, unitsOf } from '../decimal.ts'
import type { CountRecord, RecordCandidate, Stage, Transfer } from '../record.ts'
import type { Places } from './places.ts'

/**
 * Re-open nominations: a candidate that is never excluded while others can be, and may take several seats, each of which
 * reopens. It stands as several copies, one for each seat, that follow each other on every paper; a copy joins the
 * contest when the one before it takes a seat. In the record they are one again. Candidates are indexes from 0.
 */
export interface Copies {
  readonly ron: number
  /** The copies in order, the candidate itself first. */
  readonly all: readonly number[]
}

export const copiesOf = (ron: number, candidates: number, seats: number): Copies => ({
  ron,
  all: [ron, ...Array.from({ length: seats - 1 }, (_, i) => candidates + i)],
})

/** Papers that name each copy where they named the candidate. */
export const withCopies = (ballots: Ballots, { ron, all }: Copies): Ballots => {
  const builder = new BallotBuilder(ballots.candidates + all.length - 1)
  for (let i = 0; i < ballots.weights.length; i++) {
    for (let at = ballots.starts[i] as number; at < (ballots.starts[i + 1] as number); at++) {
      const entry = ballots.ranking[at] as number
      builder.push(entry)
      if ((entry & CANDIDATE) === ron) for (const copy of all.slice(1)) builder.push(copy | (entry & EQUAL))
    }
    builder.close(ballots.weights[i] as number)
  }
  return builder.build()
}

/** Guards the copy in the contest for as long as more others continue than there are seats left. */
export const neverExcluding = (places: Places, { all }: Copies): Places => ({
  ...places,
  isReserved: true,
  findings(elected, continuing) {
    const found = places.findings(elected, continuing)
    const others = continuing.filter((candidate) => !all.includes(candidate))
    if (others.length <= places.fillable - elected.length) return found
    const guarded = new Map(found.guarded)
    for (const copy of continuing) {
      if (all.includes(copy))
        guarded.set(copy, 'is not excluded while more candidates continue than there are seats left')
    }
    return { ...found, guarded }
  },
})

/** The record with the copies as one candidate, whose seats reopen. */
export const asOne = (
  record: CountRecord,
  candidates: readonly RecordCandidate[],
  { ron, all }: Copies,
): CountRecord => {
  const numbers = new Set(all.map((copy) => copy + 1))
  const one = (number: number): number => (numbers.has(number) ? ron + 1 : number)
  const each = (list: readonly number[]): number[] => [...new Set(list.map(one))]
  const reopened = record.elected.filter((number) => numbers.has(number)).length
  return {
    ...record,
    candidates: candidates.map((candidate) =>
      candidate.number === ron + 1 ? { ...candidate, ron: true as const } : candidate,
    ),
    elected: record.elected.filter((number) => !numbers.has(number)),
    ...(reopened > 0 && { reopened }),
    stages: record.stages.map((stage) => stageAsOne(stage, record.decimals, one, each)),
    ties: record.ties.map((tie) => ({ ...tie, tied: each(tie.tied), chosen: one(tie.chosen) })),
    constraints: record.constraints
      .filter((note) => !(note.effect === 'guarded' && note.candidates.some((number) => numbers.has(number))))
      .map((note) => ({ ...note, candidates: each(note.candidates) })),
  }
}

const stageAsOne = (
  stage: Stage,
  decimals: number,
  one: (number: number) => number,
  each: (list: readonly number[]) => number[],
): Stage => {
  const totals: Record<string, string> = {}
  for (const [number, votes] of Object.entries(stage.totals)) {
    const key = one(Number(number))
    totals[key] = added(totals[key], votes, decimals)
  }
  return {
    ...stage,
    of: each(stage.of),
    totals,
    elected: each(stage.elected),
    excluded: each(stage.excluded),
    ...(stage.transfers && { transfers: stage.transfers.map((transfer) => transferAsOne(transfer, one)) }),
    reasons: stage.reasons.map((reason) => ({ ...reason, candidate: one(reason.candidate) })),
  }
}

const transferAsOne = (transfer: Transfer, one: (number: number) => number): Transfer => ({
  ...transfer,
  from: one(transfer.from),
  to: transfer.to
    .map((part) => ({ ...part, candidate: one(part.candidate) }))
    .filter((part) => part.candidate !== one(transfer.from)),
})

const added = (a: string | undefined, b: string, decimals: number): string =>
  a === undefined ? b : decimal(unitsOf(a, decimals) + unitsOf(b, decimals), decimals)
