import type { Constitution } from '../constitution.ts'
import type { Placed } from '../document.ts'
import type { DutyRule, PowerRule } from '../rules.ts'
import { type Finding, finding } from './finding.ts'
import { shortestPath } from './graph.ts'
import { needInWords, needsFirst } from './life.ts'

/** Powers that nobody holds, now or ever: no holder, unknown holders, or holders that can never be. */
export function powersNobodyHolds(constitution: Constitution, alive: ReadonlySet<string>): Finding[] {
  return [...constitution.powers.values()].flat().flatMap((placed) => {
    const { rule } = placed
    const missing = missingHolder(rule, alive)
    if (missing === null) return []
    const dead = (name: string) => needsFirst(constitution, name).filter((one) => !alive.has(one))
    const way = missing === '' ? [] : (shortestPath(missing, dead, (name) => dead(name).length === 0) ?? [missing])
    return [
      finding('power-nobody-holds', placed, `Nobody can ever ${rule.title}.`, [
        `${rule.name} (article ${placed.clause}) is held by ${rule.holders.join(', ') || 'nobody'}`,
        ...way.map((name) => needInWords(constitution, name)),
      ]),
    ]
  })
}

/** The holder for want of whom the power is nobody's; empty where it names none; null where all is well. */
function missingHolder({ holders, how, onDecisionOf }: PowerRule, alive: ReadonlySet<string>): string | null {
  if (holders.length === 0) return ''
  const dead = holders.filter((name) => !alive.has(name))
  if (how === 'jointly' ? dead.length > 0 : dead.length === holders.length) return dead[0] ?? ''
  return onDecisionOf !== undefined && !alive.has(onDecisionOf) ? onDecisionOf : null
}

/** Duties of people for which nothing follows, or for which only those who failed could see to what follows. */
export function dutiesWithoutRemedy(constitution: Constitution): Finding[] {
  return [...constitution.duties.values()].flatMap((placed) => {
    const { rule } = placed
    if (rule.who === 'program') return []
    if (!rule.remedies?.length)
      return [
        finding('duty-without-remedy', placed, `Nothing follows when ${rule.who} does not ${rule.title}.`, [
          `${rule.name} (article ${placed.clause}) has no remedy`,
        ]),
      ]
    return [...new Set(rule.remedies.map(({ who }) => who))].flatMap((who) =>
      dependingRemedy(constitution, placed, who),
    )
  })
}

function dependingRemedy(constitution: Constitution, placed: Placed<DutyRule>, doer: string): Finding[] {
  const { rule, clause } = placed
  const way = shortestPath(
    doer,
    (name) => onlyMeans(constitution, name, rule.who),
    (name) => name === rule.who,
  )
  if (!way) return []
  return [
    finding(
      'remedy-depends-on-who-failed',
      placed,
      `When ${rule.who} does not ${rule.title}, what follows depends on ${rule.who}.`,
      [
        `${rule.name} (article ${clause}) is the duty of ${rule.who}`,
        `its remedy is up to ${doer}`,
        ...way
          .slice(0, -1)
          .map(
            (name) =>
              `${name} (article ${constitution.bodies.get(name)?.clause}) acts only when ${rule.who} calls it or sits on it`,
          ),
      ],
    ),
  ]
}

/** Whoever a body cannot do without: the one office that may call it, unless the program may, or the one that is all of it. */
function onlyMeans({ bodies, duties }: Constitution, name: string, failed: string): readonly string[] {
  const body = bodies.get(name)?.rule
  if (!body) return []
  const seated = 'offices' in body.sits ? [...new Set(body.sits.offices)] : []
  const byItself = [...duties.values()].some(
    ({ rule }) =>
      rule.meeting === name && rule.remedies?.some(({ does, who }) => does === 'call-meeting' && who === 'program'),
  )
  const callers = byItself ? [] : [...new Set(body.calledBy)]
  return [callers, seated].flatMap((needed) =>
    needed.length === 1 ? needed : needed.every((one) => one === failed) ? needed : [],
  )
}

/** Powers that somebody holds although a right bars them, or that narrow a right without its holder's own decision. */
export function contradictedRights(constitution: Constitution): Finding[] {
  return [...constitution.rights.values()].flatMap((right) => {
    const { rule, clause } = right
    const barred = (rule.bars ?? []).flatMap((name) => constitution.powers.get(name) ?? [])
    const limiting = [...constitution.powers.values()].flat().filter((power) => power.rule.limits?.includes(rule.name))
    return [...new Set([...barred, ...limiting])]
      .filter((power) => !ownDecision(constitution, power.rule))
      .map((power) =>
        finding(
          'right-contradicted',
          power,
          `The power to ${power.rule.title} contradicts the right to ${rule.title}.`,
          [
            `${rule.name} (article ${clause}) is a right of ${rule.holders}`,
            barred.includes(power)
              ? `it lets nobody hold ${power.rule.name}`
              : `${power.rule.name} (article ${power.clause}) narrows it`,
            `${power.rule.name} (article ${power.clause}) is held by ${power.rule.holders.join(', ') || 'nobody'}`,
          ],
        ),
      )
  })
}

/** A group may bind itself: its own body holds the power, or decides on its use. */
function ownDecision({ bodies }: Constitution, { holders, onDecisionOf }: PowerRule): boolean {
  const ofGroup = (name: string) => bodies.get(name)?.rule.scope === 'group'
  return holders.length === 0 || holders.every(ofGroup) || (onDecisionOf !== undefined && ofGroup(onDecisionOf))
}
