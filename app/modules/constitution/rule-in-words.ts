import { never } from '../../platform/result.ts'
import type { Constitution } from './constitution.ts'
import { readMajority } from './majority.ts'
import type { AmendmentRule, BodyRule, DutyRule, OfficeRule, PowerRule, RightRule, Rule, ValueRule } from './rules.ts'
import { dateInWords, holderInWords, listInWords } from './words.ts'

/** What a rule makes the program do, in sentences. */
export function ruleInWords(constitution: Constitution, rule: Rule): string {
  const who = (name: string) => holderInWords(constitution, name)
  switch (rule.kind) {
    case 'body':
      return bodyInWords(rule, who)
    case 'office':
      return officeInWords(rule, who)
    case 'power':
      return powerInWords(rule, who)
    case 'duty':
      return dutyInWords(rule, who)
    case 'right':
      return rightInWords(rule)
    case 'amendment':
      return amendmentInWords(rule, who)
    case 'value':
      return `${rule.title}: ${valueInWords(rule)}.`
    default:
      return never(rule)
  }
}

type Who = (name: string) => string

function bodyInWords(
  { title, scope, sits, quorum, majority, noticeDays, calledBy, decidesBy }: BodyRule,
  who: Who,
): string {
  const place = scope === 'group' ? ' of the group' : ''
  const members =
    'members' in sits
      ? `all members in standing${place} belong to it`
      : 'offices' in sits
        ? `${listInWords(sits.offices.map(who))} sit on it`
        : `each group sends ${sits.delegates.first} to it, and one more for every ${sits.delegates.thenOneForEvery} members or part of that above the first ${sits.delegates.thenOneForEvery}`
  const enough = 'count' in quorum ? plural(quorum.count, 'member') : `${quorum.percent}% of them`
  return sentences(
    `${capital(title)}: ${members}`,
    `Quorum: ${enough}`,
    `It decides by ${majorityInWords(majority)} of the votes cast, in ${listInWords(decidesBy, 'or')}`,
    `Called by ${listInWords(calledBy.map(who), 'or')}, with at least ${plural(noticeDays, 'day')} of notice`,
  )
}

function officeInWords(rule: OfficeRule, who: Who): string {
  const { title, scope, seats, termMonths, electedBy, consecutiveTerms, reserved = [], vacancy, recall } = rule
  const length = termMonths === undefined ? 'without end' : `for ${lengthInWords(termMonths)}`
  return sentences(
    `${title}${scope === 'group' ? ' in every group' : ''}: ${plural(seats, 'place')}, ${length}, elected by ${who(electedBy)}`,
    reserved.length > 0 && `At least ${listInWords(reserved.map((one) => `${one.seats} for ${one.for}`))}`,
    consecutiveTerms !== undefined && `Nobody holds it for more than ${plural(consecutiveTerms, 'term')} running`,
    `A vacancy is filled by ${vacancy.filledBy === 'countback' ? 'counting the last election’s papers again' : 'an election'} within ${plural(vacancy.withinDays, 'day')}`,
    recall &&
      `Recall: a petition of ${recall.petitionPercent}% of those who elect, signed within ${plural(recall.withinDays, 'day')}, brings a ballot within ${plural(recall.ballotWithinDays, 'day')}, ${plural(recall.attemptsPerTerm, 'time')} a term at most`,
  )
}

function powerInWords({ title, scope, holders, how, onDecisionOf, appeal, limits = [] }: PowerRule, who: Who): string {
  const together = how === 'jointly' && holders.length > 1 ? ' together' : ''
  const names = listInWords(holders.map(who), how === 'jointly' ? 'and' : 'or') || 'nobody'
  const where = {
    organisation: '',
    own: ', in their own group only',
    everywhere: ', in the organisation and in every group',
  }
  const decided = onDecisionOf === undefined ? '' : `, on a decision of ${who(onDecisionOf)}`
  return sentences(
    `${capital(names)}${together} may ${title}${where[scope]}${decided}`,
    limits.length > 0 && `This narrows the right ${listInWords(limits)}`,
    appeal !== undefined && `Appeals go to ${who(appeal)}`,
  )
}

function dutyInWords({ title, who: bearer, everyDays, withinDays, remedies = [] }: DutyRule, who: Who): string {
  const often = everyDays === undefined ? '' : ` at least every ${plural(everyDays, 'day')}`
  const soon = withinDays === undefined ? '' : ` within ${plural(withinDays, 'day')}`
  return sentences(
    `${capital(who(bearer))} must ${title}${often}${soon}`,
    ...remedies.map((remedy) => {
      const asks = [
        remedy.groups && plural(remedy.groups, 'group'),
        remedy.percent && `${remedy.percent}% of the members`,
      ]
      const does = {
        'tell-members': 'tells every member',
        'open-requisition': `opens a requisition: ${listInWords(
          asks.filter((one): one is string => Boolean(one)),
          'or',
        )} may require it`,
        'call-meeting': 'calls the meeting',
        'start-election': 'starts the election',
      }[remedy.does]
      return `If ${plural(remedy.afterDays, 'day')} late, ${who(remedy.who)} ${does}`
    }),
  )
}

function rightInWords({ title, holders, bars = [] }: RightRule): string {
  const who = {
    anyone: 'Anyone',
    person: 'Everyone who is signed in',
    member: 'Every member in standing',
    voter: 'Everyone on the frozen roll',
    group: 'Every group',
  }
  return sentences(
    `${who[holders]} may ${title}`,
    bars.length > 0 && `Nobody can be given the power ${listInWords(bars, 'or')}`,
  )
}

function amendmentInWords({ articles, body, majority, turnoutPercent }: AmendmentRule, who: Who): string {
  const which =
    articles === 'all'
      ? 'All other articles are'
      : articles.length === 1
        ? `Article ${articles[0]} is`
        : `Articles ${listInWords(articles.map(String))} are`
  const turnout = turnoutPercent === undefined ? '' : `, where at least ${turnoutPercent}% of those entitled have voted`
  return `${which} amended by ${who(body)}, by ${majorityInWords(majority)} of the votes cast${turnout}.`
}

function valueInWords({ value, unit }: ValueRule): string {
  if (typeof value === 'string') return /^\d{4}-\d{2}-\d{2}$/.test(value) ? dateInWords(value) : value
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (typeof value === 'object') return listInWords(value) || 'nothing'
  return unit === undefined ? String(value) : `${value} ${unit}`
}

const FRACTIONS: Readonly<Record<string, string>> = {
  '1/2': 'half',
  '2/3': 'two thirds',
  '3/4': 'three quarters',
  '3/5': 'three fifths',
}

/** `more than half`, `at least two thirds`. */
export function majorityInWords(text: string): string {
  const majority = readMajority(text)
  if (!majority) return text
  const fraction = `${majority.part}/${majority.whole}`
  return `${majority.strict ? 'more than' : 'at least'} ${FRACTIONS[fraction] ?? fraction}`
}

/** `2 years`, `18 months`. */
export function lengthInWords(months: number): string {
  return months % 12 === 0 ? plural(months / 12, 'year') : plural(months, 'month')
}

export const plural = (count: number, one: string): string =>
  `${count === 1 ? 'one' : count} ${one}${count === 1 ? '' : 's'}`
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

const sentences = (...all: (string | false | undefined)[]): string =>
  all.flatMap((one) => (one ? [`${one}.`] : [])).join(' ')
