import { ORGANISATION, type PersonId, type Scope } from '../../../platform/ids.ts'
import { query } from '../../../platform/query.ts'
import { ruleValue, versionInForce } from '../../constitution/index.ts'
import { groupName } from '../../groups/index.ts'
import { type OwnPlace, placeOf } from '../roll/place-of.ts'
import { runsElections } from '../standing/conflict.ts'
import { type CandidateLine, candidatesOf } from '../standing/queries.ts'
import { leastPeriods } from './call-election.ts'
import { type Contest, type ContestId, contestById, contestsOf } from './contest.ts'
import type { LeastPeriods } from './timetable.ts'

export const listContests = query<Record<string, never>, Contest[]>({
  name: 'elections.list-contests',
  right: 'public.read',
  read: ({ tx, now }) => contestsOf(tx, 'all', now),
})

export interface ContestShown {
  readonly contest: Contest
  /** Those whose nomination has been accepted. */
  readonly candidates: readonly CandidateLine[]
}

/** What anyone may see of a contest; null where there is none. */
export const contestShown = query<{ contest: ContestId }, ContestShown | null>({
  name: 'elections.contest',
  right: 'public.read',
  async read({ tx, input, now }) {
    const contest = await contestById(tx, input.contest, now)
    return contest && { contest, candidates: await candidatesOf(tx, contest.id, ['accepted']) }
  },
})

export interface OwnPart {
  readonly place: OwnPlace
  /** Their own candidature, whatever became of it. */
  readonly candidature: CandidateLine | null
  /** The reference of their envelope, if they have cast one. */
  readonly code: string | null
  /** They hold the power to run this contest. */
  readonly runsIt: boolean
}

/** What a contest is to the person who asks; null where there is no such contest. */
export const ownPart = query<{ contest: ContestId }, OwnPart | null>({
  name: 'elections.own-part',
  right: 'members.home',
  async read({ tx, input, mandate, now }) {
    const contest = await contestById(tx, input.contest, now)
    if (!contest || mandate.actor.kind !== 'person') return null
    const { person } = mandate.actor
    const place = await placeOf(tx, contest, person, now)
    const own = await candidatesOf(tx, contest.id, ['submitted', 'accepted', 'refused', 'withdrawn'], person)
    const envelope = place.place
      ? await tx.selectFrom('elections.envelope').select('code').where('place', '=', place.place).executeTakeFirst()
      : undefined
    return {
      place,
      candidature: own[0] ?? null,
      code: envelope?.code ?? null,
      runsIt: await runsElections(tx, person as PersonId, contest.scope, now),
    }
  },
})

export interface CallingFacts {
  readonly scope: Scope
  /** The group whose officers are elected; null for the organisation's own. */
  readonly group: string | null
  readonly offices: readonly { readonly name: string; readonly title: string; readonly seats: number }[]
  readonly least: LeastPeriods
  readonly appealDays: number
  readonly leastPublic: number
}

/** What whoever calls an election must know: the offices of the place, and the periods that the article asks for. */
export const callingFacts = query<{ scope: Scope }, CallingFacts>({
  name: 'elections.calling-facts',
  power: 'elections.run',
  scope: async (_tx, { scope }) => scope,
  async read({ tx, input }) {
    const version = await versionInForce(tx)
    const offices = [...(version?.constitution.offices.values() ?? [])]
      .filter(({ rule }) => rule.scope === (input.scope === ORGANISATION ? 'organisation' : 'group'))
      .map(({ rule: { name, title, seats } }) => ({ name, title, seats }))
    return {
      scope: input.scope,
      group: await groupName(tx, input.scope),
      offices,
      least: await leastPeriods(tx),
      appealDays: await ruleValue(tx, 'elections.appeal-days'),
      leastPublic: await ruleValue(tx, 'elections.papers-opened-together'),
    }
  },
})
