import { sql } from 'kysely'
import type { ReadTx } from '../../platform/database/transaction.ts'
import { dayOf } from '../../platform/day.ts'
import { ORGANISATION, type PersonId } from '../../platform/ids.ts'
import type { Ask, Authority, Grounds, Refusal } from '../../platform/mandate.ts'
import { err, ok, type Result } from '../../platform/result.ts'
import { standingOn } from '../people/index.ts'
import { articleAt, type Constitution } from './constitution.ts'
import type { Placed } from './document.ts'
import { isFoundingToken } from './founding-token.ts'
import { parsedVersion } from './in-force.ts'
import type { PowerRule, RightRule } from './rules.ts'
import { holderInWords, listInWords } from './words.ts'

/** A term that runs now, of the person who asks. */
interface RunningTerm {
  readonly id: string
  readonly office: string
  readonly scope: string
}

interface Situation {
  readonly constitution: Constitution
  readonly terms: readonly RunningTerm[]
}

/**
 * The one place where yes and no are said: the constitution in force, the terms of office that run now, and the
 * standing of members. Two point reads at most: the version with the actor's terms, and the actor's standing.
 */
export function constitutionAuthority(): Authority {
  return {
    async grounds(tx, ask) {
      const situation = await situationOf(tx, ask)
      if (!situation) return beforeFounding(tx, ask)
      const { constitution } = situation
      return (
        byOffice(situation, ask) ??
        (await byRight(tx, constitution, ask)) ??
        byDuty(constitution, ask) ??
        byOperator(ask) ??
        err(refusal(situation, ask))
      )
    },
  }
}

async function situationOf(tx: ReadTx, { actor }: Ask): Promise<Situation | null> {
  const person = actor.kind === 'person' ? actor.person : null
  const { rows } = await sql<{ number: number; sha256: string; id: string | null; office: string; scope: string }>`
    select v.number, encode(v.sha256, 'hex') as sha256, t.id, t.office, t.scope
    from constitution.version v
    left join constitution.term t on t.person = ${person}::uuid
      and t.began_at <= platform.at() and coalesce(t.ended_at, t.ends_at) > platform.at()
    where v.number = (select max(number) from constitution.version where in_force_from <= platform.at())`.execute(tx)
  const first = rows[0]
  if (!first) return null
  const terms = rows.flatMap(({ id, office, scope }) => (id === null ? [] : [{ id, office, scope }]))
  return { constitution: await parsedVersion(tx, first.number, first.sha256), terms }
}

function byOffice({ constitution, terms }: Situation, { needs, scope }: Ask): Result<Grounds, never> | null {
  const name = needs.power
  if (name === undefined) return null
  for (const given of constitution.powers.get(name) ?? []) {
    if (!usedAlone(given.rule)) continue
    const term = terms.find(
      ({ office, scope: place }) => given.rule.holders.includes(office) && covers(given.rule, place, scope),
    )
    const office = term && constitution.offices.get(term.office)
    if (office)
      return ok({ kind: 'office', name, article: given.clause, scope, office: office.rule.title, term: term.id })
  }
  return null
}

/** Whether one holder of an office can use it, without another holder and without a decision. */
function usedAlone({ how, onDecisionOf }: PowerRule): boolean {
  return how === 'alone' && onDecisionOf === undefined
}

/** Whether a power, held in one place, reaches another. */
function covers({ scope }: PowerRule, held: string, asked: string): boolean {
  if (scope === 'own') return held === asked
  return held === ORGANISATION && (scope === 'everywhere' || asked === ORGANISATION)
}

async function byRight(
  tx: ReadTx,
  constitution: Constitution,
  { actor, needs, scope, now }: Ask,
): Promise<Result<Grounds, never> | null> {
  const right = needs.right === undefined ? undefined : constitution.rights.get(needs.right)
  if (!right) return null
  const { name, holders } = right.rule
  const holds =
    holders === 'anyone' ||
    (holders === 'person' && actor.kind === 'person') ||
    // The roll of the election says which of them: standing that is lost after the freeze takes no vote away.
    (holders === 'voter' && actor.kind === 'person') ||
    (holders === 'member' && actor.kind === 'person' && (await isMemberInStanding(tx, actor.person, now)))
  return holds ? ok({ kind: 'right', name, article: right.clause, scope }) : null
}

