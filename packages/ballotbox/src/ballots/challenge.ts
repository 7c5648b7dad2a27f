import { readCanonical, writeCanonical } from '../codec/canonical.ts'
import { type Codec, type FormatError, list, record, smallInteger, text } from '../codec/codec.ts'
import { scalar } from '../codec/numbers.ts'
import { isNonHomomorphicAnswer, readBallot, trackerOf } from '../formats/ballot.ts'
import type { OpenElection } from '../formats/election.ts'
import type { Element, Group } from '../groups/group.ts'
import { err, ok, type Result } from '../result.ts'
import { packIntoGroup } from './embedding.ts'
import { type Choice, encrypt, type SealedBallot } from './make-ballot.ts'

/**
 * Cast or challenge: the device has shown the tracker, so it is bound to what it sealed; now the voter may have the
 * ballot opened and checked on another device. An opened ballot is never cast, since it shows what is in it.
 */
export interface BallotOpening {
  readonly tracker: string
  readonly choices: readonly Choice[]
  readonly randomness: readonly (readonly bigint[])[]
}

const openingCodec = (group: Group): Codec<BallotOpening> =>
  record({
    tracker: text(43),
    choices: list(list(smallInteger(0, 255), 1_001), 100, 1),
    randomness: list(list(scalar(group), 1_001), 100, 1),
  })

/** What the sealing device hands over when it is challenged. */
export const openingOf = (sealed: SealedBallot, choices: readonly Choice[]): BallotOpening => ({
  tracker: sealed.tracker,
  choices,
  randomness: sealed.randomness,
})

export const writeOpening = (group: Group, opening: BallotOpening): string =>
  writeCanonical(openingCodec(group), opening)

export const readOpening = (group: Group, raw: string): Result<BallotOpening, FormatError> =>
  readCanonical(openingCodec(group), raw)

export type OpeningProblem =
  | 'not the ballot whose tracker was shown'
  | 'not a ballot of this election'
  | 'the ballot does not hold what the device says'

/** Checks on another device that a sealed ballot holds what its opening says; what that is, the voter reads. */
export function checkOpening(
  open: OpenElection,
  rawBallot: string,
  opening: BallotOpening,
): Result<undefined, OpeningProblem> {
  if (trackerOf(rawBallot) !== opening.tracker) return err('not the ballot whose tracker was shown')
  const ballot = readBallot(open.group, rawBallot)
  if (!ballot.ok || ballot.value.election_hash !== open.fingerprint) return err('not a ballot of this election')
  const { choices, randomness } = opening
  const { answers } = ballot.value
  if (choices.length !== answers.length || randomness.length !== answers.length) {
    return err('the ballot does not hold what the device says')
  }
  const same = answers.every((answer, i) => {
    const ciphertexts = isNonHomomorphicAnswer(answer) ? [answer.choices] : answer.choices
    const contents = isNonHomomorphicAnswer(answer) ? packed(open.group, choices[i]!) : marks(open.group, choices[i]!)
    if (contents.length !== ciphertexts.length || randomness[i]!.length !== ciphertexts.length) return false
    return ciphertexts.every(({ alpha, beta }, j) => {
      const again = encrypt(open, contents[j]!, randomness[i]![j]!)
      return again.alpha === alpha && again.beta === beta
    })
  })
  return same ? ok(undefined) : err('the ballot does not hold what the device says')
}

function packed(group: Group, ranks: Choice): readonly Element[] {
  const content = packIntoGroup(group, ranks)
  return content.ok ? [content.value] : []
}

const marks = (group: Group, choice: Choice): readonly Element[] =>
  choice.map((m) => (m === 1 ? group.g : m === 0 ? group.one : group.power(group.g, BigInt(m))))
