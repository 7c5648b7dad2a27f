import { z } from 'zod'
import type { ReadTx } from '../../../platform/database/transaction.ts'
import { ORGANISATION, type Scope } from '../../../platform/ids.ts'
import { err, ok, type Result } from '../../../platform/result.ts'
import type { FieldError } from '../../../platform/runner.ts'
import { type Act, verb } from '../../../platform/verb.ts'
import { ruleValue, versionInForce } from '../../constitution/index.ts'
import { groupName } from '../../groups/index.ts'
import { type ContestId, contestTags } from './contest.ts'
import { dayOf } from './days.ts'
import { type LeastPeriods, type Timetable, timetableErrors } from './timetable.ts'

const Instant = z.union([z.date(), z.iso.datetime().transform((text) => new Date(text))])

export const CallElection = z.object({
  title: z
    .string()
    .trim()
    .min(1, 'Say what the election is called')
    .max(200, 'The title must be 200 characters or fewer'),
  office: z.string().min(1, 'Choose the office to be filled'),
  seats: z.coerce
    .number('Say how many seats there are, as a number')
    .int('Say how many seats there are, as a whole number')
    .min(1, 'There must be at least one seat')
    .max(100, 'There can be 100 seats at most'),
  /** Whose election it is: the organisation, or a group. */
  scope: z
    .string()
    .default(ORGANISATION)
    .transform((text) => text as Scope),
  nominationsOpen: Instant,
  nominationsClose: Instant,
  freezeAt: Instant,
  opensAt: Instant,
  closesAt: Instant,
})
export type CallElection = z.output<typeof CallElection>

/** `elections.count-rules` of the constitution, as `tally` names them. */
const COUNT_RULES = { 'scottish-stv': 'scottish' } as const

/** Calls an election to an office, under the constitution as it is in force today. */
export const callElection = verb({
  name: 'elections.call',
  power: 'elections.run',
  input: CallElection,
  scope: async (_tx, { scope }) => scope,
  async act(work): Promise<Result<ContestId, readonly FieldError[]>> {
    const { tx, input, mandate, now, chance } = work
    const version = await versionInForce(tx)
    if (!version)
      return err([{ field: '', message: 'There is no constitution under which an election could be called.' }])
    const office = version.constitution.offices.get(input.office)?.rule
    const group = await groupName(tx, input.scope)
    const times: Timetable = { ...input, calledAt: now }
    const errors: FieldError[] = [
      ...placeErrors(group, input),
      ...officeErrors(office, input),
      ...timetableErrors(times, await leastPeriods(tx)),
      ...(await nominatorErrors(tx)),
    ]
    if (errors.length > 0 || !office) return err(errors)
    const id = chance.id() as ContestId
    await tx
      .insertInto('elections.contest')
      .values({
        id,
        title: input.title,
        office: input.office,
        office_title: office.title,
        seats: input.seats,
        rules: COUNT_RULES[await ruleValue(tx, 'elections.count-rules')],
        scope: input.scope,
        electorate: input.scope,
        group_name: group,
        called_by: mandate.actor.kind === 'person' ? mandate.actor.person : null,
        called_at: now,
        nominations_open: input.nominationsOpen,
        nominations_close: input.nominationsClose,
        freeze_at: input.freezeAt,
        opens_at: input.opensAt,
        closes_at: input.closesAt,
        joined_by: dayOf(input.freezeAt),
        version: version.number,
        appeal_days: await ruleValue(tx, 'elections.appeal-days'),
        least_public: await ruleValue(tx, 'elections.papers-opened-together'),
        stage: 'called',
      })
      .execute()
    announce(work, id)
    return ok(id)
  },
})

function announce({ input, touch, record }: Act<CallElection>, id: ContestId): void {
  touch(...contestTags(id))
  record({
    summary: `Called an election: ${input.title}`,
    detail: {
      contest: id,
      office: input.office,
      seats: input.seats,
      nominationsClose: input.nominationsClose.toISOString(),
      rollFrozen: input.freezeAt.toISOString(),
      ballotOpens: input.opensAt.toISOString(),
      ballotCloses: input.closesAt.toISOString(),
    },
  })
}

function placeErrors(group: string | null, { scope }: CallElection): FieldError[] {
  return scope === ORGANISATION || group !== null ? [] : [{ field: '', message: 'There is no such group.' }]
}

function officeErrors(office: { scope: string; seats: number } | undefined, input: CallElection): FieldError[] {
  if (!office) return [{ field: 'office', message: 'The constitution has no such office' }]
  const level = input.scope === ORGANISATION ? 'organisation' : 'group'
  if (office.scope !== level) return [{ field: 'office', message: 'This office is not one of this place' }]
  if (input.seats <= office.seats) return []
  return [
    {
      field: 'seats',
      message: `The constitution gives this office ${office.seats === 1 ? 'one seat' : `${office.seats} seats`}`,
    },
  ]
}

/** The least periods of the constitution in force. */
export async function leastPeriods(tx: ReadTx): Promise<LeastPeriods> {
  return {
    noticeDays: await ruleValue(tx, 'elections.notice-days'),
    nominationDays: await ruleValue(tx, 'elections.nominations-days'),
    challengeDays: await ruleValue(tx, 'elections.roll-challenge-days'),
    ballotDays: await ruleValue(tx, 'elections.ballot-days'),
  }
}

/** Nominations by others are not gathered yet: an election whose article asks for them is refused, not held without. */
async function nominatorErrors(tx: ReadTx): Promise<FieldError[]> {
  if ((await ruleValue(tx, 'elections.nominators')) === 0) return []
  return [
    {
      field: '',
      message:
        'The constitution asks that other members support a nomination, and this program cannot gather their support yet.',
    },
  ]
}
