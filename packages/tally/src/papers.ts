import { BallotBuilder, type Ballots, CANDIDATE, EQUAL } from './ballots.ts'

/**
 * The papers as a rule counts them: withdrawn candidates struck out, later preferences moving up; where the rule knows
 * no equal preferences, a paper ends before the first of them; papers left without a preference set aside.
 */
export const countable = (
  ballots: Ballots,
  withdrawn: ReadonlySet<number>,
  equalPreferences: 'counted' | 'end-the-paper',
): Ballots => {
  const cutEqual = equalPreferences === 'end-the-paper' && ballots.hasEqualPreferences
  if (!cutEqual && withdrawn.size === 0 && !hasEmptyPapers(ballots)) return ballots
  const builder = new BallotBuilder(ballots.candidates)
  for (let i = 0; i < ballots.weights.length; i++) {
    const from = ballots.starts[i] as number
    let to = ballots.starts[i + 1] as number
    if (cutEqual) to = firstEqual(ballots.ranking, from, to)
    if (pushStanding(builder, ballots.ranking, from, to, withdrawn) > 0) builder.close(ballots.weights[i] as number)
  }
  return builder.build()
}

const hasEmptyPapers = (ballots: Ballots): boolean =>
  ballots.weights.some((_, i) => ballots.starts[i] === ballots.starts[i + 1])

/** Where the first group of equal preferences begins. */
const firstEqual = (ranking: Uint16Array, from: number, to: number): number => {
  for (let at = from; at < to; at++) if ((ranking[at] as number) & EQUAL) return at - 1
  return to
}

const pushStanding = (
  builder: BallotBuilder,
  ranking: Uint16Array,
  from: number,
  to: number,
  withdrawn: ReadonlySet<number>,
): number => {
  let pushed = 0
  let groupStarted = false
  for (let at = from; at < to; at++) {
    const entry = ranking[at] as number
    if (!(entry & EQUAL)) groupStarted = false
    const candidate = entry & CANDIDATE
    if (withdrawn.has(candidate)) continue
    builder.push(candidate | (groupStarted ? EQUAL : 0))
    groupStarted = true
    pushed++
  }
  return pushed
}
