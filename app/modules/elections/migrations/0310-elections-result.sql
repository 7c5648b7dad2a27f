-- Declared results: of elections held in this house, and of elections held elsewhere and published from their papers.
create schema elections;
grant usage on schema elections to groundswell_app;
create extension if not exists pg_trgm;

create table elections.result (
  id uuid primary key,
  -- The page's address: /elections/<slug>.
  slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 80),
  title text not null check (length(title) between 1 and 300),
  rules text not null,
  seats integer not null check (seats > 0),
  candidates integer not null check (candidates > 0),
  papers integer not null check (papers >= 0),
  valid_papers integer not null check (valid_papers between 0 and papers),
  -- Names in order of election, for lists.
  elected text[] not null,
  held text not null check (held in ('here', 'elsewhere')),
  published_at timestamptz not null,
  -- Title and names, for searching.
  words text not null
);
comment on table elections.result is 'A result once published is never changed: a correction is another result.';
create index result_newest on elections.result (published_at desc, slug);
create index result_words on elections.result using gin (words gin_trgm_ops);

-- The papers as they were handed in and the record of their count, byte for byte as anyone may fetch them.
create table elections.result_papers (
  result uuid primary key references elections.result,
  papers bytea not null,
  record text not null,
  -- The same papers counted by the same rules for the same seats under the same title are the same result.
  sameness bytea not null unique check (octet_length(sameness) = 32)
);

alter table elections.result enable row level security;
alter table elections.result force row level security;
create policy result_public on elections.result for select to groundswell_app using (true);
create policy result_publish on elections.result for insert to groundswell_app
  with check (platform.power() in ('elections.publish', 'elections.keep-timetable'));
grant select, insert on elections.result to groundswell_app;

alter table elections.result_papers enable row level security;
alter table elections.result_papers force row level security;
create policy result_papers_public on elections.result_papers for select to groundswell_app using (true);
create policy result_papers_publish on elections.result_papers for insert to groundswell_app
  with check (platform.power() in ('elections.publish', 'elections.keep-timetable'));
grant select, insert on elections.result_papers to groundswell_app;
