import { z } from 'zod'
import type { ReadTx } from '../../../platform/database/transaction.ts'
import type { PersonId } from '../../../platform/ids.ts'
import { err, ok, type Result } from '../../../platform/result.ts'
import type { FieldError } from '../../../platform/runner.ts'
import { verb } from '../../../platform/verb.ts'
import { ruleValue } from '../../constitution/index.ts'
import { type Contest, ContestId, contestById, contestTags, scopeOfContest } from '../calling/contest.ts'
import { dayOf } from '../calling/days.ts'
import { MOST_CANDIDATES } from '../casting/paper-bytes.ts'
import { reasonFor } from '../roll/electorate.ts'
import { runsElections } from './conflict.ts'
import { MOST_PICTURE_BYTES, makePicture } from './picture.ts'
import { whyNotStand } from './who-may-stand.ts'

export const Stand = z.object({
  contest: ContestId,
  name: z
    .string()
    .trim()
    .min(2, 'Enter your name as it should stand on the ballot paper')
    .max(120, 'The name must be 120 characters or fewer')
    .refine((name) => !/[\r\n\0]/.test(name), 'The name must be on one line'),
  statement: z.string().trim().min(1, 'Say why members should vote for you').max(4000, 'The statement is too long'),
  picture: z
    .instanceof(Uint8Array)
    .refine((bytes) => bytes.byteLength <= MOST_PICTURE_BYTES, 'The picture must be smaller than 8 MB')
    .optional(),
  /** What the picture shows, for those who do not see it. */
  pictureWords: z.string().trim().max(200, 'Describe the picture in 200 characters or fewer').default(''),
})

/** Why this person may not stand; null where they may. Asked before the form is shown, and again when it is sent. */
export async function whyMayNotStand(
  tx: ReadTx,
  contest: Contest,
  person: PersonId,
  now: Date,
): Promise<string | null> {
  const { electorate, joinedBy, phase, scope, times } = contest
  // Until the freeze, whoever joins today is in time.
  const latest = contest.roll ? joinedBy : dayOf(now > times.freezeAt ? now : times.freezeAt)
  return whyNotStand({
    phase,
    reason: await reasonFor(tx, person, { scope: electorate, day: dayOf(now), joinedBy: latest }),
    runsIt: contest.calledBy === person || (await runsElections(tx, person, scope, now)),
  })
}

/** Whether there is no room for one more; whoever stands already has theirs. */
async function isFull(tx: ReadTx, contest: ContestId, person: PersonId): Promise<boolean> {
  const { others } = await tx
    .selectFrom('elections.candidate')
    .select(({ fn }) => fn.countAll<number>().as('others'))
    .where('contest', '=', contest)
    .where('person', '<>', person)
    .executeTakeFirstOrThrow()
  return others >= MOST_CANDIDATES
}

/** Stands as a candidate, or changes what was sent while nominations are open; then it is looked at again. */
export const stand = verb({
  name: 'elections.stand',
  right: 'elections.stand',
  input: Stand,
  scope: scopeOfContest,
  async act({ tx, input, mandate, now, chance, touch, record }): Promise<Result<void, readonly FieldError[]>> {
    const contest = await contestById(tx, input.contest, now)
    if (!contest || mandate.actor.kind !== 'person') return err([{ field: '', message: 'There is no such election.' }])
    const { person } = mandate.actor
    const why = await whyMayNotStand(tx, contest, person, now)
    if (why) return err([{ field: '', message: why }])
    if (await isFull(tx, contest.id, person)) {
      return err([{ field: '', message: `No ballot paper can hold more than ${MOST_CANDIDATES} candidates.` }])
    }
    const most = await ruleValue(tx, 'elections.statement-words', contest.version)
    const words = input.statement.split(/\s+/).length
    if (words > most) {
      return err([
        { field: 'statement', message: `The statement has ${words} words; ${most} are allowed to each candidate` },
      ])
    }
    const picture = input.picture ? await makePicture(input.picture) : null
    if (picture && !picture.ok) return err([{ field: 'picture', message: picture.error }])
    const fields = {
      name: input.name,
      statement: input.statement,
      picture_words: input.pictureWords,
      state: 'submitted',
      reason: null,
      stood_at: now,
      ...(picture ? { picture: picture.value } : {}),
    }
    await tx
      .insertInto('elections.candidate')
      .values({ id: chance.id(), contest: contest.id, person, ...fields })
      .onConflict((again) => again.columns(['contest', 'person']).doUpdateSet(fields))
      .execute()
    touch(...contestTags(contest.id))
    record({ summary: `Stood as a candidate: ${contest.title}`, detail: { contest: contest.id } })
    return ok()
  },
})