/** Days of grace count as standing. */
async function isMemberInStanding(tx: ReadTx, person: PersonId, now: Date): Promise<boolean> {
  const { standing } = await standingOn(tx, person, dayOf(now))
  return standing === 'in_standing' || standing === 'in_grace'
}

function byDuty(constitution: Constitution, { actor, needs, scope }: Ask): Result<Grounds, never> | null {
  const duty = needs.duty === undefined ? undefined : constitution.duties.get(needs.duty)
  if (actor.kind !== 'program' || duty?.rule.who !== 'program') return null
  return ok({ kind: 'duty', name: duty.rule.name, article: duty.clause, scope })
}

function byOperator({ actor, needs, scope }: Ask): Result<Grounds, never> | null {
  if (actor.kind !== 'operator' || !needs.operator) return null
  return ok({ kind: 'operator', name: needs.power ?? needs.right ?? 'operator', article: null, scope })
}

/** Until there is an organisation there is no article: what is public can be read, the operator can work, and it can be founded. */
async function beforeFounding(tx: ReadTx, ask: Ask): Promise<Result<Grounds, Refusal>> {
  const { actor, needs, scope } = ask
  if (needs.right === 'public.read') return ok({ kind: 'right', name: needs.right, article: null, scope })
  if (needs.founding && actor.kind === 'founder') {
    if (await isFoundingToken(tx, actor.token))
      return ok({ kind: 'founding', name: 'organisation.found', article: null, scope })
    return err({
      reason:
        'This is not the founding token that the console printed last. Look for it where the program was started.',
      article: null,
    })
  }
  return byOperator(ask) ?? err({ reason: 'No organisation has been founded here yet.', article: null })
}

function refusal({ constitution, terms }: Situation, { actor, needs }: Ask): Refusal {
  const power = needs.power === undefined ? undefined : constitution.powers.get(needs.power)
  const signIn = actor.kind === 'visitor' ? ' Sign in first if that is you.' : ''
  const given = power?.[0]
  if (power && given) {
    const who = listInWords(
      power.map(({ rule }) => holdersOfPower(constitution, rule)),
      'or',
    )
    const elsewhere = power.some(
      ({ rule }) => usedAlone(rule) && terms.some(({ office }) => rule.holders.includes(office)),
    )
    const where = elsewhere ? ' Your own office does not reach this place.' : signIn
    return { reason: `Article ${given.clause} gives this to ${who}.${where}`, article: articleAt(constitution, given) }
  }
  const right = needs.right === undefined ? undefined : constitution.rights.get(needs.right)
  if (right)
    return {
      reason: `Article ${right.clause} gives this to ${rightHolders(right, actor.kind)}`,
      article: articleAt(constitution, right),
    }
  const duty = needs.duty === undefined ? undefined : constitution.duties.get(needs.duty)
  if (duty)
    return {
      reason: `Article ${duty.clause} makes ${holderInWords(constitution, duty.rule.who)} do this, and nobody else.`,
      article: articleAt(constitution, duty),
    }
  return { reason: ungiven(needs), article: null }
}

function holdersOfPower(constitution: Constitution, { holders, how, onDecisionOf }: PowerRule): string {
  const who = listInWords(
    holders.map((name) => holderInWords(constitution, name)),
    how === 'alone' ? 'or' : 'and',
  )
  const together = how === 'jointly' && holders.length > 1 ? ' together' : ''
  const decided = onDecisionOf === undefined ? '' : `, on a decision of ${holderInWords(constitution, onDecisionOf)}`
  return `${who || 'nobody'}${together}${decided}`
}

function rightHolders({ rule: { holders } }: Placed<RightRule>, actor: Ask['actor']['kind']): string {
  if (holders === 'group') return 'groups.'
  if (holders === 'voter') return 'whoever is on the frozen roll. Sign in first.'
  if (actor !== 'person')
    return holders === 'member' ? 'members in standing. Sign in first.' : 'everyone who is signed in. Sign in first.'
  return 'members in standing, and you are not in standing now.'
}

function ungiven(needs: Ask['needs']): string {
  if (needs.founding) return 'The organisation has been founded already.'
  if (needs.power !== undefined || needs.right !== undefined || needs.duty !== undefined)
    return 'No article of the constitution allows this to anybody.'
  return 'This is done only at the command line of the computer on which the program runs.'
}
