-- The ground floor: who is reading, what time it is, the acts, and the mail that is to go out.
create schema platform;
grant usage on schema platform to groundswell_app;

-- The time and the actor are given by the program at the start of each transaction; SQL never asks a clock.
create function platform.at() returns timestamptz language sql stable
  as $$ select current_setting('gs.now')::timestamptz $$;
create function platform.actor() returns text language sql stable
  as $$ select current_setting('gs.actor', true) $$;
create function platform.person() returns uuid language sql stable
  as $$ select nullif(current_setting('gs.person', true), '')::uuid $$;
-- The power, right or duty under which this transaction acts, once the authority has said yes; else empty.
create function platform.power() returns text language sql stable
  as $$ select current_setting('gs.power', true) $$;
create function platform.scope() returns text language sql stable
  as $$ select current_setting('gs.scope', true) $$;

-- Every mandate that was used. `register` seals these; nobody changes one.
create table platform.act (
  id uuid primary key,
  at timestamptz not null,
  verb text not null,
  mandate_kind text not null check (mandate_kind in ('office', 'decision', 'right', 'duty', 'provider', 'operator', 'founding')),
  mandate_name text not null,
  article text,
  office text,
  term uuid,
  scope text not null,
  -- Who acted, for those who must answer for it; never in a public entry.
  person uuid,
  -- Public words and data: no personal data.
  summary text not null,
  detail jsonb not null default '{}',
  published boolean not null
);
create index act_published_at on platform.act (at desc) where published;
create index act_person on platform.act (person, at desc) where person is not null;
alter table platform.act enable row level security;
alter table platform.act force row level security;
create policy act_read on platform.act for select to groundswell_app using (published or person = platform.person());
create policy act_write on platform.act for insert to groundswell_app with check (platform.power() <> '');
grant select, insert on platform.act to groundswell_app;

-- Letters that wait to be handed to the mail server. The text is blanked once it is handed over. No secret is kept in
-- one: where a link that signs in is to stand, the text has a mark that the postman turns into the link.
create table platform.letter (
  id uuid primary key,
  person uuid,
  recipient text,
  subject text,
  body_text text,
  body_html text,
  purpose text not null,
  queued_at timestamptz not null,
  attempts integer not null default 0,
  try_after timestamptz not null,
  sent_at timestamptz,
  failed_at timestamptz,
  failure text,
  constraint blanked_when_done check (sent_at is null or (body_text is null and body_html is null and recipient is null))
);
-- Whoever waits to sign in waits for the letter; everything else can follow.
create index letter_waiting on platform.letter ((purpose <> 'sign-in'), queued_at) where sent_at is null and failed_at is null;
alter table platform.letter enable row level security;
alter table platform.letter force row level security;
create policy letter_queue on platform.letter for insert to groundswell_app with check (true);
create policy letter_post on platform.letter for select to groundswell_app using (platform.power() = 'mail.deliver');
create policy letter_mark on platform.letter for update to groundswell_app using (platform.power() = 'mail.deliver');
grant select, insert, update on platform.letter to groundswell_app;

-- Small facts of the installation itself, such as when a chore last ran.
create table platform.fact (
  name text primary key,
  value jsonb not null
);
alter table platform.fact enable row level security;
alter table platform.fact force row level security;
create policy fact_all on platform.fact to groundswell_app using (true) with check (true);
grant select, insert, update on platform.fact to groundswell_app;

-- After many rows have come in at once the planner must not go on believing that a table is empty: the program asks for
-- fresh statistics, which only a table's owner may take.
create function platform.take_statistics(tables text[]) returns void language plpgsql security definer
  set search_path = pg_catalog as $$
declare one text;
begin
  foreach one in array tables loop
    if one !~ '^[a-z_]+[.][a-z_]+$' then raise exception 'no table of ours: %', one; end if;
    execute 'analyze ' || one;
  end loop;
end $$;
revoke execute on function platform.take_statistics(text[]) from public;
grant execute on function platform.take_statistics(text[]) to groundswell_app;
