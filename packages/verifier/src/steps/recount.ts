import { isDeepStrictEqual } from 'node:util'
import {
  type ElectionResult,
  isNonHomomorphic,
  type OpenElection,
  type OpenedPapers,
  rankedPapers,
} from '@groundswell/ballotbox'
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

interface Papers {
  readonly question: number
  readonly title: string
  readonly candidates: readonly string[]
  readonly opened: OpenedPapers
  /** Papers whose ranking cannot be. */
  readonly impossible: number
  /** Papers with a ranking; those that rank nobody are `opened.blank`. */
  readonly ranked: number
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
    if (papers.opened.blank > 0) findings.note('blank-paper', `${where}: ${papers.opened.blank}`)
    if (how === undefined) continue
    const published = how.published.find(({ title }) => title === papers.title)
    const record = countPapers(papers, how, how.seats[nth] ?? published?.seats ?? 1, published)
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
    const opened = rankedPapers(result.result[i] as readonly (readonly number[])[])
    const { question: title, answers: candidates } = question.value
    const impossible = papersIn(opened.setAside)
    return [{ question: i, title, candidates, opened, impossible, ranked: papersIn(opened.papers) }]
  })
}

const papersIn = (lists: readonly { readonly weight: number }[]): number =>
  lists.reduce((sum, { weight }) => sum + weight, 0)

/** Papers that rank nobody are counted among the papers, unless the published count left them out. */
function countPapers(papers: Papers, how: Recount, seats: number, published: PublishedCount | undefined) {
  const { blank } = papers.opened
  const rankings: { ranking: Ranking; papers: number }[] = papers.opened.papers.map(({ ranking, weight }) => ({
    ranking: ranking.map((candidate) => candidate + 1),
    papers: weight,
  }))
  if (blank > 0 && published?.papers !== papers.ranked) rankings.push({ ranking: [], papers: blank })
  const ballots = ballotsOf(papers.candidates.length, rankings)
  const election = { title: papers.title, seats, candidates: [...papers.candidates], ballots }
  return count(election, { rules: how.rules, ...(how.ties === undefined ? {} : { ties: how.ties }) })
}

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
