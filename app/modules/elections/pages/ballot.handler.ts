import type { Visit, WebContext } from '../../../platform/web/visit.ts'
import { readRanking } from '../../../ui/ballot/rank-values.ts'
import type { FormErrors, FormState } from '../../../ui/forms/form-state.ts'
import type { ContestId } from '../calling/contest.ts'
import { type CastProblem, castVote } from '../casting/cast.ts'
import { type BallotCandidate, type BallotPaper, ballotPaper } from '../casting/queries.ts'
import { BallotPage, NotCastPage, ReceiptPage, ReviewPage, SignedOutPage } from './ballot.tsx'
import { contestIn } from './contest.handler.ts'
import { castProblemWords, contestPath, explainTo } from './contest-words.ts'
import { inRandomOrder } from './random-order.ts'

/** A paper in the hands of somebody who may fill it in. */
interface InHand {
  readonly paper: BallotPaper
  /** In the order of this voter's paper. */
  readonly candidates: readonly BallotCandidate[]
}

export async function showPaper(c: WebContext): Promise<Response> {
  const { visit } = c.var
  const id = contestIn(c)
  if (!id) return visit.notFound()
  if (!visit.person) return visit.goTo(`/sign-in?next=/ballots/${id}`)
  const paper = await askPaper(visit, id)
  if (!paper) return visit.notFound()
  const { contest, code } = paper
  if (contest.phase !== 'ballot') return visit.goTo(contestPath(contest))
  if (paper.place.reason !== 'eligible') return visit.goTo(contestPath(contest, '/may-i-vote'))
  const candidates = inRandomOrder(paper.candidates, visit.chance)
  const form = { values: {}, errors: [] }
  return visit.show((frame) => BallotPage({ frame, contest, candidates, form, hasVoted: code !== null }))
}

/** From the paper to its review, or back to the paper where something is to be mended or changed. */
export async function postPaper(c: WebContext): Promise<Response> {
  const { visit } = c.var
  const taken = await takeInHand(c)
  if (taken instanceof Response) return taken
  const { paper, candidates, values } = taken
  const { contest, code } = paper
  const read = rankingIn(values, candidates)
  const errors = 'errors' in read ? read.errors : []
  if ('errors' in read || values.change) {
    const form = { values, errors: values.change ? [] : errors }
    const status = form.errors.length > 0 ? 422 : 200
    return visit.show((frame) => BallotPage({ frame, contest, candidates, form, hasVoted: code !== null }), status)
  }
  const form = { values, errors: [] }
  return visit.show((frame) => ReviewPage({ frame, contest, candidates, ranking: read.ranking, form }))
}

/** Casts first and asks afterwards: a vote that can be taken needs nothing but the numbers in its boxes. */
export async function postCast(c: WebContext): Promise<Response> {
  const { visit } = c.var
  const id = contestIn(c)
  if (!id) return visit.notFound()
  const values = await postedValues(visit)
  const boxes = Object.keys(values).flatMap((name) => /^rank-(\d{1,3})$/.exec(name)?.[1] ?? [])
  const read = readRanking(
    { values, errors: [] },
    boxes.map((number) => ({ id: number, name: number })),
  )
  if (!visit.person || 'errors' in read) return postPaper(c)
  const outcome = await visit.run(castVote, {
    contest: id,
    ranking: read.ranking.map(Number),
    blank: values.blank === 'yes',
  })
  if (outcome.ok) return visit.goTo(`/ballots/${id}/receipt`)
  if (outcome.error.kind === 'refused') return visit.refuse(outcome.error.refusal)
  return sayNotCast(c, outcome.error.kind === 'invalid' ? { kind: 'bad-ranking' } : outcome.error.problem)
}

