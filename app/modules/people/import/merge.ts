import { type RawBuilder, sql } from 'kysely'
import type { WriteTx } from '../../../platform/database/transaction.ts'
import { UNNAMED } from '../names.ts'
import type { ImportEvidence } from '../rules.ts'
import { unmatched } from './match.ts'
import type { ImportId } from './state.ts'

export interface Merge {
  readonly id: ImportId
  readonly now: Date
  /** What the constitution accepts as evidence of membership from a file. */
  readonly evidence: ImportEvidence
  /** What is written as the evidence's source. */
  readonly source: string
}

/**
 * Writes matched rows into the people: new ones are added; of those known, what was unknown is filled in, and no more, so
 * that what a person has said of themselves is never undone by a file. Says how many people were added and changed.
 */
export async function mergeRows(tx: WriteTx, merge: Merge): Promise<{ added: number; updated: number }> {
  await sql`delete from people.import_touched where import = ${merge.id}`.execute(tx)
  const added = await addNew(tx, merge)
  await fillIn(tx, merge)
  await addKnownEvidence(tx, merge)
  const { rows } = await sql<{ updated: number }>`
    select count(distinct t.person)::int as updated from people.import_touched t
    where t.import = ${merge.id}
      and not exists (select from people.import_row r where r.import = t.import and r.id = t.person)`.execute(tx)
  return { added, updated: rows[0]?.updated ?? 0 }
}

async function addNew(tx: WriteTx, { id, now, evidence, source }: Merge): Promise<number> {
  const fresh = sql`people.import_row r where r.import = ${id} and ${unmatched}`
  const result = await sql`
    insert into people.person (id, name, given_name, family_name, name_key, pronouns, postcode, place, added_at)
    select r.id, r.name, r.given_name, r.family_name, r.name_key, r.pronouns, r.postcode, r.place, ${now}
    from ${fresh}`.execute(tx)
  await sql`
    insert into people.email (person, address, address_key, preferred, added_at)
    select r.id, r.email, r.email_key, true, ${now} from ${fresh} and r.email_key is not null`.execute(tx)
  await sql`
    insert into people.phone (person, number, number_key, added_at)
    select r.id, r.phone, r.phone_key, ${now} from ${fresh} and r.phone_key is not null`.execute(tx)
  await sql`
    insert into people.external_id (source, external_id, person)
    select r.ext_source, r.ext_id, r.id from ${fresh} and r.ext_id is not null`.execute(tx)
  await sql`
    insert into people.external_id (source, external_id, person)
    select m.pair ->> 0, m.pair ->> 1, r.id
    from people.import_row r cross join jsonb_array_elements(r.more_ids) as m (pair)
    where r.import = ${id} and r.more_ids is not null and ${unmatched}
    on conflict do nothing`.execute(tx)
  const accepted = acceptedFacts(evidence, now)
  if (accepted) {
    await sql`
      insert into people.evidence (id, person, kind, on_date, until, source, recorded_at)
      select md5(r.id::text || f.kind)::uuid, r.id, f.kind, f.on_date, f.until, ${source}, ${now}
      from people.import_row r cross join lateral (values ${accepted}) as f (kind, on_date, until)
      where r.import = ${id} and f.on_date is not null and ${unmatched}`.execute(tx)
  }
  return Number(result.numAffectedRows ?? 0)
}

/** Rows of people known, and whom they mean. */
const known = sql`people.import_row r join people.import_match m on m.import = r.import and m.line = r.line and m.person is not null`

