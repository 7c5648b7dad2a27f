import type { CountRecord, Question, Stage, Tie } from '../record.ts'

/** Words that every rendering of a record shares. */

export const nameOf = (record: CountRecord, number: number): string =>
  record.candidates[number - 1]?.name || `Candidate ${number}`

export const listOf = (words: readonly string[]): string =>
  words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words[words.length - 1]}`

export const names = (record: CountRecord, numbers: readonly number[]): string =>
  listOf(numbers.map((number) => nameOf(record, number)))

/** "Surplus of Ann Smith": what a returning officer writes above a column. */
export const stageHeading = (record: CountRecord, stage: Stage): string => {
  switch (stage.kind) {
    case 'first-preferences':
      return 'First preferences'
    case 'surplus':
      return `Surplus of ${names(record, stage.of)}`
    case 'exclusion':
      return `Exclusion of ${names(record, stage.of)}`
    case 'iteration':
      return stage.of.length > 0 ? `Recount after ${names(record, stage.of)}` : 'Recount'
    case 'round':
      return stage.of.length > 0 ? `${names(record, stage.of)} decided` : `Round ${stage.number}`
    case 'vacancies-filled':
      return 'Last vacancies filled'
  }
}

/** What became of a candidate: "Elected at stage 3", "Excluded at stage 2", "Not elected". */
export const fateOf = (record: CountRecord, number: number): string => {
  if (record.candidates[number - 1]?.withdrawn) return 'Withdrawn'
  if (record.candidates[number - 1]?.ron) return record.reopened ? `Reopens ${record.reopened}` : 'Reopens nothing'
  if (record.elected.includes(number)) {
    // The last time: a rule that starts anew elects the same candidate more than once.
    const stage = record.stages.findLast((stage) => stage.elected.includes(number))
    return stage ? `Elected at stage ${stage.number}` : 'Elected'
  }
  const stage = record.stages.find((stage) => stage.excluded.includes(number))
  return stage ? `Excluded at stage ${stage.number}` : 'Not elected'
}

/** Seats, papers and quota, as [label, figure]. */
export const facts = (record: CountRecord): readonly (readonly [string, string])[] => [
  ['Rules', record.ruleTitle],
  ['Seats', String(record.seats)],
  ['Ballot papers', String(record.ballots.total)],
  ['Valid papers', String(record.ballots.valid)],
  ...(record.quota === undefined
    ? []
    : ([[record.question ? 'Votes needed' : 'Quota', record.quota] as const] as const)),
  ...(record.question ? questionFacts(record.question) : []),
]

const questionFacts = (question: Question): readonly (readonly [string, string])[] => [
  ['For', String(question.votesFor)],
  ['Against', String(question.votesAgainst)],
  ['Abstentions', String(question.abstentions)],
  ...(question.eligible === undefined ? [] : ([['Eligible', String(question.eligible)]] as const)),
]

/** Who is elected, or whether the question is carried, in one line. */
export const resultOf = (record: CountRecord): string => {
  if (record.question) return record.question.carried ? 'Carried' : 'Not carried'
  return record.elected.length > 0 ? `Elected: ${names(record, record.elected)}` : 'Nobody is elected'
}

/** Sentences about the whole count: what a question needed, the ranking, ties at no stage, the rule's own findings. */
export const findings = (record: CountRecord): string[] => [
  ...(record.question?.conditions ?? []).map(({ condition, met }) => `${condition}: ${met ? 'met' : 'not met'}.`),
  ...(record.ranking ? [`Ranking: ${rankingInWords(record, record.ranking)}.`] : []),
  ...record.ties.filter((tie) => tie.stage > record.stages.length).map((tie) => tieInWords(record, tie)),
  ...(record.notes ?? []),
]

const rankingInWords = (record: CountRecord, ranking: readonly (readonly number[])[]): string =>
  ranking.map((level) => level.map((number) => nameOf(record, number)).join(' = ')).join(' > ')

export const tieInWords = (record: CountRecord, tie: Tie): string =>
  `The tie between ${names(record, tie.tied)} falls on ${nameOf(record, tie.chosen)}: ${tie.how}.`
