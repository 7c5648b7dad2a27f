import { sql } from 'kysely'
import { z } from 'zod'
import type { WriteTx } from '../../../platform/database/transaction.ts'
import { err, ok, type Result } from '../../../platform/result.ts'
import { verb } from '../../../platform/verb.ts'
import { formatMoment } from '../../../ui/format.ts'
import { organisationOf } from '../../constitution/index.ts'
import { type Contest, ContestId, contestById, scopeOfContest } from './contest.ts'

export interface Invited {
  /** Letters that now wait to be sent. */
  readonly letters: number
  /** Voters who have no e-mail, or asked for post. */
  readonly withoutEmail: number
}

/**
 * Writes to all who may vote, or to those of them who have not yet, in one statement whatever their number. A vote waits
 * for none of it. Who has voted can be asked here because an envelope hangs at its place; how, nothing can ask.
 */
export const inviteVoters = (origin: string) =>
  verb({
    name: 'elections.invite-voters',
    duty: 'elections.keep-timetable',
    input: z.object({ contest: ContestId, kind: z.enum(['invitation', 'reminder']) }),
    scope: scopeOfContest,
    async act({ tx, input, now, record }): Promise<Result<Invited, 'not-due'>> {
      const contest = await contestById(tx, input.contest, now)
      const isReminder = input.kind === 'reminder'
      if (contest?.phase !== 'ballot' || (isReminder ? contest.reminded : contest.invited)) return err('not-due')
      const invited = await queue(tx, contest, input.kind, {
        now,
        ...letter(contest, isReminder, origin, (await organisationOf(tx))?.name ?? 'your organisation'),
      })
      await tx
        .updateTable('elections.contest')
        .set(isReminder ? { reminded: true } : { invited: true })
        .where('id', '=', contest.id)
        .execute()
      record({
        summary: `${isReminder ? 'Reminded' : 'Invited'} voters in the election ${contest.title}: ${invited.letters} letters by e-mail`,
        detail: { contest: contest.id, letters: invited.letters, withoutEmail: invited.withoutEmail },
      })
      return ok(invited)
    },
  })

interface Text {
  readonly subject: string
  readonly body: string
}

async function queue(
  tx: WriteTx,
  contest: Contest,
  kind: 'invitation' | 'reminder',
  { now, subject, body }: Text & { now: Date },
): Promise<Invited> {
  const purpose = `elections.${kind}`
  // One letter for a voter, a contest and a kind, however often this is tried: its id is made from them.
  const { rows } = await sql<Invited>`
    with voter as (
      select v.person, e.address from elections.place v
      join people.person p on p.id = v.person
      left join people.email e on e.person = v.person and e.preferred and p.reach_by = 'email'
      where v.contest = ${contest.id}::uuid and v.may_vote
        and (${kind} = 'invitation' or not exists (select from elections.envelope n where n.place = v.id))
    ), written as (
      insert into platform.letter (id, person, recipient, subject, body_text, purpose, queued_at, try_after)
      select encode(substr(sha256(convert_to(${purpose} || ${contest.id} || voter.person::text, 'UTF8')), 1, 16), 'hex')::uuid,
        voter.person, voter.address, ${subject}, ${body}, ${purpose}, ${now}, ${now}
      from voter where voter.address is not null
    )
    select (count(*) filter (where address is not null))::int as letters,
      (count(*) filter (where address is null))::int as "withoutEmail" from voter`.execute(tx)
  return rows[0] as Invited
}

function letter(contest: Contest, isReminder: boolean, origin: string, organisation: string): Text {
  const closes = formatMoment(contest.times.closesAt)
  const body = [
    isReminder
      ? `You have not voted yet in this election of ${organisation}: ${contest.title}.`
      : `You may vote in this election of ${organisation}: ${contest.title}.`,
    `The ballot closes on ${closes}.`,
    `Vote here:\n${origin}/ballots/${contest.id}`,
    'You will be asked to sign in with this e-mail address. You need no password.',
    'If you vote more than once, your last vote counts.',
    `Help with voting:\n${origin}/help`,
  ]
  return {
    subject: isReminder ? `${contest.title}: the ballot closes soon` : `${contest.title}: your vote`,
    body: `${body.join('\n\n')}\n`,
  }
}
