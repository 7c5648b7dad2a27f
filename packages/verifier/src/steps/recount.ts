import { isDeepStrictEqual } from 'node:util'
import { type ElectionResult, isNonHomomorphic, type OpenElection } from '@groundswell/ballotbox'
import { ballotsOf, type CountRecord, count, type Ranking, type TieMethod } from '@groundswell/tally'
import type { PublishedCount } from '../published-count.ts'
import type { Findings } from '../report/findings.ts'

/** How to count, and the counts that were published, to compare with. */
export interface Recount {
  /** A rule of `@groundswell/tally`, such as "scottish". */
  readonly rules: string
  /** Places to be filled, for each ranked question in turn; else as the published count has it, else one. */
  readonly seats: readonly number[]
  readonly ties?: TieMethod
  /** Published records, one for each ranked question that has one. */
  readonly published: readonly PublishedCount[]
}

/**
 * The ranking that a paper's ranks stand for: candidate numbers, best first. Undefined where the ranks cannot be a
 * ranking: two candidates at one rank, a rank beyond the number of candidates, or one left out before another.
 */
export function rankingOf(ranks: readonly number[]): readonly number[] | undefined {
  const ranked = ranks.flatMap((rank, i) => (rank === 0 ? [] : [{ rank, candidate: i + 1 }]))
  ranked.sort((a, b) => a.rank - b.rank)
  return ranked.every(({ rank }, i) => rank === i + 1) ? ranked.map(({ candidate }) => candidate) : undefined
}

interface Papers {
  readonly question: number
  readonly title: string
  readonly candidates: readonly string[]
  readonly rankings: readonly Ranking[]
  readonly impossible: number
  readonly blank: number
}

/** Counts every ranked question again from the opened papers. */
export function recount(
  open: OpenElection,
  result: ElectionResult,
  how: Recount | undefined,
  findings: Findings,
): readonly CountRecord[] {
  const records: CountRecord[] = []
  for (const [nth, papers] of papersOf(open, result).entries()) {
    const where = `question ${papers.question + 1}`
    if (papers.impossible > 0) findings.note('impossible-ranking', `${where}: ${papers.impossible}`)
    if (papers.blank > 0) findings.note('blank-paper', `${where}: ${papers.blank}`)
    if (how === undefined) continue
    const published = how.published.find(({ title }) => title === papers.title)
    const record = countPapers(papers, how, how.seats[nth] ?? published?.seats ?? 1)
    if (!record.ok) findings.note('not-recounted', `${where}: ${record.error.message}`)
    else {
      records.push(record.value)
      if (published !== undefined) comparePublished(papers, record.value, published, findings)
    }
  }
  return records
}

function papersOf(open: OpenElection, result: ElectionResult): readonly Papers[] {
  return open.election.questions.flatMap((question, i): Papers[] => {
    if (!isNonHomomorphic(question)) return []
    const papers = result.result[i] as readonly (readonly number[])[]
    const rankings = papers.map(rankingOf)
    const possible = rankings.filter((ranking) => ranking !== undefined)
    return [
      {
        question: i,
        title: question.value.question,
        candidates: question.value.answers,
        rankings: possible,
        impossible: rankings.length - possible.length,
        blank: possible.filter((ranking) => ranking.length === 0).length,
      },
    ]
  })
}

const countPapers = (papers: Papers, how: Recount, seats: number) =>
  count(
    {
      title: papers.title,
      seats,
      candidates: [...papers.candidates],
      ballots: ballotsOf(
        papers.candidates.length,
        papers.rankings.map((ranking) => ({ ranking })),
      ),
    },
    { rules: how.rules, ...(how.ties === undefined ? {} : { ties: how.ties }) },
  )

function comparePublished(papers: Papers, own: CountRecord, published: PublishedCount, findings: Findings): void {
  const where = `question ${papers.question + 1}`
  const surplus = published.papers - own.ballots.total
  if (surplus > 0 && surplus <= papers.impossible) {
    findings.add('impossible-counted', where, `${surplus} papers more than can be counted`)
  } else if (surplus !== 0) {
    findings.add('count-differs', where, `${published.papers} papers where there are ${own.ballots.total}`)
  } else if (String(published.elected) !== String(own.elected)) {
    const [theirs, ours] = [named(published.elected, own), named(own.elected, own)]
    findings.add('count-differs', where, `published: ${theirs} elected; counted here: ${ours}`)
  } else if (!isDeepStrictEqual(published.record, JSON.parse(JSON.stringify(own)))) {
    findings.add('count-differs', where, 'the same are elected, but the records of the counts differ')
  }
}

const named = (elected: readonly number[], { candidates }: CountRecord): string =>
  elected.map((number) => candidates[number - 1]?.name ?? String(number)).join(', ') || 'nobody'
