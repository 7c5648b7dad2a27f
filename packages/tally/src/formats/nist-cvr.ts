import { BallotBuilder, MOST_CANDIDATES } from '../ballots.ts'
import type { Result } from '../result.ts'
import { sha256 } from '../sha256.ts'
import type { BallotFile } from './blt-parse.ts'
import { type JsonNode, parseJsonNodes } from './json-nodes.ts'
import { checkCandidates } from './particulars.ts'
import { addByRank } from './ranks.ts'
import type { ParseError } from './text-input.ts'
import { oneLine, parseText, Stop } from './text-parse.ts'

/**
 * Reads one contest from cast vote records in JSON (NIST SP 1500-103, version 1.0). Where the file holds several
 * contests, `contest` says which, by its `@id` or its name. A record counts as a paper where its current snapshot holds
 * the contest; marks of one rank are equal, and those without a rank are all of the first.
 */
export const parseNistCvr = (source: Uint8Array | string, contest?: string): Result<BallotFile, ParseError> =>
  parseText(source, (text) => {
    const report = parseJsonNodes(text)
    const chosen = chooseContest(report, contest)
    const selections = selectionsOf(report, chosen)
    checkCandidates(selections.length, MOST_CANDIDATES, chosen.at)
    const places = new Map(selections.map(({ id }, i) => [id, i]))
    const builder = new BallotBuilder(selections.length)
    for (const record of list(report, 'CVR')) {
      for (const found of list(snapshotOf(record), 'CVRContest')) {
        if (stringIn(found, 'ContestId') === chosen.id) addByRank(builder, ranksIn(found, places), 1)
      }
    }
    return {
      title: chosen.name,
      seats: chosen.seats,
      withdrawn: [],
      candidates: selections.map(({ name }) => name),
      ballots: builder.build(),
      digest: sha256(source),
    }
  })

interface ChosenContest {
  readonly id: string
  readonly name: string
  readonly seats: number
  readonly at: number
  readonly node: JsonNode | undefined
}

const chooseContest = (report: JsonNode, wanted: string | undefined): ChosenContest => {
  if (report.kind !== 'object' || !report.members.has('CVR'))
    throw new Stop(report.at, 'a report of cast vote records, with "CVR"')
  const described = list(report, 'Election').flatMap((election) => list(election, 'Contest'))
  const contests: ChosenContest[] = described.map((node) => {
    const id = stringIn(node, '@id')
    const seats = member(node, 'NumberElected')
    return { id, name: oneLine(optional(node, 'Name') ?? id), seats: seats ? countIn(seats) : 1, at: node.at, node }
  })
  for (const record of list(report, 'CVR')) {
    for (const node of list(snapshotOf(record), 'CVRContest')) {
      const id = stringIn(node, 'ContestId')
      if (!contests.some((known) => known.id === id))
        contests.push({ id, name: id, seats: 1, at: node.at, node: undefined })
    }
  }
  const matching = wanted === undefined ? contests : contests.filter(({ id, name }) => id === wanted || name === wanted)
  const [only] = matching
  if (only && matching.length === 1) return only
  const names = contests.slice(0, 20).map(({ id, name }) => (id === name ? id : `${id} (${name})`))
  const which = wanted === undefined ? 'one contest, or word of which of' : `one contest "${wanted}" among`
  throw new Stop(report.at, names.length > 0 ? `${which} ${names.join(', ')}` : 'a contest')
}

interface Selection {
  readonly id: string
  readonly name: string
}

/** What could be chosen, in the order in which the election names it; what only records name comes after. */
const selectionsOf = (report: JsonNode, contest: ChosenContest): Selection[] => {
  const candidates = new Map(
    list(report, 'Election')
      .flatMap((election) => list(election, 'Candidate'))
      .map((node) => [stringIn(node, '@id'), optional(node, 'Name')]),
  )
  const selections = (contest.node ? list(contest.node, 'ContestSelection') : []).map((node) => {
    const id = stringIn(node, '@id')
    const names = list(node, 'CandidateIds').map((item) => {
      const candidate = text(item)
      return candidates.get(candidate) ?? candidate
    })
    return { id, name: oneLine(names.join(' / ') || optional(node, 'Selection') || id) }
  })
  const known = new Set(selections.map(({ id }) => id))
  if (known.size < selections.length) throw new Stop(contest.at, 'a different "@id" for each selection')
  const unnamed = new Set<string>()
  for (const record of list(report, 'CVR')) {
    for (const found of list(snapshotOf(record), 'CVRContest')) {
      if (stringIn(found, 'ContestId') !== contest.id) continue
      for (const mark of list(found, 'CVRContestSelection')) {
        const id = optional(mark, 'ContestSelectionId')
        if (id !== undefined && !known.has(id)) unnamed.add(id)
      }
    }
  }
  return [...selections, ...[...unnamed].sort().map((id) => ({ id, name: oneLine(id) }))]
}

/** The snapshot named as current, or else the last one. */
const snapshotOf = (record: JsonNode): JsonNode => {
  const snapshots = list(record, 'CVRSnapshot')
  const current = optional(record, 'CurrentSnapshotId')
  const found = snapshots.find((node) => current !== undefined && optional(node, '@id') === current) ?? snapshots.at(-1)
  if (!found) throw new Stop(record.at, 'a snapshot in every record')
  return found
}

const ranksIn = (contest: JsonNode, places: ReadonlyMap<string, number>): number[] => {
  const ranks = new Array<number>(places.size).fill(0)
  for (const mark of list(contest, 'CVRContestSelection')) {
    const id = optional(mark, 'ContestSelectionId')
    const place = id === undefined ? undefined : places.get(id)
    if (place === undefined) continue
    for (const rank of ranksOfMark(mark)) {
      if (ranks[place] === 0 || rank < (ranks[place] as number)) ranks[place] = rank
    }
  }
  return ranks
}

/** The ranks that a selection is marked at; positions without an indication, or that may not be counted, do not count. */
const ranksOfMark = (mark: JsonNode): number[] => {
  const own = member(mark, 'Rank')
  const positions = list(mark, 'SelectionPosition')
  const indicated = positions.filter(
    (node) => optional(node, 'HasIndication') !== 'no' && optional(node, 'IsAllocable') !== 'no',
  )
  if (positions.length === 0) return own ? [countIn(own)] : []
  return indicated.map((node) => {
    const rank = member(node, 'Rank') ?? own
    return rank ? countIn(rank) : 1
  })
}

const member = (node: JsonNode, name: string): JsonNode | undefined => {
  if (node.kind !== 'object') throw new Stop(node.at, 'an object')
  return node.members.get(name)
}

const list = (node: JsonNode, name: string): readonly JsonNode[] => {
  const found = member(node, name)
  if (!found) return []
  if (found.kind !== 'array') throw new Stop(found.at, `a list of "${name}"`)
  return found.items
}

const text = (node: JsonNode): string => {
  if (node.kind !== 'string') throw new Stop(node.at, 'a text')
  return node.value
}

const optional = (node: JsonNode, name: string): string | undefined => {
  const found = member(node, name)
  return found && text(found)
}

const stringIn = (node: JsonNode, name: string): string => {
  const found = optional(node, name)
  if (found === undefined) throw new Stop(node.at, `an object with "${name}"`)
  return found
}

const countIn = (node: JsonNode): number => {
  if (node.kind !== 'number' || !Number.isSafeInteger(node.value) || node.value < 1)
    throw new Stop(node.at, 'a whole number from 1')
  return node.value
}
