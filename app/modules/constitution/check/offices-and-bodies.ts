import type { Constitution } from '../constitution.ts'
import { type Finding, finding } from './finding.ts'
import { shortestCycle, shortestPath } from './graph.ts'
import { needInWords, needsFirst, seatsOf } from './life.ts'

/** Names that a rule uses and no article sets. */
export function unknownNames({ document, offices, bodies, rights }: Constitution): Finding[] {
  const holders = new Set([...offices.keys(), ...bodies.keys()])
  return document.rules.flatMap((placed) => {
    const { rule } = placed
    const used: string[] =
      rule.kind === 'body'
        ? [...rule.calledBy, ...('offices' in rule.sits ? rule.sits.offices : [])]
        : rule.kind === 'office'
          ? [rule.electedBy]
          : rule.kind === 'power'
            ? [...rule.holders, ...[rule.onDecisionOf, rule.appeal].filter((name) => name !== undefined)]
            : rule.kind === 'duty'
              ? [rule.who, ...(rule.meeting ? [rule.meeting] : []), ...(rule.remedies ?? []).map(({ who }) => who)]
              : rule.kind === 'amendment'
                ? [rule.body]
                : []
    const missing = used.filter((name) => name !== 'program' && !holders.has(name))
    const rightsMissing = rule.kind === 'power' ? (rule.limits ?? []).filter((name) => !rights.has(name)) : []
    return [...new Set([...missing, ...rightsMissing])].map((name) =>
      finding('unknown-name', placed, `The ${rule.kind} ${rule.name} names ${name}, which no article sets.`, [
        `${rule.name} (article ${placed.clause}) names ${name}`,
        `${name} is not set in any article`,
      ]),
    )
  })
}

/** Offices without an end, and offices whose holders no member has a hand on. */
export function unaccountableOffices(constitution: Constitution): Finding[] {
  return [...constitution.offices.values()].flatMap((placed) => {
    const { rule, clause } = placed
    const found: Finding[] = []
    if (rule.termMonths === undefined)
      found.push(
        finding('office-without-end', placed, `${rule.title}: the office has no end.`, [
          `${rule.name} (article ${clause}) sets no term`,
        ]),
      )
    if (!rule.recall)
      found.push(
        finding('office-nobody-can-recall', placed, `${rule.title}: nobody can recall its holder.`, [
          `${rule.name} (article ${clause}) sets no recall`,
        ]),
      )
    else found.push(...recalledOnlyByItself(constitution, rule.name))
    return found
  })
}

/** A recall is a petition of the office's own electorate: where that never leads to members, holders recall themselves. */
function recalledOnlyByItself(constitution: Constitution, office: string): Finding[] {
  const placed = constitution.offices.get(office)
  const next = (name: string) => needsFirst(constitution, name)
  const hasMembers = (name: string) => {
    const sits = constitution.bodies.get(name)?.rule.sits
    return sits !== undefined && !('offices' in sits)
  }
  if (!placed || shortestPath(office, next, hasMembers)) return []
  const cycle = shortestCycle(office, next)
  if (!cycle) return []
  const path = cycle.slice(0, -1).map((name) => needInWords(constitution, name))
  return [
    finding('office-nobody-can-recall', placed, `${placed.rule.title}: only its own holders could recall it.`, path),
  ]
}

export function bodiesWithoutDutyToMeet({ bodies, duties }: Constitution): Finding[] {
  const meeting = new Set([...duties.values()].map(({ rule }) => rule.meeting))
  return [...bodies.values()]
    .filter(({ rule }) => !meeting.has(rule.name))
    .map((placed) =>
      finding('body-without-duty-to-meet', placed, `${placed.rule.title}: nothing makes it meet.`, [
        `${placed.rule.name} (article ${placed.clause}) is the meeting of no duty`,
      ]),
    )
}

/** Quorums that the seats cannot make, offices and bodies that wait for each other, and an election that only its winner can run. */
export function deadlocks(constitution: Constitution, alive: ReadonlySet<string>): Finding[] {
  return [
    ...impossibleQuorums(constitution),
    ...waitingForEachOther(constitution, alive),
    ...electionsThatNobodyCanRun(constitution),
  ]
}

function impossibleQuorums(constitution: Constitution): Finding[] {
  return [...constitution.bodies.values()].flatMap((placed) => {
    const { sits, quorum, name, title } = placed.rule
    if (!('offices' in sits) || !('count' in quorum)) return []
    const seats = seatsOf(constitution, sits.offices)
    if (seats >= quorum.count) return []
    return [
      finding('deadlock', placed, `${title} can never decide: its quorum is more than its seats.`, [
        `${name} (article ${placed.clause}) needs ${quorum.count} to decide`,
        `${sits.offices.join(', ')} have ${seats} seats`,
      ]),
    ]
  })
}

/** Each ring is told once, at the member of it that the text sets first. */
function waitingForEachOther(constitution: Constitution, alive: ReadonlySet<string>): Finding[] {
  const told = new Set<string>()
  const dead = [...constitution.bodies.values(), ...constitution.offices.values()]
    .filter(({ rule }) => !alive.has(rule.name))
    .sort((a, b) => a.line - b.line)
  return dead.flatMap((placed) => {
    if (told.has(placed.rule.name)) return []
    const cycle = shortestCycle(placed.rule.name, (name) =>
      needsFirst(constitution, name).filter((one) => !alive.has(one)),
    )
    if (!cycle) return []
    for (const name of cycle) told.add(name)
    const path = cycle.slice(0, -1).map((name) => needInWords(constitution, name))
    return [
      finding('deadlock', placed, `${cycle.slice(0, -1).join(' and ')} wait for each other and can never begin.`, path),
    ]
  })
}

/** Where one office alone runs elections and falls vacant, its own election needs it, unless another can fill it. */
function electionsThatNobodyCanRun({ powers, offices, duties }: Constitution): Finding[] {
  const runners = [...new Set((powers.get('elections.run') ?? []).flatMap(({ rule }) => rule.holders))]
  const [only] = runners
  const office = runners.length === 1 && only !== undefined ? offices.get(only) : undefined
  if (!office) return []
  const fillers = (powers.get('offices.fill') ?? []).flatMap(({ rule }) => rule.holders).filter((name) => name !== only)
  const byItself = [...duties.values()].some(({ rule }) =>
    rule.remedies?.some(({ does, who }) => does === 'start-election' && who !== only),
  )
  if (fillers.length > 0 || byItself) return []
  const { rule, clause } = office
  return [
    finding('deadlock', office, `When the office of ${rule.title.toLowerCase()} is vacant, nobody can fill it.`, [
      `${rule.name} (article ${clause}) is filled by an election`,
      `elections.run (article ${powers.get('elections.run')?.[0]?.clause}) is held by ${rule.name} alone`,
      'offices.fill is given to nobody else',
    ]),
  ]
}
