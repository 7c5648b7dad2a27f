import { sql } from 'kysely'
import type { ReadTx } from '../../platform/database/transaction.ts'
import { ORGANISATION, type PersonId, type Scope } from '../../platform/ids.ts'
import { query } from '../../platform/query.ts'
import { unwrap } from '../../platform/result.ts'
import { personNames } from '../people/index.ts'
import { type Amendment, considerAmendment } from './amendment.ts'
import type { Constitution } from './constitution.ts'
import type { Placed } from './document.ts'
import { versionInForce, versionNumbered } from './in-force.ts'
import { type Organisation, organisationOf } from './organisation.ts'
import type { OfficeRule } from './rules.ts'

/** Whose house this is; null before the founding. */
export const whoseHouse = query({
  name: 'constitution.whose-house',
  right: 'public.read',
  read: ({ tx }): Promise<Organisation | null> => organisationOf(tx),
})

export interface VersionLine {
  readonly number: number
  readonly inForceFrom: Date
  readonly how: 'founding' | 'decision'
  readonly reference: string | null
}

export interface ConstitutionShown {
  readonly version: VersionLine
  readonly isInForce: boolean
  readonly constitution: Constitution
  /** All of them, newest first. */
  readonly versions: readonly VersionLine[]
}

/** A version of the constitution, the one in force unless a number is given; null where there is none. */
export const shownConstitution = query({
  name: 'constitution.shown',
  right: 'public.read',
  async read({ tx, input }: { tx: ReadTx; input: { number?: number } }): Promise<ConstitutionShown | null> {
    const versions = await listVersions(tx)
    const current = await versionInForce(tx)
    const version = versions.find(({ number }) => number === (input.number ?? current?.number))
    if (!version) return null
    const { constitution } = await versionNumbered(tx, version.number)
    return { version, isInForce: version.number === current?.number, constitution, versions }
  },
})

/** The text of a version, as it was adopted. */
export const constitutionText = query({
  name: 'constitution.text',
  right: 'public.read',
  async read({ tx, input }: { tx: ReadTx; input: { number: number } }): Promise<string | null> {
    const row = await tx
      .selectFrom('constitution.version')
      .select('text')
      .where('number', '=', input.number)
      .executeTakeFirst()
    return row?.text ?? null
  },
})

/** What a changed text would do, against the version in force. Whoever is signed in may try; nothing is kept. */
export const consideredChange = query({
  name: 'constitution.considered-change',
  right: 'members.home',
  async read({ tx, input }: { tx: ReadTx; input: { text: string } }): Promise<Considered | null> {
    const today = await versionInForce(tx)
    return today && considerAmendment(today.constitution, input.text)
  },
})

/** What a version changed in the one before it; null for the first, and where there is no such version. */
export const changesOfVersion = query({
  name: 'constitution.changes-of-version',
  right: 'public.read',
  async read({ tx, input }: { tx: ReadTx; input: { number: number } }): Promise<Amendment | null> {
    const row = await tx
      .selectFrom('constitution.version')
      .select('text')
      .where('number', '=', input.number)
      .executeTakeFirst()
    if (!row || input.number < 2) return null
    const before = await versionNumbered(tx, input.number - 1)
    return unwrap(considerAmendment(before.constitution, row.text))
  },
})

async function listVersions(tx: ReadTx): Promise<VersionLine[]> {
  const rows = await tx
    .selectFrom('constitution.version')
    .select(['number', 'in_force_from', 'how', 'reference'])
    .orderBy('number', 'desc')
    .execute()
  return rows.map((row) => ({
    number: row.number,
    inForceFrom: row.in_force_from,
    how: row.how as VersionLine['how'],
    reference: row.reference,
  }))
}

export type Considered = ReturnType<typeof considerAmendment>

export interface HolderShown {
  /** Null where the person's record is gone. */
  readonly name: string | null
  readonly person: PersonId
  readonly beganAt: Date
  /** When it is over, or was. */
  readonly endsAt: Date
  readonly how: 'founding' | 'election' | 'decision'
  readonly reference: string | null
  readonly endedBecause: string | null
}

