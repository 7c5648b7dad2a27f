import type { Ciphertext } from '../codec/numbers.ts'
import { type Answer, isNonHomomorphicAnswer } from '../formats/ballot.ts'
import { choicesOf, isNonHomomorphic, type OpenElection } from '../formats/election.ts'
import type { EncryptedTally } from '../formats/tally.ts'
import { err, ok, type Result } from '../result.ts'

/** A ballot that counts, with the weight of its credential. */
export interface WeighedAnswers {
  readonly answers: readonly Answer[]
  readonly weight: number
}

/** Adds up ballots one at a time, so that only their ciphertexts need be held. */
export interface EncryptedTallying {
  add(ballot: WeighedAnswers): Result<undefined>
  finish(): { readonly tally: EncryptedTally; readonly num_tallied: number; readonly total_weight: number }
}

/**
 * §4.16: products for homomorphic questions; for ranked ones the ciphertexts themselves, sorted, so that their order
 * says nothing of when they were cast.
 */
export function encryptedTallying(open: OpenElection): EncryptedTallying {
  const { election, group } = open
  const lists: Ciphertext[][] = election.questions.map((question) =>
    isNonHomomorphic(question)
      ? []
      : Array.from({ length: choicesOf(question) }, () => ({ alpha: group.one, beta: group.one })),
  )
  let ballots = 0
  let totalWeight = 0
  return {
    add({ answers, weight }) {
      for (const [i, answer] of answers.entries()) {
        const list = lists[i]!
        if (isNonHomomorphicAnswer(answer)) {
          if (weight !== 1) return err('a ranked ballot cannot weigh more than one')
          list.push(answer.choices)
        } else addChoices(open, list, answer.choices, weight)
      }
      ballots++
      totalWeight += weight
      return ok(undefined)
    },
    finish: () => ({
      tally: lists.map((list, i) => (isNonHomomorphic(election.questions[i]!) ? list.sort(byNumbers) : list)),
      num_tallied: ballots,
      total_weight: totalWeight,
    }),
  }
}

function addChoices({ group }: OpenElection, list: Ciphertext[], choices: readonly Ciphertext[], weight: number): void {
  const times = BigInt(weight)
  for (const [j, { alpha, beta }] of choices.entries()) {
    const before = list[j]!
    list[j] = {
      alpha: group.multiply(before.alpha, weight === 1 ? alpha : group.power(alpha, times)),
      beta: group.multiply(before.beta, weight === 1 ? beta : group.power(beta, times)),
    }
  }
}

const compare = (a: bigint, b: bigint): number => (a < b ? -1 : a > b ? 1 : 0)
const byNumbers = (a: Ciphertext, b: Ciphertext): number => compare(a.alpha, b.alpha) || compare(a.beta, b.beta)

/** The lists of the ranked questions alone: what is mixed (§4.17, nh_ciphertexts). */
export const rankedPart = (open: OpenElection, tally: EncryptedTally): EncryptedTally =>
  tally.filter((_, i) => isNonHomomorphic(open.election.questions[i]!))

/** The tally with its ranked lists replaced by mixed ones (§4.17). */
export function withRankedPart(open: OpenElection, tally: EncryptedTally, mixed: EncryptedTally): EncryptedTally {
  let next = 0
  return tally.map((list, i) => (isNonHomomorphic(open.election.questions[i]!) ? mixed[next++]! : list))
}
