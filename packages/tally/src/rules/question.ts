import type { Ranking } from '../ballots.ts'
import type { CountRecord, Question } from '../record.ts'
import { nameOf } from '../render/words.ts'
import { err, ok, type Result } from '../result.ts'
import { firstPreferences } from '../scores/marks.ts'
import { scoreRound } from '../scores/round.ts'
import { parseShare, shareOf } from '../scores/share.ts'
import type { Contest, CountError, Outcome, Rule, RuleOption } from './rule.ts'

const TURNOUT: Readonly<Record<string, RuleOption>> = {
  turnout: {
    about: 'share of those eligible who must have voted, such as 1/2 or 40%; 0 asks for none',
    kind: 'string',
    byDefault: '0',
  },
  eligible: { about: 'how many were entitled to vote; 0 is not known', kind: 'number', byDefault: 0 },
}

/** More for than against. */
export const simpleMajority: Rule = {
  name: 'simple-majority',
  title: 'Question, simple majority',
  citation:
    'Robert’s Rules of Order Newly Revised, 12th edition, 44:1 (more than half of the votes cast, abstentions left out); turnout as in the Trade Union Act 2016, section 2',
  version: '1',
  fills: 'question',
  equalPreferences: 'end-the-paper',
  constraints: false,
  options: TURNOUT,
  count(contest) {
    const answers = answersIn(contest)
    if (!answers.ok) return answers
    const { votesFor, votesAgainst } = answers.value
    const majority = {
      condition: `More votes for than against: ${votesFor} to ${votesAgainst}`,
      met: votesFor > votesAgainst,
    }
    const needed = (votesFor + votesAgainst) / 2n + 1n
    return decided(contest, answers.value, majority, needed)
  },
  explain: (record, ranking) => explainAnswer(record, ranking),
}

/** A share of the votes cast, or of all who were entitled to vote. */
export const qualifiedMajority: Rule = {
  name: 'qualified-majority',
  title: 'Question, qualified majority',
  citation:
    'Robert’s Rules of Order Newly Revised, 12th edition, 44:3 to 44:10 (two thirds of the votes cast; bases other than the votes cast); of those eligible, and turnout, as in the Trade Union Act 2016, sections 2 and 3',
  version: '1',
  fills: 'question',
  equalPreferences: 'end-the-paper',
  constraints: false,
  options: {
    share: { about: 'the share that carries: at least so much, such as 2/3 or 75%', kind: 'string', byDefault: '2/3' },
    of: {
      about: 'the share is one of the votes cast for and against, or of those eligible',
      kind: 'string',
      values: ['cast', 'eligible'],
      byDefault: 'cast',
    },
    ...TURNOUT,
  },
  count(contest) {
    const answers = answersIn(contest)
    if (!answers.ok) return answers
    const share = parseShare(String(contest.options.share))
    if (!share) return badShare('share', contest.options.share)
    const { votesFor, votesAgainst } = answers.value
    const ofEligible = contest.options.of === 'eligible'
    const eligible = ofEligible ? eligibleIn(contest) : ok(0n)
    if (!eligible.ok) return eligible
    const base = ofEligible ? eligible.value : votesFor + votesAgainst
    const needed = shareOf(share, base)
    const condition = `At least ${share.text} of ${base} ${ofEligible ? 'eligible' : 'votes cast'}, which is ${needed}: ${votesFor} for`
    return decided(contest, answers.value, { condition, met: votesFor > 0n && votesFor >= needed }, needed)
  },
  explain: (record, ranking) => explainAnswer(record, ranking),
}

interface Answers {
  readonly totals: readonly bigint[]
  readonly votesFor: bigint
  readonly votesAgainst: bigint
}

/** The first answer is for, the second against; a third, where there is one, is an abstention. */
const answersIn = (contest: Contest): Result<Answers, CountError> => {
  const answers = contest.candidates.length
  if (answers < 2 || answers > 3 || contest.standing.length < answers) {
    const message = `A question has two answers, first the one for and then the one against, and perhaps a third for abstentions; here are ${contest.standing.length}.`
    return err({ kind: 'bad-input', message })
  }
  const totals = firstPreferences(contest.ballots)
  return ok({ totals, votesFor: totals[0] as bigint, votesAgainst: totals[1] as bigint })
}

type Condition = Question['conditions'][number]

const decided = (
  contest: Contest,
  { totals, votesFor, votesAgainst }: Answers,
  majority: Condition,
  needed: bigint,
): Result<Outcome, CountError> => {
  const turnout = turnoutIn(contest)
  if (!turnout.ok) return turnout
  const conditions = [majority, ...turnout.value]
  const carried = conditions.every((condition) => condition.met)
  const eligible = Number(contest.options.eligible)
  const elected = carried ? [1] : []
  return ok({
    decimals: 0,
    quota: needed.toString(),
    elected,
    stages: [{ ...scoreRound(contest, totals, 0, elected, 'votes'), kind: 'first-preferences' }],
    question: {
      carried,
      votesFor: Number(votesFor),
      votesAgainst: Number(votesAgainst),
      abstentions: contest.cast - Number(votesFor + votesAgainst),
      ...(eligible > 0 && { eligible }),
      conditions,
    },
  })
}

/** Everybody who cast a paper has voted, blank or not. */
const turnoutIn = (contest: Contest): Result<Condition[], CountError> => {
  const share = parseShare(String(contest.options.turnout))
  if (!share) return badShare('turnout', contest.options.turnout)
  if (contest.options.eligible !== 0) {
    const eligible = eligibleIn(contest)
    if (!eligible.ok) return eligible
  }
  if (share.numerator === 0n) return ok([])
  const eligible = eligibleIn(contest)
  if (!eligible.ok) return eligible
  const needed = shareOf(share, eligible.value)
  const condition = `A turnout of at least ${share.text} of ${eligible.value} eligible, which is ${needed}: ${contest.cast} voted`
  return ok([{ condition, met: BigInt(contest.cast) >= needed }])
}

const eligibleIn = (contest: Contest): Result<bigint, CountError> => {
  const eligible = Number(contest.options.eligible)
  if (Number.isSafeInteger(eligible) && eligible > 0 && eligible >= contest.cast) return ok(BigInt(eligible))
  const message = `Option "eligible" must say how many were entitled to vote, no fewer than the ${contest.cast} papers cast, not ${contest.options.eligible}.`
  return err({ kind: 'bad-option', message })
}

const badShare = (option: string, given: unknown): Result<never, CountError> =>
  err({
    kind: 'bad-option',
    message: `Option "${option}" takes a share from 0 to 1, such as 2/3 or 60%, not "${given}".`,
  })

const explainAnswer = (record: CountRecord, ranking: Ranking): string[] => {
  const [first] = ranking
  const answer = typeof first === 'number' ? first : first?.length === 1 ? first[0] : undefined
  if (answer === 1 || answer === 2)
    return [`It counts as one vote ${answer === 1 ? 'for' : 'against'}: ${nameOf(record, answer)}.`]
  return ['It counts neither for nor against, but as a paper cast.']
}
