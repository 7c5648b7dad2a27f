import type { Ranking } from '../ballots.ts'
import { unit } from '../decimal.ts'
import { pairsIn, preferring } from '../pairs/matrix.ts'
import { byScore } from '../pairs/ranking.ts'
import type { CountRecord } from '../record.ts'
import { nameOf } from '../render/words.ts'
import { ok } from '../result.ts'
import { fillWithMost } from '../scores/most.ts'
import { scoreRound } from '../scores/round.ts'
import type { Rule } from './rule.ts'

/**
 * On each paper a point for every rival ranked lower and half a point for every rival level with the candidate; those
 * not ranked are level with each other and below all others. Every paper so gives the same number of points in all.
 */
export const borda: Rule = {
  name: 'borda',
  title: 'Borda count',
  citation:
    'Jean-Charles de Borda (1784), as in Duncan Black, The Theory of Committees and Elections (1958): a point for each rival ranked lower, half for each ranked equal',
  version: '1',
  fills: 'one',
  equalPreferences: 'counted',
  constraints: false,
  count(contest) {
    const compared = pairsIn(contest)
    if (!compared.ok) return compared
    const pairs = compared.value
    const points = contest.candidates.map(() => 0n)
    for (const a of contest.standing) {
      for (const b of contest.standing) {
        if (a === b) continue
        const level = contest.ballots.papers - preferring(pairs, a, b) - preferring(pairs, b, a)
        const tenths = BigInt(preferring(pairs, a, b)) * unit(1) + (BigInt(level) * unit(1)) / 2n
        points[a] = (points[a] as bigint) + tenths
      }
    }
    const elected = fillWithMost(contest, points)
    const ranking = byScore(contest.standing, (candidate) => points[candidate] as bigint)
    return ok({
      decimals: 1,
      elected,
      vacant: contest.seats - elected.length,
      stages: [scoreRound(contest, points, 1, elected, 'points')],
      ranking: ranking.map((level) => level.map((candidate) => candidate + 1)),
    })
  },
  explain: (record, ranking) => explainPoints(record, ranking),
}

const explainPoints = (record: CountRecord, ranking: Ranking): string[] => {
  const standing = record.candidates.filter((candidate) => !candidate.withdrawn).map((candidate) => candidate.number)
  const levels = ranking
    .map((rank) => (typeof rank === 'number' ? [rank] : rank).filter((number) => standing.includes(number)))
    .filter((level) => level.length > 0)
  if (levels.length === 0) return ['The paper expresses no preference that can be counted.']
  const unranked = standing.filter((number) => !levels.some((level) => level.includes(number)))
  let lower = standing.length
  return [...levels, unranked].flatMap((level) => {
    lower -= level.length
    const points = lower + (level.length - 1) / 2
    return level.map((number) => `It gives ${nameOf(record, number)} ${points} points.`)
  })
}