export interface OfficeShown {
  readonly office: Placed<OfficeRule>
  readonly holders: readonly HolderShown[]
  readonly vacant: number
  /** Terms that are over, the latest first. */
  readonly past: readonly HolderShown[]
}

/** Every office of the organisation, or of one group, with who holds it, who held it, and what is vacant. */
export const officesOf = query({
  name: 'constitution.offices',
  right: 'public.read',
  async read({ tx, input, now }: { tx: ReadTx; input: { scope?: Scope }; now: Date }): Promise<readonly OfficeShown[]> {
    const scope = input.scope ?? ORGANISATION
    const version = await versionInForce(tx)
    if (!version) return []
    const level = scope === ORGANISATION ? 'organisation' : 'group'
    const terms = await termsIn(tx, scope)
    return [...version.constitution.offices.values()]
      .filter(({ rule }) => rule.scope === level)
      .map((office) => {
        const of = terms.filter((term) => term.office === office.rule.name)
        const holders = of.filter(({ beganAt, endsAt }) => beganAt <= now && endsAt > now)
        const past = of.filter(({ endsAt }) => endsAt <= now)
        return { office, holders, past, vacant: Math.max(0, office.rule.seats - holders.length) }
      })
  },
})

async function termsIn(tx: ReadTx, scope: Scope): Promise<(HolderShown & { office: string })[]> {
  const rows = await tx
    .selectFrom('constitution.term')
    .select(['office', 'person', 'began_at', 'ends_at', 'how', 'reference', 'ended_at', 'ended_because'])
    .where('scope', '=', scope)
    .orderBy('began_at', 'desc')
    .orderBy('id')
    .execute()
  const names = await personNames(tx, [...new Set(rows.map(({ person }) => person as PersonId))])
  return rows.map((row) => ({
    office: row.office,
    person: row.person as PersonId,
    name: names.get(row.person as PersonId) ?? null,
    beganAt: row.began_at,
    endsAt: row.ended_at ?? row.ends_at,
    how: row.how as HolderShown['how'],
    reference: row.reference,
    endedBecause: row.ended_because,
  }))
}

export interface ActShown {
  readonly id: string
  readonly at: Date
  readonly summary: string
  /** Which office acted, or whoever else, in words. */
  readonly by: string
  readonly article: string | null
}

export interface RecordPage {
  readonly acts: readonly ActShown[]
  readonly total: number
}

export const ACTS_ON_A_PAGE = 50

/** The published acts, newest first, with all the words of `words` in them. */
export const publicRecord = query({
  name: 'constitution.public-record',
  right: 'public.read',
  async read({ tx, input }: { tx: ReadTx; input: { words: string; page: number } }): Promise<RecordPage> {
    let found = tx.selectFrom('platform.act').where('published', '=', true)
    for (const word of input.words.split(/\s+/).filter(Boolean).slice(0, 8)) {
      const like = `%${word.replace(/[\\%_]/g, '\\$&')}%`
      found = found.where(
        sql<boolean>`(summary || ' ' || coalesce(office, '') || ' ' || coalesce(article, '')) ilike ${like}`,
      )
    }
    const rows = await found
      .select(['id', 'at', 'summary', 'mandate_kind', 'office', 'article'])
      .orderBy('at', 'desc')
      .orderBy('id')
      .limit(ACTS_ON_A_PAGE)
      .offset((input.page - 1) * ACTS_ON_A_PAGE)
      .execute()
    const { total } = await found.select((count) => count.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
    return { total, acts: rows.map((row) => ({ ...row, by: byWhom(row.mandate_kind, row.office) })) }
  },
})

function byWhom(kind: string, office: string | null): string {
  if (office !== null) return office
  const words: Record<string, string> = {
    founding: 'The founders',
    operator: 'Whoever operates the computer',
    duty: 'The program, by its duty',
    decision: 'By decision',
    provider: 'A provider',
  }
  return words[kind] ?? kind
}
