import { z } from 'zod'
import { readMajority } from './majority.ts'

/**
 * The typed rules that an article may carry beside its words. The program obeys these; the words say the same to
 * people. The schema is published as JSON Schema at `/constitution/rules.schema.json`.
 */
const Name = z
  .string()
  .regex(
    /^[a-z][a-z0-9-]*(\.[a-z][a-z0-9-]*)*$/,
    'a name is small letters, digits and hyphens, in parts set apart by dots',
  )
const Words = z.string().trim().min(1, 'say it in words')
const Count = z.int().min(1).max(1_000_000)
const Days = z.int().min(1).max(3660)
const Percent = z.number().gt(0).max(100, 'a percentage is at most 100')
const MajorityWords = z
  .string()
  .refine(
    (text) => readMajority(text) !== null,
    'a majority reads like "more than 1/2" or "at least 2/3", and is at most the whole',
  )
  .meta({ pattern: '^(more than|at least) \\d{1,3}/\\d{1,3}$' })
/** Where a body or an office belongs: to the organisation, or one of its kind in every group. */
const Level = z.enum(['organisation', 'group'])

const Body = z
  .strictObject({
    kind: z.literal('body'),
    name: Name,
    title: Words.describe('With its article, as in a sentence: "the national committee".'),
    scope: Level,
    sits: z
      .union([
        z.strictObject({ members: z.literal('all') }),
        z.strictObject({ offices: z.array(Name).min(1) }),
        z.strictObject({ delegates: z.strictObject({ first: Count, thenOneForEvery: Count }) }),
      ])
      .describe('All members (of the organisation or the group), holders of offices, or delegates of groups.'),
    quorum: z.union([z.strictObject({ count: Count }), z.strictObject({ percent: Percent })]),
    majority: MajorityWords,
    noticeDays: Days.describe('The shortest notice of a meeting.'),
    calledBy: z.array(Name).min(1).describe('Offices that may call a meeting.'),
    decidesBy: z.array(z.enum(['meeting', 'ballot'])).min(1),
  })
  .describe('A body: who sits, quorum, majority, how it is called.')

const Office = z
  .strictObject({
    kind: z.literal('office'),
    name: Name,
    title: Words.describe('As a holder is called: "Returning officer".'),
    scope: Level,
    seats: Count,
    termMonths: z.int().min(1).max(120).optional().describe('Left out, the office has no end; the check says so.'),
    electedBy: Name.describe('The body whose members elect.'),
    consecutiveTerms: Count.optional(),
    reserved: z.array(z.strictObject({ for: Words, seats: Count })).optional(),
    vacancy: z.strictObject({ filledBy: z.enum(['election', 'countback']), withinDays: Days }),
    recall: z
      .strictObject({ petitionPercent: Percent, withinDays: Days, attemptsPerTerm: Count, ballotWithinDays: Days })
      .optional()
      .describe('Petition of the office’s own electorate. Left out, nobody can recall it; the check says so.'),
  })
  .describe('An office: seats, term, electorate, vacancy, recall.')

const Power = z
  .strictObject({
    kind: z.literal('power'),
    name: Name.describe('As verbs declare it: `elections.run`. Two articles may give one power to different holders.'),
    title: Words.describe('What may be done, after "may": "call and run elections".'),
    scope: z
      .enum(['organisation', 'own', 'everywhere'])
      .describe(
        'Over the organisation’s own affairs, in the holder’s own group, or in the organisation and every group.',
      ),
    holders: z.array(Name).describe('Offices or bodies.'),
    how: z.enum(['alone', 'jointly']).describe('Any one holder, or all holders together.'),
    onDecisionOf: Name.optional().describe('A body without whose decision the power may not be used.'),
    appeal: Name.optional().describe('The body that hears an appeal against its use.'),
    limits: z.array(Name).optional().describe('Rights that this power narrows.'),
  })
  .describe('A power: what may be done, where, by whom, and on whose decision.')

const Remedy = z.strictObject({
  afterDays: z.int().min(0).max(3660),
  does: z.enum(['tell-members', 'open-requisition', 'call-meeting', 'start-election']),
  who: Name.describe('`program`, an office or a body.'),
  groups: Count.optional(),
  percent: Percent.optional(),
})

const Duty = z
  .strictObject({
    kind: z.literal('duty'),
    name: Name,
    title: Words.describe('What must be done, after "must": "meet".'),
    who: Name.describe('`program`, an office or a body.'),
    everyDays: Days.optional(),
    withinDays: Days.optional(),
    meeting: Name.optional().describe('The body whose meeting this duty is.'),
    remedies: z.array(Remedy).optional().describe('What follows by itself when the duty is not done.'),
  })
  .describe('A duty: what must be done, by whom, how often, and what follows when it is not.')

const Right = z
  .strictObject({
    kind: z.literal('right'),
    name: Name,
    title: Words.describe('What the holder may do, after "may": "vote in elections".'),
    holders: z
      .enum(['anyone', 'person', 'member', 'voter', 'group'])
      .describe(
        'Anyone at all; whoever is signed in; a member in standing; whoever is on the roll that was frozen; a group.',
      ),
    bars: z.array(Name).optional().describe('Powers that nobody may hold over it.'),
  })
  .describe('A right that no power overrides.')

const Amendment = z
  .strictObject({
    kind: z.literal('amendment'),
    name: Name,
    articles: z.union([z.literal('all'), z.array(z.int().min(1)).min(1)]),
    body: Name,
    majority: MajorityWords,
    turnoutPercent: Percent.optional().describe('The least share of those entitled that must vote.'),
  })
  .describe('How articles are amended. A rule for named articles goes before the rule for all.')

const Value = z
  .strictObject({
    kind: z.literal('value'),
    name: Name,
    title: Words.describe('What the value sets, as a heading: "Papers opened together, at least".'),
    value: z.union([z.number(), z.string(), z.boolean(), z.array(z.string())]),
    unit: Words.optional(),
  })
  .describe('A value that the program reads, such as a number of days.')

export const Rule = z.discriminatedUnion('kind', [Body, Office, Power, Duty, Right, Amendment, Value])

export type Rule = z.output<typeof Rule>
export type RuleKind = Rule['kind']
export type BodyRule = z.output<typeof Body>
export type OfficeRule = z.output<typeof Office>
export type PowerRule = z.output<typeof Power>
export type DutyRule = z.output<typeof Duty>
export type RightRule = z.output<typeof Right>
export type AmendmentRule = z.output<typeof Amendment>
export type ValueRule = z.output<typeof Value>

/** The JSON Schema (2020-12) of what a `rules` block may hold. */
export function rulesJsonSchema(): Record<string, unknown> {
  const rule = z.toJSONSchema(Rule, { io: 'input' })
  return { ...rule, title: 'A rule of a constitution', description: 'A `rules` block holds a list of these.' }
}
