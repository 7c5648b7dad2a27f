import type { ReadTx } from '../../../platform/database/transaction.ts'
import { isUuid, type PersonId } from '../../../platform/ids.ts'
import { query } from '../../../platform/query.ts'
import { ruleValue } from '../../constitution/index.ts'
import { type Contest, type ContestId, contestById, scopeOfContest } from '../calling/contest.ts'
import { whyMayNotStand } from './stand.ts'

export type CandidateState = 'submitted' | 'accepted' | 'refused' | 'withdrawn'

export interface CandidateLine {
  readonly id: string
  readonly person: PersonId
  readonly name: string
  readonly statement: string
  readonly hasPicture: boolean
  readonly pictureWords: string
  readonly state: CandidateState
  readonly reason: string | null
  readonly stoodAt: Date
  /** On ballot files; null until the ballot opens. */
  readonly number: number | null
}

/** Candidates by name, as far as the reader may see them. */
export async function candidatesOf(
  tx: ReadTx,
  contest: ContestId,
  states: readonly CandidateState[],
  person?: PersonId,
): Promise<CandidateLine[]> {
  let wanted = tx
    .selectFrom('elections.candidate')
    .select(['id', 'person', 'name', 'statement', 'picture_words', 'state', 'reason', 'stood_at', 'number'])
    .select((is) => is('picture', 'is not', null).as('has_picture'))
    .where('contest', '=', contest)
    .where('state', 'in', [...states])
  if (person) wanted = wanted.where('person', '=', person)
  const rows = await wanted.orderBy('name').orderBy('id').execute()
  return rows.map((row) => ({
    id: row.id,
    person: row.person as PersonId,
    name: row.name,
    statement: row.statement,
    hasPicture: Boolean(row.has_picture),
    pictureWords: row.picture_words,
    state: row.state as CandidateState,
    reason: row.reason,
    stoodAt: row.stood_at,
    number: row.number,
  }))
}

export interface StandingForm {
  readonly contest: Contest
  readonly mostWords: number
  /** Why they may not stand; null where they may. */
  readonly whyNot: string | null
  /** What they sent before, to be changed. */
  readonly before: CandidateLine | null
}

/** What the page for standing as a candidate needs; null where there is no such contest. */
export const standingForm = query<{ contest: ContestId }, StandingForm | null>({
  name: 'elections.standing-form',
  right: 'members.home',
  async read({ tx, input, mandate, now }) {
    const contest = await contestById(tx, input.contest, now)
    if (!contest || mandate.actor.kind !== 'person') return null
    const { person } = mandate.actor
    const [before] = await candidatesOf(tx, contest.id, ['submitted', 'accepted', 'refused', 'withdrawn'], person)
    return {
      contest,
      mostWords: await ruleValue(tx, 'elections.statement-words', contest.version),
      whyNot: await whyMayNotStand(tx, contest, person, now),
      before: before ?? null,
    }
  },
})

const picture = async (tx: ReadTx, contest: ContestId, candidate: string): Promise<Uint8Array | null> => {
  if (!isUuid(candidate)) return null
  const row = await tx
    .selectFrom('elections.candidate')
    .select('picture')
    .where('contest', '=', contest)
    .where('id', '=', candidate)
    .executeTakeFirst()
  return row?.picture ?? null
}

/** The picture of an accepted candidate, as WebP. */
export const candidatePicture = query<{ contest: ContestId; candidate: string }, Uint8Array | null>({
  name: 'elections.candidate-picture',
  right: 'public.read',
  read: ({ tx, input }) => picture(tx, input.contest, input.candidate),
})

/** The same for whoever has to decide on a nomination. */
export const nominationPicture = query<{ contest: ContestId; candidate: string }, Uint8Array | null>({
  name: 'elections.nomination-picture',
  power: 'elections.run',
  scope: scopeOfContest,
  read: ({ tx, input }) => picture(tx, input.contest, input.candidate),
})

/** All nominations of a contest, for whoever runs it. */
export const nominations = query<{ contest: ContestId }, { contest: Contest; lines: CandidateLine[] } | null>({
  name: 'elections.nominations',
  power: 'elections.run',
  scope: scopeOfContest,
  async read({ tx, input, now }) {
    const contest = await contestById(tx, input.contest, now)
    if (!contest) return null
    return { contest, lines: await candidatesOf(tx, contest.id, ['submitted', 'accepted', 'refused', 'withdrawn']) }
  },
})
