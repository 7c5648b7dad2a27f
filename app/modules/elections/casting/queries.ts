import type { ReadTx } from '../../../platform/database/transaction.ts'
import type { PersonId } from '../../../platform/ids.ts'
import { query } from '../../../platform/query.ts'
import { type Contest, type ContestId, contestById } from '../calling/contest.ts'
import { type OwnPlace, placeOf } from '../roll/place-of.ts'

export interface BallotCandidate {
  /** The number that papers carry. */
  readonly number: number
  readonly id: string
  readonly name: string
  readonly statement: string
  readonly hasPicture: boolean
  readonly pictureWords: string
}

export interface BallotPaper {
  readonly contest: Contest
  readonly place: OwnPlace
  /** In the order of their numbers; the page shuffles them for each voter. */
  readonly candidates: readonly BallotCandidate[]
  /** The reference of the envelope that lies in the box for this voter, if one does. */
  readonly code: string | null
}

/** What the ballot page needs, for the voter who asks; null where there is no such contest. */
export const ballotPaper = query<{ contest: ContestId }, BallotPaper | null>({
  name: 'elections.ballot-paper',
  right: 'members.home',
  async read({ tx, input, mandate, now }) {
    const contest = await contestById(tx, input.contest, now)
    if (!contest || mandate.actor.kind !== 'person') return null
    const place = await placeOf(tx, contest, mandate.actor.person, now)
    const envelope = place.place
      ? await tx.selectFrom('elections.envelope').select('code').where('place', '=', place.place).executeTakeFirst()
      : undefined
    const rows = await tx
      .selectFrom('elections.candidate')
      .select([
        'number',
        'id',
        'name',
        'statement',
        'picture_words',
        (is) => is('picture', 'is not', null).as('has_picture'),
      ])
      .where('contest', '=', contest.id)
      .where('number', 'is not', null)
      .orderBy('number')
      .execute()
    const candidates = rows.map((row) => ({
      number: row.number ?? 0,
      id: row.id,
      name: row.name,
      statement: row.statement,
      hasPicture: Boolean(row.has_picture),
      pictureWords: row.picture_words,
    }))
    return { contest, place, candidates, code: envelope?.code ?? null }
  },
})

export interface OpenBallot {
  readonly id: ContestId
  readonly title: string
  readonly closesAt: Date
  readonly hasVoted: boolean
}

/** The ballots that are open and in which a person may vote, the next to close first: for their own page. */
export async function openBallotsOf(tx: ReadTx, person: PersonId, now: Date): Promise<readonly OpenBallot[]> {
  const rows = await tx
    .selectFrom('elections.contest as contest')
    .innerJoin('elections.place as place', 'place.contest', 'contest.id')
    .leftJoin('elections.envelope as envelope', 'envelope.place', 'place.id')
    .select(['contest.id', 'contest.title', 'contest.closes_at', 'envelope.place as cast'])
    .where('place.person', '=', person)
    .where('place.may_vote', '=', true)
    .where('contest.stage', '=', 'open')
    .where('contest.closes_at', '>', now)
    .orderBy('contest.closes_at')
    .execute()
  return rows.map((row) => ({
    id: row.id as ContestId,
    title: row.title,
    closesAt: row.closes_at,
    hasVoted: row.cast !== null,
  }))
}

export interface Board {
  readonly contest: Contest
  /** Every envelope in the box by its reference, in the order of the alphabet: nothing tells who or when. */
  readonly codes: readonly string[]
}

/** The public board of a contest; null where there is no such contest. */
export const board = query<{ contest: ContestId }, Board | null>({
  name: 'elections.board',
  right: 'public.read',
  async read({ tx, input, now }) {
    const contest = await contestById(tx, input.contest, now)
    if (!contest) return null
    const rows = await tx
      .selectFrom('elections.envelope')
      .select('code')
      .where('contest', '=', contest.id)
      .orderBy('code')
      .execute()
    return { contest, codes: rows.map(({ code }) => code) }
  },
})

/** How many envelopes lie in the box, and how many could. */
export const turnout = query<{ contest: ContestId }, { cast: number; voters: number } | null>({
  name: 'elections.turnout',
  right: 'public.read',
  async read({ tx, input, now }) {
    const contest = await contestById(tx, input.contest, now)
    if (!contest) return null
    const { cast } = await tx
      .selectFrom('elections.envelope')
      .select(({ fn }) => fn.countAll<number>().as('cast'))
      .where('contest', '=', contest.id)
      .executeTakeFirstOrThrow()
    return { cast, voters: contest.roll?.voters ?? 0 }
  },
})
