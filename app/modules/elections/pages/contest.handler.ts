import { ORGANISATION } from '../../../platform/ids.ts'
import type { Visit, WebContext } from '../../../platform/web/visit.ts'
import { ContestId } from '../calling/contest.ts'
import { callingFacts, contestShown, listContests, ownPart } from '../calling/queries.ts'
import { board } from '../casting/queries.ts'
import { readReceiptCode } from '../casting/seal.ts'
import { candidatePicture } from '../standing/queries.ts'
import { BoardPage } from './board.tsx'
import { ContestPage } from './contest.tsx'
import { ContestsPage } from './contests.tsx'
import { MayIVotePage } from './may-i-vote.tsx'
import { inRandomOrder } from './random-order.ts'

/** The contest that an address names; null where it names none. */
export function contestIn(c: WebContext): ContestId | null {
  const parsed = ContestId.safeParse(c.req.param('contest'))
  return parsed.success ? parsed.data : null
}

export async function showContests(c: WebContext): Promise<Response> {
  const { visit } = c.var
  const contests = await visit.ask(listContests, {})
  if (!contests.ok) return visit.refuse(contests.error)
  const mayCall = visit.person !== null && (await visit.ask(callingFacts, { scope: ORGANISATION })).ok
  return visit.show((frame) => ContestsPage({ frame, contests: contests.value, mayCall }))
}

export async function showContest(c: WebContext): Promise<Response> {
  const { visit } = c.var
  const id = contestIn(c)
  const shown = id && (await visit.ask(contestShown, { contest: id }))
  if (!shown) return visit.notFound()
  if (!shown.ok) return visit.refuse(shown.error)
  const { value } = shown
  if (!value) return visit.notFound()
  const own = await ownPartOf(visit, value.contest.id)
  const candidates = inRandomOrder(value.candidates, visit.chance)
  return visit.show((frame) => ContestPage({ frame, shown: value, own, candidates, now: visit.clock.now() }))
}

async function ownPartOf(visit: Visit, contest: ContestId) {
  if (!visit.person) return null
  const own = await visit.ask(ownPart, { contest })
  return own.ok ? own.value : null
}

export async function showMayIVote(c: WebContext): Promise<Response> {
  const { visit } = c.var
  const id = contestIn(c)
  if (!id) return visit.notFound()
  if (!visit.person) return visit.goTo(`/sign-in?next=/ballots/${id}/may-i-vote`)
  const shown = await visit.ask(contestShown, { contest: id })
  if (!shown.ok) return visit.refuse(shown.error)
  const own = await ownPartOf(visit, id)
  const contest = shown.value?.contest
  if (!contest || !own) return visit.notFound()
  return visit.show((frame) => MayIVotePage({ frame, contest, own }))
}

export async function showBoard(c: WebContext): Promise<Response> {
  const { visit } = c.var
  const id = contestIn(c)
  const found = id && (await visit.ask(board, { contest: id }))
  if (!found) return visit.notFound()
  if (!found.ok) return visit.refuse(found.error)
  const { value } = found
  if (!value) return visit.notFound()
  const typed = (c.req.query('code') ?? '').slice(0, 40)
  return visit.show((frame) =>
    BoardPage({ frame, contest: value.contest, codes: value.codes, typed, wanted: readReceiptCode(typed) }),
  )
}

export async function showPicture(c: WebContext): Promise<Response> {
  const { visit } = c.var
  const id = contestIn(c)
  const found = id && (await visit.ask(candidatePicture, { contest: id, candidate: c.req.param('candidate') ?? '' }))
  if (!found?.ok || !found.value) return visit.notFound()
  return visit.sendPublic([`elections.contest ${id}`], 'image/webp', found.value)
}