async function fillIn(tx: WriteTx, { id, now }: Merge): Promise<void> {
  const note = async (statement: RawBuilder<unknown>) =>
    sql`with changed as (${statement}) insert into people.import_touched select ${id}::uuid, person from changed`.execute(
      tx,
    )
  await note(sql`
    update people.person p
    set name = case when p.name = ${UNNAMED} then k.name else p.name end,
      name_key = case when p.name = ${UNNAMED} then k.name_key else p.name_key end,
      given_name = coalesce(p.given_name, case when p.name in (${UNNAMED}, k.name) then k.given_name end),
      family_name = coalesce(p.family_name, case when p.name in (${UNNAMED}, k.name) then k.family_name end),
      pronouns = coalesce(p.pronouns, k.pronouns),
      postcode = coalesce(p.postcode, k.postcode),
      place = coalesce(p.place, k.place)
    from (select distinct on (m.person) m.person, r.* from ${known} where r.import = ${id} order by m.person, r.line) k
    where p.id = k.person and (
      (p.name = ${UNNAMED} and k.name <> ${UNNAMED})
      or (p.given_name is null and k.given_name is not null and p.name = k.name)
      or (p.family_name is null and k.family_name is not null and p.name = k.name)
      or (p.pronouns is null and k.pronouns is not null)
      or (p.postcode is null and k.postcode is not null)
      or (p.place is null and k.place is not null))
    returning p.id as person`)
  await note(sql`
    insert into people.email (person, address, address_key, added_at)
    select distinct on (m.person, r.email_key) m.person, r.email, r.email_key, ${now}::timestamptz
    from ${known} where r.import = ${id} and r.email_key is not null
      and not exists (select from people.email e where e.address_key = r.email_key and e.person = m.person)
    order by m.person, r.email_key, r.line
    returning person`)
  await sql`
    update people.email e set preferred = true
    from (
      select t.person, min(x.address_key) as address_key
      from (select distinct person from people.import_touched where import = ${id}) t
      join people.email x on x.person = t.person
      group by t.person having not bool_or(x.preferred)
    ) f
    where e.person = f.person and e.address_key = f.address_key`.execute(tx)
  await note(sql`
    insert into people.phone (person, number, number_key, added_at)
    select distinct on (m.person, r.phone_key) m.person, r.phone, r.phone_key, ${now}::timestamptz
    from ${known} where r.import = ${id} and r.phone_key is not null
      and not exists (select from people.phone h where h.number_key = r.phone_key and h.person = m.person)
    order by m.person, r.phone_key, r.line
    returning person`)
  await note(sql`
    insert into people.external_id (source, external_id, person)
    select distinct on (r.ext_source, r.ext_id) r.ext_source, r.ext_id, m.person
    from ${known} where r.import = ${id} and r.ext_id is not null
      and not exists (select from people.external_id x where x.source = r.ext_source and x.external_id = r.ext_id)
    order by r.ext_source, r.ext_id, r.line
    returning person`)
  await note(sql`
    insert into people.external_id (source, external_id, person)
    select p.pair ->> 0, p.pair ->> 1, k.person
    from (select m.person, r.more_ids from ${known} where r.import = ${id} and r.more_ids is not null) k
    cross join jsonb_array_elements(k.more_ids) as p (pair)
    on conflict do nothing
    returning person`)
}

async function addKnownEvidence(tx: WriteTx, { id, now, evidence, source }: Merge): Promise<void> {
  const accepted = acceptedFacts(evidence, now)
  if (!accepted) return
  await sql`
    with changed as (
      insert into people.evidence (id, person, kind, on_date, until, source, recorded_at)
      select distinct on (m.person, f.kind, f.on_date, f.until)
        md5(r.id::text || f.kind)::uuid, m.person, f.kind, f.on_date, f.until, ${source}, ${now}::timestamptz
      from ${known} cross join lateral (values ${accepted}) as f (kind, on_date, until)
      where r.import = ${id} and f.on_date is not null and not exists (
        select from people.evidence e where e.person = m.person and e.kind = f.kind
          -- A last day paid for is the same fact from whatever day it is counted.
          and case f.kind when 'paid' then e.until = f.until else e.on_date = f.on_date end)
      order by m.person, f.kind, f.on_date, f.until, r.line
      on conflict on constraint once do nothing
      returning person
    )
    insert into people.import_touched select ${id}::uuid, person from changed`.execute(tx)
}

/** The facts that a row may bring, as rows of (kind, on_date, until); null where the constitution accepts none. */
function acceptedFacts(evidence: ImportEvidence, now: Date): RawBuilder<unknown> | null {
  const today = now.toISOString().slice(0, 10)
  const facts = [
    ...(evidence.includes('joined') ? [sql`('joined', r.joined, null::date)`] : []),
    // Where no first day is given, the day of the import, or the last day itself if that is past.
    ...(evidence.includes('paid-until')
      ? [
          sql`('paid', case when r.paid_until is not null then coalesce(r.joined, least(${today}::date, r.paid_until)) end, r.paid_until)`,
        ]
      : []),
  ]
  return facts.length > 0 ? sql.join(facts) : null
}
