-- People come in from a file: its rows are staged, matched, and then merged in one transaction.

create table people.import (
  id uuid primary key,
  file_name text not null check (char_length(file_name) between 1 and 200),
  -- SHA-256 of the file: the same file begun again is taken up where it stood.
  digest bytea check (octet_length(digest) = 32),
  -- How the file is read, and what each of its columns means.
  reading jsonb,
  -- uploading: the file is on its way · waiting: its columns are still to be said · checking: being staged, then matched · staged: all its rows are
  -- checked: the dry run is done
  -- merging: being merged · done · dropped: left by whoever began it.
  state text not null check (state in ('uploading', 'waiting', 'checking', 'staged', 'checked', 'merging', 'done', 'dropped')),
  -- The last line of the file that is staged, and how many rows are: an unlogged staging table may have been emptied since.
  staged_through int not null default 0 check (staged_through >= 0),
  staged_rows int not null default 0 check (staged_rows >= 0),
  counts jsonb not null default '{}',
  failure text,
  begun_by uuid,
  begun_at timestamptz not null,
  -- While somebody works on it, a time soon to come; once past, the work is taken up again.
  working_until timestamptz,
  finished_at timestamptz,
  check ((state = 'done') = (finished_at is not null)),
  check (state in ('uploading', 'dropped') or (digest is not null and reading is not null))
);
create index import_begun on people.import (begun_at desc);

-- The file itself, in parts, from its upload until it is merged or dropped: any worker can then take up the work. Files
-- that the command line reads are not copied.
create table people.import_part (
  import uuid not null references people.import on delete cascade,
  part int not null check (part >= 0),
  bytes bytea not null,
  primary key (import, part)
);
alter table people.import_part alter column bytes set storage external;

-- Unlogged: its content can be read again from the file.
create unlogged table people.import_row (
  import uuid not null,
  line int not null,
  -- The id that the person gets if they turn out to be new.
  id uuid not null,
  name text not null,
  given_name text,
  family_name text,
  name_key text not null,
  pronouns text,
  email text,
  email_key text,
  phone text,
  phone_key text,
  postcode text,
  place text,
  ext_source text,
  ext_id text,
  -- Further ids that other systems gave: [[source, id], …].
  more_ids jsonb,
  joined date,
  paid_until date,
  group_name text
);
create index import_row_import on people.import_row (import, line);

-- Only rows that are not simply a new person: whom they are, or that somebody must look.
create unlogged table people.import_match (
  import uuid not null,
  line int not null,
  how text not null check (how in ('external-id', 'email', 'same-file', 'follows', 'review', 'decided')),
  person uuid,
  -- The row of the same file that this one repeats.
  leader int,
  candidates uuid[],
  primary key (import, line)
);

-- Who was changed by a merge, for its count. Unlogged, and emptied with the rows.
create unlogged table people.import_touched (
  import uuid not null,
  person uuid not null
);

-- Rows that were turned away, and what was left out of rows that were taken.
create table people.import_problem (
  import uuid not null references people.import on delete cascade,
  line int not null,
  kind text not null check (kind in ('rejected', 'noted')),
  reason text not null,
  primary key (import, line, reason)
);

-- Rows that may be somebody known: a person decides.
create table people.review (
  id uuid primary key,
  -- What makes the row the same row when it comes again, so that nobody is asked twice.
  row_key text not null unique,
  import uuid not null references people.import on delete cascade,
  line int not null,
  row jsonb not null,
  candidates uuid[] not null,
  asked_at timestamptz not null,
  decision text check (decision in ('same', 'new', 'left-out')),
  -- Whom the row was found to be.
  person uuid references people.person on delete cascade,
  decided_at timestamptz,
  check ((decision is null) = (decided_at is null))
);
create index review_open on people.review (asked_at, id) where decision is null;

alter table people.import enable row level security;
alter table people.import force row level security;
alter table people.import_part enable row level security;
alter table people.import_part force row level security;
alter table people.import_row enable row level security;
alter table people.import_row force row level security;
alter table people.import_match enable row level security;
alter table people.import_match force row level security;
alter table people.import_touched enable row level security;
alter table people.import_touched force row level security;
alter table people.import_problem enable row level security;
alter table people.import_problem force row level security;
alter table people.review enable row level security;
alter table people.review force row level security;

create function people.may_import() returns boolean language sql stable
  as $$ select platform.power() in ('people.import', 'people.review', 'people.retention', 'operator') $$;
create policy import_all on people.import to groundswell_app
  using ((select people.may_import())) with check ((select people.may_import()));
create policy import_part_all on people.import_part to groundswell_app
  using ((select people.may_import())) with check ((select people.may_import()));
create policy import_row_all on people.import_row to groundswell_app
  using ((select people.may_import())) with check ((select people.may_import()));
create policy import_match_all on people.import_match to groundswell_app
  using ((select people.may_import())) with check ((select people.may_import()));
create policy import_touched_all on people.import_touched to groundswell_app
  using ((select people.may_import())) with check ((select people.may_import()));
create policy import_problem_all on people.import_problem to groundswell_app
  using ((select people.may_import())) with check ((select people.may_import()));
create policy review_all on people.review to groundswell_app
  using ((select people.may_import())) with check ((select people.may_import()));

grant select, insert, update on people.import, people.review to groundswell_app;
grant select, insert, update, delete on people.import_row, people.import_match, people.import_touched to groundswell_app;
grant select, insert, delete on people.import_problem, people.import_part to groundswell_app;

-- What makes a row of a file the same row when it comes again.
create function people.row_key(r people.import_row) returns text language sql immutable as $$
  select md5(concat_ws(E'\x1f', coalesce(r.ext_source, ''), coalesce(r.ext_id, ''), coalesce(r.email_key, ''), r.name_key))
$$;

-- Whether two folded names may be one person's, who share a mailbox. All words of the shorter are in the longer and both
-- begin with the same word (Mary Smith, Mary Ann Smith); the same words in another order; or one has no name at all.
-- Initials and family names alone are not enough: couples share mailboxes.
create function people.names_agree(a text, b text) returns boolean language sql immutable as $$
  select a = b or a = '' or b = ''
    or (split_part(a, ' ', 1) = split_part(b, ' ', 1)
        and (string_to_array(a, ' ') <@ string_to_array(b, ' ') or string_to_array(b, ' ') <@ string_to_array(a, ' ')))
    or (string_to_array(a, ' ') <@ string_to_array(b, ' ') and string_to_array(b, ' ') <@ string_to_array(a, ' '))
$$;

-- The rows of an import with the person that each turned out to be, for rooms that act on a column of their own.
create view people.import_member with (security_invoker = true) as
  select r.import, r.line, coalesce(m.person, r.id) as person, r.group_name
  from people.import_row r left join people.import_match m on m.import = r.import and m.line = r.line
  where m.line is null or m.person is not null;
grant select on people.import_member to groundswell_app;