async function sayNotCast(c: WebContext, problem: CastProblem): Promise<Response> {
  const { visit } = c.var
  const taken = await takeInHand(c)
  if (taken instanceof Response) return taken
  const { paper, candidates, values } = taken
  const read = rankingIn(values, candidates)
  const ranking = 'ranking' in read ? read.ranking : []
  if (problem.kind !== 'blank-not-meant') {
    return notCast(visit, paper, castProblemWords(problem), namesOf(ranking, candidates))
  }
  const { contest } = paper
  const errors = [{ field: 'blank', message: 'Say that you want to cast a blank paper, or change your paper' }]
  return visit.show((frame) => ReviewPage({ frame, contest, candidates, ranking, form: { values, errors } }), 422)
}

export async function showReceipt(c: WebContext): Promise<Response> {
  const { visit } = c.var
  const id = contestIn(c)
  if (!id) return visit.notFound()
  if (!visit.person) return visit.goTo(`/sign-in?next=/ballots/${id}/receipt`)
  const paper = await askPaper(visit, id)
  if (!paper) return visit.notFound()
  const { contest, code } = paper
  if (code === null) return visit.goTo(contestPath(contest))
  return visit.show((frame) => ReceiptPage({ frame, contest, code }))
}

async function askPaper(visit: Visit, contest: ContestId): Promise<BallotPaper | null> {
  const paper = await visit.ask(ballotPaper, { contest })
  return paper.ok ? paper.value : null
}

type Values = Readonly<Record<string, string>>

async function postedValues(visit: Visit): Promise<Values> {
  const posted = Object.entries((await visit.form()).values)
  return Object.fromEntries(posted.map(([name, value]) => [name, typeof value === 'string' ? value : (value[0] ?? '')]))
}

/** Reads what was posted; or the answer that must be given at once, without anything typed being lost. */
async function takeInHand(c: WebContext): Promise<(InHand & { values: Values }) | Response> {
  const { visit } = c.var
  const id = contestIn(c)
  if (!id) return visit.notFound()
  const values = await postedValues(visit)
  if (!visit.person) {
    const { change: _, blank: __, ...fields } = values
    return visit.show((frame) => SignedOutPage({ frame, id, fields }), 403)
  }
  const paper = await askPaper(visit, id)
  if (!paper) return visit.notFound()
  const candidates = inOrder(paper.candidates, values.order ?? '')
  if (paper.contest.phase !== 'ballot') {
    const read = rankingIn(values, candidates)
    const words = castProblemWords({ kind: paper.contest.phase === 'counting' ? 'closed' : 'not-open' })
    return notCast(visit, paper, words, 'ranking' in read ? namesOf(read.ranking, candidates) : [])
  }
  if (paper.place.reason !== 'eligible') {
    return notCast(visit, paper, explainTo(paper.contest, paper.place).because, [])
  }
  return { paper, candidates, values }
}

/** The order that this voter's paper came with; one that was bent on the way is put right, not refused. */
function inOrder(candidates: readonly BallotCandidate[], order: string): readonly BallotCandidate[] {
  const wanted = order.split('-').map(Number)
  const rank = (candidate: BallotCandidate) => {
    const at = wanted.indexOf(candidate.number)
    return at === -1 ? wanted.length : at
  }
  return [...candidates].sort((a, b) => rank(a) - rank(b))
}

function rankingIn(
  values: Values,
  candidates: readonly BallotCandidate[],
): { readonly ranking: number[] } | { readonly errors: FormErrors } {
  const form: FormState = { values, errors: [] }
  const read = readRanking(
    form,
    candidates.map(({ number, name }) => ({ id: String(number), name })),
  )
  return 'errors' in read ? read : { ranking: read.ranking.map(Number) }
}

const namesOf = (ranking: readonly number[], candidates: readonly BallotCandidate[]): string[] =>
  ranking.flatMap((number) => candidates.filter((candidate) => candidate.number === number).map(({ name }) => name))

function notCast(visit: Visit, { contest, code }: BallotPaper, words: string, names: string[]): Promise<Response> {
  return visit.show((frame) => NotCastPage({ frame, contest, words, names, code }), 409)
}
