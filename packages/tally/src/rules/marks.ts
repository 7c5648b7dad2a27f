import type { Ranking } from '../ballots.ts'
import type { CountRecord } from '../record.ts'
import { names } from '../render/words.ts'
import { err, ok, type Result } from '../result.ts'
import { countMarks } from '../scores/marks.ts'
import { fillWithMost } from '../scores/most.ts'
import { scoreRound } from '../scores/round.ts'
import type { Contest, CountError, Outcome, Rule } from './rule.ts'

/** Papers that mark candidates without preference: the order of the marks, or their being equal, says nothing. */
const byMarks = (contest: Contest, most: number): Outcome => {
  const { totals, valid } = countMarks(contest.ballots, most)
  const elected = fillWithMost(contest, totals)
  const spoilt = contest.ballots.papers - valid
  const notes =
    spoilt === 0 ? [] : [`${spoilt} papers mark more than ${most} candidates: they are not valid and count for nobody.`]
  return {
    decimals: 0,
    valid,
    elected,
    vacant: contest.seats - elected.length,
    stages: [scoreRound(contest, totals, 0, elected, 'votes')],
    notes,
  }
}

const explainMarks =
  (mostOf: (record: CountRecord) => number) =>
  (record: CountRecord, ranking: Ranking): string[] => {
    const marked = ranking.flat().filter((number) => !record.candidates[number - 1]?.withdrawn)
    if (marked.length === 0) return ['The paper marks nobody.']
    const most = mostOf(record)
    if (marked.length > most) {
      return [`The paper marks ${marked.length} candidates where ${most} may be marked: it is not valid.`]
    }
    return [`It counts as one vote for ${names(record, marked)}${marked.length > 1 ? ' each' : ''}.`]
  }

export const approval: Rule = {
  name: 'approval',
  title: 'Approval voting',
  citation: 'Steven Brams and Peter Fishburn, Approval Voting, American Political Science Review 72 (1978) 831–847',
  version: '1',
  fills: 'many',
  equalPreferences: 'counted',
  constraints: false,
  count: (contest) => ok(byMarks(contest, contest.candidates.length)),
  explain: explainMarks((record) => record.candidates.length),
}

export const block: Rule = {
  name: 'block',
  title: 'Block plurality (as many votes as seats)',
  citation: 'Local Elections (Principal Areas) (England and Wales) Rules 2006 (SI 2006/3304), Schedule 2',
  version: '1',
  fills: 'many',
  equalPreferences: 'counted',
  constraints: false,
  // A paper with votes for more candidates than the voter is entitled to is void (rejected papers).
  count: (contest) => ok(byMarks(contest, contest.seats)),
  explain: explainMarks((record) => record.seats),
}

export const limited: Rule = {
  name: 'limited',
  title: 'Limited vote (fewer votes than seats)',
  citation: 'Representation of the People Act 1867, section 9: two votes where three are elected',
  version: '1',
  fills: 'many',
  equalPreferences: 'counted',
  constraints: false,
  options: {
    votes: {
      about: 'how many candidates a paper may mark; 0 is one fewer than the seats, as in the Act of 1867',
      kind: 'number',
      byDefault: 0,
    },
  },
  count(contest) {
    const votes = votesAllowed(contest.options, contest.seats)
    return votes.ok ? ok(byMarks(contest, votes.value)) : votes
  },
  explain: explainMarks((record) => {
    const votes = votesAllowed(record.options ?? {}, record.seats)
    return votes.ok ? votes.value : record.seats
  }),
}

const votesAllowed = (options: Contest['options'], seats: number): Result<number, CountError> => {
  const votes = options.votes === 0 ? Math.max(1, seats - 1) : Number(options.votes)
  if (Number.isSafeInteger(votes) && votes >= 1 && votes <= seats) return ok(votes)
  const message = `Option "votes" of rule "limited" must be a whole number from 1 to the ${seats} seats, not ${options.votes}.`
  return err({ kind: 'bad-option', message })
}
