/** Why a person is, or is not, among those who may vote. The roll keeps this word for each place. */
export type RollReason = 'eligible' | 'joined-too-late' | 'lapsed' | 'suspended' | 'ended' | 'not-in-group'

/** A person's standing on the day of the freeze, as the room of people computes it. */
export interface StandingFacts {
  readonly standing: 'in_standing' | 'in_grace' | 'lapsed' | 'suspended' | 'ended'
  /** First day of the present membership, `YYYY-MM-DD`; null where there is none. */
  readonly joinedOn: string | null
  /** Whether they belong to the group whose members vote; true where the whole organisation does. */
  readonly inElectorate: boolean
}

/** The reason for one person. `electorate.ts` says the same in SQL for a whole roll, and a test holds the two together. */
export function rollReason(facts: StandingFacts, joinedBy: string): RollReason {
  if (facts.standing === 'ended' || facts.joinedOn === null) return 'ended'
  if (!facts.inElectorate) return 'not-in-group'
  if (facts.standing === 'suspended') return 'suspended'
  if (facts.standing === 'lapsed') return 'lapsed'
  return facts.joinedOn > joinedBy ? 'joined-too-late' : 'eligible'
}

/** What a member is told of their place: the reason, and what puts it right where something can. */
export interface Explanation {
  readonly mayVote: boolean
  readonly because: string
  readonly remedy: string | null
}

export interface ExplanationFacts {
  /** Days in words, as the house writes them. */
  readonly freezeDay: string
  readonly joinedByDay: string
  readonly frozen: boolean
  /** What the electorate is called: "the organisation", "Harbour Group". */
  readonly electorate: string
  /** Before the freeze, where the reason is that there is no record of a membership at all. */
  readonly reason: RollReason | 'not-on-the-roll'
}

/** "You may vote because…", "You may not vote because…, and you can put it right by…". */
export function explain({ reason, frozen, freezeDay, joinedByDay, electorate }: ExplanationFacts): Explanation {
  const no = (because: string, remedy: string | null): Explanation => ({
    mayVote: false,
    because: `${frozen ? 'You may not vote' : 'As things stand you may not vote'} because ${because}.`,
    remedy,
  })
  const before = (what: string): string | null => (frozen ? null : `${what} before the roll is frozen on ${freezeDay}.`)
  switch (reason) {
    case 'eligible':
      return {
        mayVote: true,
        because: frozen
          ? `You may vote because you were a member of ${electorate} in standing when the roll was frozen on ${freezeDay}.`
          : `You may vote because you are a member of ${electorate} in standing. The roll is frozen on ${freezeDay}; stay in standing until then.`,
        remedy: null,
      }
    case 'joined-too-late':
      return no(
        `you became a member after ${joinedByDay}, the last day for this election`,
        'You may vote in elections that are called from now on. If your membership began earlier than our record says, ask the Membership Secretary to correct it.',
      )
    case 'lapsed':
      return no(
        frozen
          ? `your membership had lapsed when the roll was frozen on ${freezeDay}`
          : 'your membership has lapsed: no dues or other evidence of membership cover today',
        before('You can put it right by renewing your membership') ??
          'If dues that you had paid by then are missing, ask the Membership Secretary to look into it now.',
      )
    case 'suspended':
      return no(
        frozen
          ? `your membership was suspended when the roll was frozen on ${freezeDay}`
          : 'your membership is suspended',
        'You can put it right by appealing against the suspension; the notice that you got says how.',
      )
    case 'ended':
      return no(
        frozen ? `you were not a member when the roll was frozen on ${freezeDay}` : 'you are not a member at present',
        before('You can put it right by joining'),
      )
    case 'not-in-group':
      return no(
        frozen
          ? `you did not belong to ${electorate} when the roll was frozen on ${freezeDay}`
          : `you do not belong to ${electorate}`,
        before('You can put it right by joining that group, if it is yours,'),
      )
    case 'not-on-the-roll':
      return no(
        frozen
          ? `our records had no membership of yours when the roll was frozen on ${freezeDay}`
          : 'our records hold no membership of yours',
        before('You can put it right by joining, or by telling the Membership Secretary if you have joined already,') ??
          'If you were a member by then, tell the Membership Secretary now.',
      )
  }
}
