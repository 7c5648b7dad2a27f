import { unpackFromGroup } from '../ballots/embedding.ts'
import { isNonHomomorphic, type OpenElection } from '../formats/election.ts'
import type { ElectionResult, EncryptedTally, PartialDecryption, QuestionResult } from '../formats/tally.ts'
import { type Element, type Group, modulo } from '../groups/group.ts'
import { invertModulo } from '../groups/modular.ts'
import { err, ok, type Result } from '../result.ts'
import type { CheckedTrustees, TrusteeItem } from '../trustees/check-trustees.ts'

/** A partial decryption with the trustee, counted from 1, whose key made it. */
export interface OwnedDecryption {
  readonly owner: number
  readonly decryption: PartialDecryption
}

/** Computes the result from decryptions that were checked (§4.19). `maximum` bounds any sum: the total weight. */
export function computeResult(
  open: OpenElection,
  trustees: CheckedTrustees,
  tally: EncryptedTally,
  decryptions: readonly OwnedDecryption[],
  maximum: number,
): Result<ElectionResult> {
  const shares = sharesOf(open.group, trustees, decryptions)
  if (!shares.ok) return shares
  const contents = tally.map((list, i) => {
    const factors = list.map((_, j) => factorAt(open.group, shares.value, i, j))
    const inverses = invertAll(open.group, factors)
    return list.map(({ beta }, j) => open.group.multiply(beta, inverses[j]!))
  })
  const result: QuestionResult[] = []
  for (const [i, question] of open.election.questions.entries()) {
    if (isNonHomomorphic(question)) {
      const count = question.value.answers.length
      result.push(contents[i]!.map((content) => unpackFromGroup(open.group, content, count).values))
    } else {
      const sums = sumsOf(open.group, contents[i]!, maximum)
      if (!sums.ok) return sums
      result.push(sums.value)
    }
  }
  return ok({ result })
}

/** A decryption and the exponent that its factors take in the product: 1, or a Lagrange coefficient. */
interface Share {
  readonly decryption: PartialDecryption
  readonly coefficient: bigint
}

function sharesOf(
  group: Group,
  trustees: CheckedTrustees,
  decryptions: readonly OwnedDecryption[],
): Result<readonly Share[]> {
  const byOwner = new Map(decryptions.map(({ owner, decryption }) => [owner, decryption]))
  const shares: Share[] = []
  for (const item of trustees.items) {
    const own = sharesOfItem(group, item, byOwner)
    if (!own.ok) return own
    shares.push(...own.value)
  }
  return ok(shares)
}

function sharesOfItem(
  group: Group,
  item: TrusteeItem,
  byOwner: ReadonlyMap<number, PartialDecryption>,
): Result<readonly Share[]> {
  if (item.kind === 'single') {
    const decryption = byOwner.get(item.first + 1)
    return decryption === undefined ? err('a trustee has not decrypted') : ok([{ decryption, coefficient: 1n }])
  }
  const present: { index: number; decryption: PartialDecryption }[] = []
  for (let index = 1; index <= item.size && present.length < item.threshold; index++) {
    const decryption = byOwner.get(item.first + index)
    if (decryption !== undefined) present.push({ index, decryption })
  }
  if (present.length < item.threshold) return err('fewer trustees than the threshold have decrypted')
  const indexes = present.map(({ index }) => index)
  return ok(
    present.map(({ index, decryption }) => ({ decryption, coefficient: lagrangeCoefficient(group, indexes, index) })),
  )
}

/** λ of §4.19: ∏ k / (k − δ) over the other indexes k, modulo q. */
export function lagrangeCoefficient(group: Group, indexes: readonly number[], index: number): bigint {
  return indexes
    .filter((k) => k !== index)
    .reduce((product, k) => modulo(product * BigInt(k) * invertModulo(BigInt(k - index), group.q), group.q), 1n)
}

function factorAt(group: Group, shares: readonly Share[], i: number, j: number): Element {
  return shares.reduce((product, { decryption, coefficient }) => {
    const factor = decryption.decryption_factors[i]![j]!
    return group.multiply(product, coefficient === 1n ? factor : group.power(factor, coefficient))
  }, group.one)
}

/** All inverses for the price of one and three multiplications each: that of the whole product is taken apart. */
function invertAll(group: Group, members: readonly Element[]): Element[] {
  const before = [group.one]
  for (const member of members) before.push(group.multiply(before.at(-1)!, member))
  const inverses = new Array<Element>(members.length)
  let rest = group.invert(before.at(-1)!)
  for (let i = members.length - 1; i >= 0; i--) {
    inverses[i] = group.multiply(rest, before[i]!)
    rest = group.multiply(rest, members[i]!)
  }
  return inverses
}

/** The discrete logarithms of sums, found by walking up from zero: they are bounded by the number of votes. */
function sumsOf(group: Group, contents: readonly Element[], maximum: number): Result<readonly number[]> {
  const wanted = new Map<Element, number[]>()
  for (const [j, content] of contents.entries()) wanted.set(content, [...(wanted.get(content) ?? []), j])
  const sums = new Array<number>(contents.length)
  let power = group.one
  for (let sum = 0; sum <= maximum && wanted.size > 0; sum++) {
    for (const j of wanted.get(power) ?? []) sums[j] = sum
    wanted.delete(power)
    power = group.multiply(power, group.g)
  }
  return wanted.size === 0 ? ok(sums) : err('a sum exceeds the number of votes')
}
