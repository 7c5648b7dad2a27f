import { sql } from 'kysely'
import type { WriteTx } from '../../../platform/database/transaction.ts'
import type { ImportId } from './state.ts'

/** Rows that no match says anything of yet; once all is matched, these are the new people. */
export const unmatched = sql`not exists (select from people.import_match m where m.import = r.import and m.line = r.line)`

/**
 * Says of each staged row whom it means: by the id that another system gave, else by an address together with a name that
 * agrees; else, where the address is somebody's, that a person must look. Rows of nobody known get no match: they are new.
 * Set by set, so that a million rows take a dozen statements.
 */
export async function matchRows(tx: WriteTx, id: ImportId): Promise<void> {
  // Staged rows have no statistics yet, and a plan that takes a million rows for one would loop over them.
  await sql`select set_config('enable_nestloop', 'off', true), set_config('work_mem', '32MB', true)`.execute(tx)
  await sql`delete from people.import_match where import = ${id}`.execute(tx)
  await byExternalId(tx, id)
  await repeatedIds(tx, id)
  await byAddress(tx, id)
  await repeatedAddresses(tx, id)
  await followLeaders(tx, id)
  await rememberDecisions(tx, id)
}

async function byExternalId(tx: WriteTx, id: ImportId): Promise<void> {
  await sql`
    insert into people.import_match (import, line, how, person)
    select r.import, r.line, 'external-id', x.person
    from people.import_row r join people.external_id x on x.source = r.ext_source and x.external_id = r.ext_id
    where r.import = ${id}`.execute(tx)
  await sql`
    insert into people.import_match (import, line, how, person)
    select distinct on (r.line) r.import, r.line, 'external-id', x.person
    from people.import_row r
    cross join jsonb_array_elements(r.more_ids) with ordinality as m (pair, place)
    join people.external_id x on x.source = m.pair ->> 0 and x.external_id = m.pair ->> 1
    where r.import = ${id} and r.more_ids is not null
    order by r.line, m.place
    on conflict do nothing`.execute(tx)
}

/** Rows of one file with one id are one person, whoever that turns out to be: they follow the first. */
async function repeatedIds(tx: WriteTx, id: ImportId): Promise<void> {
  await sql`
    insert into people.import_match (import, line, how, leader)
    select ${id}::uuid, w.line, 'follows', w.first
    from (
      select line, min(line) over (partition by ext_source, ext_id) as first from people.import_row
      where import = ${id} and ext_id is not null
    ) w
    where w.line > w.first
    on conflict do nothing`.execute(tx)
}

async function byAddress(tx: WriteTx, id: ImportId): Promise<void> {
  await sql`
    insert into people.import_match (import, line, how, person, candidates)
    select ${id}::uuid, c.line,
      case when count(*) filter (where c.agrees) = 1 then 'email' else 'review' end,
      case when count(*) filter (where c.agrees) = 1 then (array_agg(c.person) filter (where c.agrees))[1] end,
      array_agg(c.person)
    from (
      select r.line, e.person, people.names_agree(r.name_key, p.name_key) as agrees
      from people.import_row r
      join people.email e on e.address_key = r.email_key
      join people.person p on p.id = e.person
      where r.import = ${id}
        and ${unmatched}
    ) c
    group by c.line`.execute(tx)
}

/** Rows of one file with one address that nobody known has: the first is new, the others are they or must be looked at. */
async function repeatedAddresses(tx: WriteTx, id: ImportId): Promise<void> {
  await sql`
    insert into people.import_match (import, line, how, person, leader, candidates)
    select ${id}::uuid, o.line, case when o.agrees then 'same-file' else 'review' end,
      case when o.agrees then o.first_id end, o.first, array[o.first_id]
    from (
      select w.*, people.names_agree(w.first_name, w.name_key) as agrees from (
        select r.line, r.name_key, first_value(r.line) over one as first, first_value(r.id) over one as first_id,
          first_value(r.name_key) over one as first_name
        from people.import_row r
        where r.import = ${id} and r.email_key is not null and ${unmatched}
        window one as (partition by r.email_key order by r.line)
      ) w
      where w.line > w.first
    ) o`.execute(tx)
}

async function followLeaders(tx: WriteTx, id: ImportId): Promise<void> {
  await sql`
    update people.import_match f
    set how = case when m.how = 'review' then 'review' else 'same-file' end,
      person = case when m.how = 'review' then null else coalesce(m.person, l.id) end,
      candidates = m.candidates
    from people.import_row l
    left join people.import_match m on m.import = l.import and m.line = l.line
    where f.import = ${id} and f.how = 'follows' and l.import = f.import and l.line = f.leader`.execute(tx)
}

/** Rows that somebody has looked at before are whom they were said to be, or are left out as they were then. */
async function rememberDecisions(tx: WriteTx, id: ImportId): Promise<void> {
  await sql`
    update people.import_match m set how = 'decided', person = v.person
    from people.import_row r, people.review v
    where m.import = ${id} and m.how = 'review' and r.import = m.import and r.line = m.line
      and v.row_key = people.row_key(r) and v.decision is not null`.execute(tx)
}
