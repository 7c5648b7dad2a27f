import { type Ciphertext, type ElectionStep, type EncryptedTally, readEncryptedTally } from '@groundswell/ballotbox'
import type { Findings } from '../report/findings.ts'
import { type CastBallots, rankingsIn, tallyOf } from './audit-ballots.ts'
import type { Setup } from './audit-setup.ts'

export type TallyStep = Extract<ElectionStep, { type: 'EncryptedTally' }>

export interface AuditedTally {
  /** The tally of the last ballots, whatever the archive says. */
  readonly tally: EncryptedTally
  readonly totalWeight: number
}

const WHERE = 'encrypted tally'

/** The archive's encrypted tally against that of the last ballots (§4.16). The reference's 2.0 does not compare them. */
export function auditTally(setup: Setup, step: TallyStep, cast: CastBallots, findings: Findings): AuditedTally {
  const expected = tallyOf(setup, cast.last)
  const { num_tallied, total_weight } = step.sized
  if (num_tallied !== expected.num_tallied) {
    findings.add('tally-numbers', WHERE, `${num_tallied} ballots where there are ${expected.num_tallied}`)
  }
  if (total_weight !== expected.total_weight) {
    findings.add('tally-numbers', WHERE, `${total_weight} votes where there are ${expected.total_weight}`)
  }
  const stated = readEncryptedTally(setup.open.group, step.raw)
  if (stated.ok) compare(setup, stated.value, expected.tally, cast, findings)
  else findings.add('format', WHERE, `${stated.error.at}: ${stated.error.problem}`)
  return { tally: expected.tally, totalWeight: expected.total_weight }
}

function compare(
  setup: Setup,
  stated: EncryptedTally,
  expected: EncryptedTally,
  cast: CastBallots,
  findings: Findings,
): void {
  if (stated.length !== expected.length) {
    return void findings.add('tally', WHERE, `${stated.length} lists where there are ${expected.length} questions`)
  }
  const differing = expected.flatMap((list, i) => (sameLists(list, stated[i]!) ? [] : [i]))
  if (differing.length === 0) return
  if (supersededCounted(setup, stated, cast, findings)) return
  for (const i of differing) {
    findings.add('tally', `${WHERE}, question ${i + 1}`, difference(setup, i, stated[i]!, expected[i]!))
  }
}

const sameCiphertext = (a: Ciphertext, b: Ciphertext): boolean => a.alpha === b.alpha && a.beta === b.beta

const sameLists = (a: readonly Ciphertext[], b: readonly Ciphertext[]): boolean =>
  a.length === b.length && a.every((each, i) => sameCiphertext(each, b[i]!))

const nameOf = ({ alpha, beta }: Ciphertext): string => `${alpha},${beta}`

/** Whether ballots that their voters replaced are in the tally: looked for only where the tally is wrong. */
function supersededCounted(setup: Setup, stated: EncryptedTally, cast: CastBallots, findings: Findings): boolean {
  if (cast.superseded.length === 0) return false
  if (setup.ranked.length > 0) {
    const tallied = new Set(setup.ranked.flatMap((i) => stated[i]!.map(nameOf)))
    const counted = cast.superseded.filter((ballot) =>
      rankingsIn(setup, ballot).some((each) => tallied.has(nameOf(each))),
    )
    for (const { tracker } of counted) findings.add('superseded-counted', `ballot ${tracker}`, 'replaced, yet tallied')
    return counted.length > 0
  }
  const all = tallyOf(setup, [...cast.last, ...cast.superseded]).tally
  if (!all.every((list, i) => sameLists(list, stated[i]!))) return false
  for (const { tracker } of cast.superseded) {
    findings.add('superseded-counted', `ballot ${tracker}`, 'replaced, yet tallied')
  }
  return true
}

function difference(
  setup: Setup,
  question: number,
  stated: readonly Ciphertext[],
  expected: readonly Ciphertext[],
): string {
  if (!setup.ranked.includes(question)) return 'the sums are not those of the last ballots'
  const inStated = new Set(stated.map(nameOf))
  const inExpected = new Set(expected.map(nameOf))
  const lacking = expected.filter((each) => !inStated.has(nameOf(each))).length
  const foreign = stated.filter((each) => !inExpected.has(nameOf(each))).length
  if (lacking === 0 && foreign === 0) return 'the last ballots stand in another order, or more than once'
  return `${lacking} of the last ballots are missing, ${foreign} are of no last ballot`
}
