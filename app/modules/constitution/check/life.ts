import type { Constitution } from '../constitution.ts'

/**
 * Which offices can ever be filled and which bodies can ever sit: the least set such that members and delegates can
 * always sit, an office can be filled where the body that elects it can sit, and a body of offices can sit where those
 * that can be filled make its quorum.
 */
export function canEverAct(constitution: Constitution): ReadonlySet<string> {
  const alive = new Set<string>()
  for (;;) {
    const before = alive.size
    for (const name of constitution.bodies.keys()) if (bodyCanSit(constitution, name, alive)) alive.add(name)
    for (const { rule } of constitution.offices.values()) if (alive.has(rule.electedBy)) alive.add(rule.name)
    if (alive.size === before) return alive
  }
}

function bodyCanSit(constitution: Constitution, name: string, alive: ReadonlySet<string>): boolean {
  const body = constitution.bodies.get(name)?.rule
  if (!body) return false
  if (!('offices' in body.sits)) return true
  const seats = seatsOf(constitution, body.sits.offices)
  const filled = seatsOf(
    constitution,
    body.sits.offices.filter((office) => alive.has(office)),
  )
  const needed = 'count' in body.quorum ? body.quorum.count : Math.ceil((seats * body.quorum.percent) / 100)
  return filled >= Math.max(1, needed)
}

export function seatsOf(constitution: Constitution, offices: readonly string[]): number {
  return offices.reduce((sum, name) => sum + (constitution.offices.get(name)?.rule.seats ?? 0), 0)
}

/** What an office or a body needs before it can act: the body that elects it, or the offices that sit on it. */
export function needsFirst({ offices, bodies }: Constitution, name: string): readonly string[] {
  const office = offices.get(name)
  if (office) return [office.rule.electedBy]
  const sits = bodies.get(name)?.rule.sits
  return sits && 'offices' in sits ? sits.offices : []
}

/** One step of a proof: `the chair (article 6.1) is elected by the committee`. */
export function needInWords({ offices, bodies }: Constitution, name: string): string {
  const office = offices.get(name)
  if (office) return `${name} (article ${office.clause}) is elected by ${office.rule.electedBy}`
  const body = bodies.get(name)
  if (!body) return `${name} is not set in any article`
  const { sits } = body.rule
  if ('offices' in sits) return `${name} (article ${body.clause}) is made of ${sits.offices.join(', ')}`
  return `${name} (article ${body.clause}) is made of ${'members' in sits ? 'all members' : 'delegates'}`
}
