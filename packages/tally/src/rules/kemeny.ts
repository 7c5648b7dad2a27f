import { explainPairs } from '../pairs/explain.ts'
import { bestOrder, MOST_IN_A_KNOT } from '../pairs/kemeny-order.ts'
import { knots } from '../pairs/knots.ts'
import { pairsIn } from '../pairs/matrix.ts'
import { pairwiseOutcome } from '../pairs/outcome.ts'
import { err, ok } from '../result.ts'
import type { Rule } from './rule.ts'

/**
 * The ranking that the papers contradict least. Finding it is exact and takes time that doubles with every candidate of
 * a knot (candidates who beat each other in circles), so that the size of a knot is bounded.
 */
export const kemeny: Rule = {
  name: 'kemeny',
  title: 'Kemeny–Young',
  citation:
    'John Kemeny, Mathematics without numbers, Daedalus 88 (1959) 577–591; Peyton Young, Condorcet’s theory of voting, American Political Science Review 82 (1988) 1231–1244',
  version: '1',
  fills: 'one',
  equalPreferences: 'counted',
  constraints: false,
  count(contest) {
    const compared = pairsIn(contest)
    if (!compared.ok) return compared
    const pairs = compared.value
    const parts = knots(pairs)
    const largest = Math.max(0, ...parts.map((part) => part.length))
    if (largest > MOST_IN_A_KNOT) {
      const message = `Rule "kemeny" counts exactly, and cannot do so here: ${largest} candidates beat each other in circles, and it takes at most ${MOST_IN_A_KNOT}.`
      return err({ kind: 'too-large', message })
    }
    // Condorcet’s criterion, extended: where everyone in one part beats everyone in the next, so does the best ranking.
    const order = parts.map((part, i) =>
      bestOrder(pairs, part, (tied, place) =>
        contest.ties.settle(tied, i === 0 && place === 0 ? 'election' : 'precedence', 1),
      ),
    )
    const ranking = order.flatMap((part) => part.candidates).map((candidate) => [candidate])
    const score = order.reduce((sum, part) => sum + part.agreeing, 0) + agreeingBetween(pairs, parts)
    const unique = order.every((part) => part.unique)
    return ok(
      pairwiseOutcome(contest, pairs, ranking, {
        notes: [
          `The ranking agrees with ${score} preferences between two candidates; no other agrees with more.`,
          ...(unique ? [] : ['Another ranking agrees with as many: where they differ, the lot was drawn.']),
        ],
      }),
    )
  },
  explain: explainPairs,
}

const agreeingBetween = (pairs: Parameters<typeof knots>[0], parts: readonly (readonly number[])[]): number => {
  let sum = 0
  parts.forEach((part, i) => {
    for (const lower of parts.slice(i + 1)) {
      for (const a of part) for (const b of lower) sum += pairs.papers[a * pairs.candidates + b] as number
    }
  })
  return sum
}
