import type { ReadTx, WriteTx } from '../../platform/database/transaction.ts'
import type { Chance, PersonId, Scope } from '../../platform/ids.ts'
import type { Mandate } from '../../platform/mandate.ts'
import { err, ok, type Result } from '../../platform/result.ts'
import { versionInForce } from './in-force.ts'

export interface Term {
  readonly id: string
  readonly office: string
  readonly scope: Scope
  readonly person: PersonId
  readonly beganAt: Date
  /** The first moment at which it is over. */
  readonly endsAt: Date
}

export interface TermsToBegin {
  /** The office's name in the constitution, such as `returning-officer`. */
  readonly office: string
  readonly scope: Scope
  readonly holders: readonly PersonId[]
  readonly from: Date
  /** The first moment at which the terms are over; the office's full term unless said, and never later than that. */
  readonly until?: Date
  readonly how: 'election' | 'decision'
  /** Which election or decision, as its public page's address. */
  readonly reference: string
  /** Only vacant seats are filled, and whoever holds the office keeps it; else all who hold it go. */
  readonly onlyVacancies?: boolean
}

export type TermProblem = 'no-such-office' | 'office-without-end' | 'more-holders-than-seats' | 'holds-it-already'

/**
 * Begins terms of one office in one place, for an election to call when its result is declared. Those who held the
 * office until now stop holding it at the same moment, unless only vacancies are filled.
 */
export async function beginTerms(
  tx: WriteTx,
  _mandate: Mandate,
  chance: Chance,
  wanted: TermsToBegin,
): Promise<Result<readonly Term[], TermProblem>> {
  const version = await versionInForce(tx)
  const office = version?.constitution.offices.get(wanted.office)?.rule
  if (!office) return err('no-such-office')
  if (office.termMonths === undefined) return err('office-without-end')
  const staying = wanted.onlyVacancies ? await holdersOf(tx, wanted.office, wanted.scope, wanted.from) : []
  if (staying.length + wanted.holders.length > office.seats) return err('more-holders-than-seats')
  if (wanted.holders.some((person) => staying.some((term) => term.person === person))) return err('holds-it-already')
  if (!wanted.onlyVacancies) await endRunning(tx, wanted)
  const latest = addMonths(wanted.from, office.termMonths)
  const endsAt = wanted.until && wanted.until < latest ? wanted.until : latest
  const { scope, from: beganAt } = wanted
  const terms = wanted.holders.map((person) => ({
    id: chance.id(),
    office: wanted.office,
    scope,
    person,
    beganAt,
    endsAt,
  }))
  await insertTerms(tx, terms, wanted.how, wanted.reference)
  return ok(terms)
}

/** For this room alone: writes terms whose lawfulness the caller has seen to. */
export async function insertTerms(
  tx: WriteTx,
  terms: readonly Term[],
  how: 'founding' | 'election' | 'decision',
  reference: string | null,
): Promise<void> {
  if (terms.length === 0) return
  await tx
    .insertInto('constitution.term')
    .values(
      terms.map(({ id, office, scope, person, beganAt, endsAt }) => ({
        id,
        office,
        scope,
        person,
        began_at: beganAt,
        ends_at: endsAt,
        how,
        reference,
      })),
    )
    .execute()
}

async function endRunning(tx: WriteTx, { office, scope, from, how }: TermsToBegin): Promise<void> {
  await tx
    .updateTable('constitution.term')
    .set({
      ended_at: from,
      ended_because:
        how === 'election' ? 'The office was filled by an election.' : 'The office was filled by a decision.',
    })
    .where('office', '=', office)
    .where('scope', '=', scope)
    .where('ended_at', 'is', null)
    .where('began_at', '<=', from)
    .where('ends_at', '>', from)
    .execute()
}

/** Whose terms of an office run at `at`. */
export async function holdersOf(tx: ReadTx, office: string, scope: Scope, at: Date): Promise<readonly Term[]> {
  const rows = await runningTerms(tx, at).where('office', '=', office).where('scope', '=', scope).execute()
  return rows.map(termOf)
}

/** The terms of office of one person that run at `at`. */
export async function termsOf(tx: ReadTx, person: PersonId, at: Date): Promise<readonly Term[]> {
  const rows = await runningTerms(tx, at).where('person', '=', person).execute()
  return rows.map(termOf)
}

function runningTerms(tx: ReadTx, at: Date) {
  return tx
    .selectFrom('constitution.term')
    .select(['id', 'office', 'scope', 'person', 'began_at', 'ends_at'])
    .where('began_at', '<=', at)
    .where((where) => where(where.fn.coalesce('ended_at', 'ends_at'), '>', at))
    .orderBy('began_at')
    .orderBy('id')
}

type RunningTerm = Awaited<ReturnType<ReturnType<typeof runningTerms>['execute']>>[number]

const termOf = (row: RunningTerm): Term => ({
  id: row.id,
  office: row.office,
  scope: row.scope as Scope,
  person: row.person as PersonId,
  beganAt: row.began_at,
  endsAt: row.ends_at,
})

/** The same day and time so many months on; the last day of the month where it has no such day. */
export function addMonths(from: Date, months: number): Date {
  const to = new Date(from)
  to.setUTCDate(1)
  to.setUTCMonth(to.getUTCMonth() + months)
  const lastDay = new Date(Date.UTC(to.getUTCFullYear(), to.getUTCMonth() + 1, 0)).getUTCDate()
  to.setUTCDate(Math.min(from.getUTCDate(), lastDay))
  return to
}
