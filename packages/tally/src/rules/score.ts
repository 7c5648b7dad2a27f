import { type Pairs, pairsIn, preferring } from '../pairs/matrix.ts'
import { byScore } from '../pairs/ranking.ts'
import { err, ok, type Result } from '../result.ts'
import { fillWithMost } from '../scores/most.ts'
import { scoreRound } from '../scores/round.ts'
import { papersScoring, type ScorePapers, totalScores } from '../scores/score-papers.ts'
import { extremes } from '../stv/books.ts'
import type { OwnMethod } from '../ties.ts'
import type { Contest, CountError, Rule } from './rule.ts'

const EXPLAINED = [
  'The paper gives every candidate the score written on it; a ranking does not tell the scores, so that it cannot be followed.',
]

/** The highest sum of scores. */
export const score: Rule = {
  name: 'score',
  title: 'Score voting',
  citation:
    'Warren Smith, Range voting (2000): the highest sum of the scores given, a candidate without a score having 0',
  version: '1',
  fills: 'one',
  equalPreferences: 'counted',
  constraints: false,
  explain: () => EXPLAINED,
  count(contest) {
    const papers = scoresIn(contest, 'score')
    if (!papers.ok) return papers
    const totals = totalScores(papers.value)
    const elected = fillWithMost(contest, totals)
    return ok({
      decimals: 0,
      elected,
      vacant: contest.seats - elected.length,
      stages: [scoreRound(contest, totals, 0, elected, 'points')],
      ranking: byScore(contest.standing, (candidate) => totals[candidate] as bigint).map((level) =>
        level.map((candidate) => candidate + 1),
      ),
    })
  },
}

/** Five stars: the two with the highest sums go into a run-off, decided by who is scored higher on more papers. */
const FIVE = 5

export const star: Rule = {
  name: 'star',
  title: 'STAR voting (score, then automatic run-off)',
  citation: 'Equal Vote Coalition, STAR voting: scores from 0 to 5, a run-off of two, and its protocol for ties',
  version: '1',
  fills: 'one',
  equalPreferences: 'counted',
  constraints: false,
  explain: () => EXPLAINED,
  count(contest) {
    const papers = scoresIn(contest, 'star')
    if (!papers.ok) return papers
    if (papers.value.scores.some((given) => given > FIVE)) {
      return err({ kind: 'bad-input', message: 'Rule "star" takes scores from 0 to 5.' })
    }
    const totals = totalScores(papers.value)
    const compared = pairsIn(contest)
    if (!compared.ok) return compared
    const round: Round = {
      contest,
      totals,
      pairs: compared.value,
      fives: papersScoring(papers.value, FIVE),
    }
    const finalists = chooseFinalists(round)
    const winner = runOff(round, finalists)
    const [first, second] = finalists
    const scored = scoreRound(contest, totals, 0, [], '')
    if (first === undefined || second === undefined || winner === undefined) {
      const elected = winner === undefined ? [] : [winner + 1]
      return ok({ decimals: 0, elected, vacant: contest.seats - elected.length, stages: [{ ...scored, elected }] })
    }
    const votes = { [first]: preferring(round.pairs, first, second), [second]: preferring(round.pairs, second, first) }
    const all = contest.ballots.papers
    return ok({
      decimals: 0,
      elected: [winner + 1],
      stages: [
        scored,
        {
          ...scored,
          number: 2,
          of: finalists.map((candidate) => candidate + 1),
          totals: Object.fromEntries(finalists.map((candidate) => [candidate + 1, String(votes[candidate])])),
          nonTransferable: String(all - (votes[first] ?? 0) - (votes[second] ?? 0)),
          elected: [winner + 1],
          reasons: [
            {
              candidate: winner + 1,
              outcome: 'elected',
              why: `is scored higher than the other on ${votes[winner]} papers`,
            },
          ],
        },
      ],
    })
  },
}

interface Round {
  readonly contest: Contest
  readonly totals: readonly bigint[]
  readonly pairs: Pairs
  readonly fives: readonly bigint[]
}

/** The two highest sums. Of equals: who is preferred to more of them, then who has more scores of five. */
const chooseFinalists = ({ contest, totals, pairs, fives }: Round): number[] => {
  const own: OwnMethod = (tied) => {
    const wins = contest.candidates.map(() => 0n)
    for (const a of tied) {
      wins[a] = BigInt(tied.filter((b) => preferring(pairs, a, b) > preferring(pairs, b, a)).length)
    }
    const preferred = extremes(tied, wins, 'most')
    const left = extremes(preferred, fives, 'most')
    const how = left.length === preferred.length ? 'preferred to more of those tied' : 'more scores of five'
    return { left, how, method: 'rule' }
  }
  const finalists: number[] = []
  let left = contest.standing
  while (finalists.length < 2 && left.length > 0) {
    const level = extremes(left, totals, 'most')
    const next = level.length + finalists.length <= 2 ? level : [contest.ties.settle(level, 'precedence', 1, own)]
    finalists.push(...next)
    left = left.filter((candidate) => !next.includes(candidate))
  }
  return finalists
}

/** Who is scored higher on more papers. Of equals: the higher sum, then more scores of five. */
const runOff = ({ contest, totals, pairs, fives }: Round, finalists: readonly number[]): number | undefined => {
  const [first, second] = finalists
  if (first === undefined || second === undefined) return first
  const forFirst = preferring(pairs, first, second)
  const forSecond = preferring(pairs, second, first)
  if (forFirst !== forSecond) return forFirst > forSecond ? first : second
  const own: OwnMethod = (tied) => {
    const highest = extremes(tied, totals, 'most')
    const left = extremes(highest, fives, 'most')
    return { left, how: highest.length === 1 ? 'higher sum of scores' : 'more scores of five', method: 'rule' }
  }
  return contest.ties.settle(finalists, 'election', 2, own)
}

const scoresIn = (contest: Contest, rule: string): Result<ScorePapers, CountError> => {
  if (contest.scores) return ok(contest.scores)
  const message = `Rule "${rule}" counts scores, and these papers hold rankings: give a CSV with "# columns: scores".`
  return err({ kind: 'bad-input', message })
}
