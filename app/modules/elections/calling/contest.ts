import { z } from 'zod'
import type { ReadTx } from '../../../platform/database/transaction.ts'
import { type Branded, isUuid, type Scope } from '../../../platform/ids.ts'
import { type Phase, phaseOf, type Stage, type Timetable } from './timetable.ts'

export type ContestId = Branded<'contest'>
export const ContestId = z
  .string()
  .refine(isUuid, 'This is no election of ours')
  .transform((text) => text as ContestId)

/** An election that was called here: what it is for, when, and how far it has come. */
export interface Contest {
  readonly id: ContestId
  readonly title: string
  /** The office's name in the constitution. */
  readonly office: string
  readonly officeTitle: string
  readonly seats: number
  /** The name of the rules in `tally`. */
  readonly rules: string
  readonly scope: Scope
  readonly electorate: Scope
  /** The group whose election it is; null where it is the organisation's own. */
  readonly groupName: string | null
  readonly times: Timetable
  /** The last day on which somebody on the roll may have become a member, `YYYY-MM-DD`. */
  readonly joinedBy: string
  /** The version of the constitution under which it was called. */
  readonly version: number
  readonly leastPublic: number
  readonly appealDays: number
  readonly stage: Stage
  readonly stageReason: string | null
  readonly phase: Phase
  readonly roll: {
    readonly frozenAt: Date
    readonly hash: string
    readonly voters: number
    readonly others: number
  } | null
  readonly keyDestroyed: boolean
  /** How many stand, once the ballot is open. */
  readonly candidates: number | null
  /** No more stood than there are seats, so no ballot was held. */
  readonly unopposed: boolean
  readonly invited: boolean
  readonly reminded: boolean
  readonly papers: number | null
  readonly unreadable: number | null
  readonly papersPublic: boolean
  readonly resultSlug: string | null
  /** Numbers of candidates in order of election. */
  readonly elected: readonly number[] | null
  readonly countedAt: Date | null
  readonly declaredAt: Date | null
  /** Who called it: never its candidate. */
  readonly calledBy: string | null
}

const columns = [
  'id',
  'title',
  'office',
  'office_title',
  'seats',
  'rules',
  'scope',
  'electorate',
  'group_name',
  'called_by',
  'called_at',
  'nominations_open',
  'nominations_close',
  'freeze_at',
  'opens_at',
  'closes_at',
  'joined_by',
  'version',
  'least_public',
  'appeal_days',
  'stage',
  'stage_reason',
  'roll_frozen_at',
  'roll_hash',
  'roll_voters',
  'roll_others',
  'key_destroyed',
  'candidates',
  'unopposed',
  'invited',
  'reminded',
  'papers',
  'unreadable',
  'papers_public',
  'result_slug',
  'elected',
  'counted_at',
  'declared_at',
] as const

const select = (tx: ReadTx) => tx.selectFrom('elections.contest').select(columns)
type Row = Awaited<ReturnType<ReturnType<typeof select>['executeTakeFirstOrThrow']>>

/** The contest, or null where there is none of that id. */
export async function contestById(tx: ReadTx, id: ContestId, now: Date): Promise<Contest | null> {
  const row = await select(tx).where('id', '=', id).executeTakeFirst()
  return row ? contestOf(row, now) : null
}

/** All contests, the newest first; or those for which the program has something left to do, the next to close first. */
export async function contestsOf(tx: ReadTx, which: 'unfinished' | 'all', now: Date): Promise<Contest[]> {
  const all = select(tx)
  const wanted =
    which === 'all'
      ? all.orderBy('called_at', 'desc').limit(200)
      : all
          .where((is) =>
            is.or([
              is('stage', 'not in', ['declared', 'called-off']),
              is.and([is('public_key', 'is not', null), is('key_destroyed', '=', false)]),
            ]),
          )
          .orderBy('closes_at')
  return (await wanted.orderBy('id').execute()).map((row) => contestOf(row, now))
}

/** Where a verb on one contest takes place: what the authority is asked about. */
export async function scopeOfContest(tx: ReadTx, { contest }: { contest: ContestId }): Promise<Scope | null> {
  const row = await tx.selectFrom('elections.contest').select('scope').where('id', '=', contest).executeTakeFirst()
  return row ? (row.scope as Scope) : null
}

function contestOf(row: Row, now: Date): Contest {
  const times: Timetable = {
    calledAt: row.called_at,
    nominationsOpen: row.nominations_open,
    nominationsClose: row.nominations_close,
    freezeAt: row.freeze_at,
    opensAt: row.opens_at,
    closesAt: row.closes_at,
  }
  const stage = row.stage as Stage
  return {
    id: row.id as ContestId,
    title: row.title,
    office: row.office,
    officeTitle: row.office_title,
    seats: row.seats,
    rules: row.rules,
    scope: row.scope as Scope,
    electorate: row.electorate as Scope,
    groupName: row.group_name,
    times,
    joinedBy: row.joined_by,
    version: row.version,
    leastPublic: row.least_public,
    appealDays: row.appeal_days,
    stage,
    stageReason: row.stage_reason,
    phase: phaseOf(times, stage, now),
    roll: rollOf(row),
    keyDestroyed: row.key_destroyed,
    candidates: row.candidates,
    unopposed: row.unopposed,
    invited: row.invited,
    reminded: row.reminded,
    papers: row.papers,
    unreadable: row.unreadable,
    papersPublic: row.papers_public,
    resultSlug: row.result_slug,
    elected: row.elected,
    countedAt: row.counted_at,
    declaredAt: row.declared_at,
    calledBy: row.called_by,
  }
}

function rollOf(row: Row): Contest['roll'] {
  if (!row.roll_frozen_at || !row.roll_hash) return null
  return {
    frozenAt: row.roll_frozen_at,
    hash: row.roll_hash.toString('hex'),
    voters: row.roll_voters ?? 0,
    others: row.roll_others ?? 0,
  }
}

/** Tags of the public pages that show a contest. */
export const contestTags = (id: string): [string, string] => ['elections.contests', `elections.contest ${id}`]
