-- Who the organisation's people are, how they are reached, and the dated evidence that their standing is computed from.
create schema people;
grant usage on schema people to groundswell_app;

-- Who may read anybody's record, and who may write it: under a power over the whole organisation. The same power over one
-- group opens nothing here. A room above that needs more adds a policy of its own.
create function people.may_read() returns boolean language sql stable
  as $$ select platform.scope() = 'organisation' and platform.power() in
    ('people.read', 'people.review', 'people.import', 'groups.manage', 'people.retention', 'operator', 'organisation.found') $$;
create function people.may_write() returns boolean language sql stable
  as $$ select platform.scope() = 'organisation' and platform.power() in
    ('people.review', 'people.import', 'organisation.found', 'people.join', 'operator') $$;

create table people.person (
  id uuid primary key,
  -- The whole name as they give it; it is what others are shown. Given and family name where they said which is which.
  name text not null check (name = btrim(name) and char_length(name) between 1 and 200),
  given_name text check (given_name = btrim(given_name) and char_length(given_name) between 1 and 100),
  family_name text check (family_name = btrim(family_name) and char_length(family_name) between 1 and 100),
  -- The name folded for finding and comparing: small letters, no accents, no marks.
  name_key text not null,
  pronouns text check (char_length(pronouns) between 1 and 40),
  postcode text check (char_length(postcode) between 1 and 12),
  place text check (char_length(place) between 1 and 120),
  -- How they want to be written to; `post` means that no e-mail is sent, notices of ballots included.
  reach_by text not null default 'email' check (reach_by in ('email', 'post', 'phone')),
  never_phone boolean not null default false,
  added_at timestamptz not null
);
create index person_name_key on people.person (name_key text_pattern_ops);

-- Addresses are not unique across people: couples share mailboxes.
create table people.email (
  person uuid not null references people.person on delete cascade,
  -- As given, and folded for comparing.
  address text not null check (char_length(address) between 3 and 254 and position('@' in address) > 1),
  address_key text not null,
  -- The one that letters go to: at most one a person.
  preferred boolean not null default false,
  added_at timestamptz not null,
  primary key (address_key, person)
);
create unique index email_preferred on people.email (person) where preferred;
create index email_person on people.email (person);

create table people.phone (
  person uuid not null references people.person on delete cascade,
  number text not null check (char_length(number) between 3 and 40),
  number_key text not null check (number_key ~ '^[+]?[0-9]{3,20}$'),
  added_at timestamptz not null,
  primary key (person, number_key)
);

-- What other systems call a person, so that an import finds them again.
create table people.external_id (
  source text not null check (source ~ '^[a-z0-9-]{1,60}$'),
  external_id text not null check (char_length(external_id) between 1 and 200),
  person uuid not null references people.person on delete cascade,
  primary key (source, external_id)
);
create index external_id_person on people.external_id (person);

-- Rows are added and withdrawn, never changed: standing on any date, past ones too, is computed from them.
create table people.evidence (
  id uuid primary key,
  person uuid not null references people.person on delete cascade,
  -- joined: became a member that day · paid: dues paid from on_date to until · declared: standing that the rules accept
  -- without dues, to until or without end · ended: left, died or expelled · suspended, to until or until reinstated.
  kind text not null check (kind in ('joined', 'paid', 'declared', 'ended', 'suspended', 'reinstated')),
  on_date date not null check (on_date between '1900-01-01' and '2200-01-01'),
  -- The last day covered, itself included.
  until date check (until >= on_date and until <= '2200-01-01'),
  -- Where it comes from: `import:action-network`, `self`, `secretary`, `payment`…
  source text not null check (char_length(source) between 1 and 80),
  reason text check (char_length(reason) <= 500),
  recorded_at timestamptz not null,
  withdrawn_at timestamptz,
  constraint dated check (case kind
    when 'paid' then until is not null
    when 'declared' then true
    when 'suspended' then true
    else until is null end),
  constraint once unique nulls not distinct (person, kind, on_date, until, source)
);

-- The rules that standing and import obey, each from a date. The constitution's room writes them; nobody else.
create table people.rule (
  name text not null check (name in ('people.grace-days', 'people.import-evidence')),
  from_date date not null,
  value jsonb not null,
  article text,
  primary key (name, from_date)
);

-- Who looked at whom: one row for each reading.
create table people.access (
  id uuid primary key,
  at timestamptz not null,
  query text not null,
  actor_kind text not null,
  actor uuid,
  mandate_name text not null,
  article text,
  office text,
  reason text not null,
  people uuid[] not null
);
create index access_people on people.access using gin (people);
create index access_actor on people.access (actor, at desc);

alter table people.person enable row level security;
alter table people.person force row level security;
alter table people.email enable row level security;
alter table people.email force row level security;
alter table people.phone enable row level security;
alter table people.phone force row level security;
alter table people.external_id enable row level security;
alter table people.external_id force row level security;
alter table people.evidence enable row level security;
alter table people.evidence force row level security;
alter table people.rule enable row level security;
alter table people.rule force row level security;
alter table people.access enable row level security;
alter table people.access force row level security;

-- Everybody reads their own record. Whoever signs in is looked up by their address before there is anybody.
create policy person_read on people.person for select to groundswell_app
  using (id = (select platform.person()) or (select people.may_read()) or (select platform.power()) = 'session.sign-in');
create policy person_add on people.person for insert to groundswell_app with check ((select people.may_write()));
create policy person_change on people.person for update to groundswell_app
  using ((select people.may_write()) or (id = (select platform.person()) and (select platform.power()) = 'self.manage'));

create policy email_read on people.email for select to groundswell_app
  using (person = (select platform.person()) or (select people.may_read()) or (select platform.power()) = 'session.sign-in');
create policy email_add on people.email for insert to groundswell_app with check ((select people.may_write()));
create policy email_change on people.email for update to groundswell_app
  using ((select people.may_write()) or (person = (select platform.person()) and (select platform.power()) = 'self.manage'));
create policy email_remove on people.email for delete to groundswell_app
  using ((select people.may_write()) or (person = (select platform.person()) and (select platform.power()) = 'self.manage'));

create policy phone_read on people.phone for select to groundswell_app
  using (person = (select platform.person()) or (select people.may_read()));
create policy phone_add on people.phone for insert to groundswell_app
  with check ((select people.may_write()) or (person = (select platform.person()) and (select platform.power()) = 'self.manage'));
create policy phone_remove on people.phone for delete to groundswell_app
  using ((select people.may_write()) or (person = (select platform.person()) and (select platform.power()) = 'self.manage'));

create policy external_id_read on people.external_id for select to groundswell_app
  using (person = (select platform.person()) or (select people.may_read()));
create policy external_id_add on people.external_id for insert to groundswell_app with check ((select people.may_write()));

create policy evidence_read on people.evidence for select to groundswell_app
  using (person = (select platform.person()) or (select people.may_read()));
create policy evidence_add on people.evidence for insert to groundswell_app with check ((select people.may_write()));
create policy evidence_withdraw on people.evidence for update to groundswell_app using ((select people.may_write()));

create policy rule_read on people.rule for select to groundswell_app using (true);
create policy rule_write on people.rule for insert to groundswell_app
  with check ((select platform.power()) in ('organisation.found', 'constitution.amend'));
create policy rule_replace on people.rule for update to groundswell_app
  using ((select platform.power()) in ('organisation.found', 'constitution.amend'));

create policy access_read on people.access for select to groundswell_app
  using (people @> array[(select platform.person())] or actor = (select platform.person()));
create policy access_write on people.access for insert to groundswell_app with check (true);

grant select, insert, update on people.person, people.rule to groundswell_app;
grant select, insert, update, delete on people.email to groundswell_app;
grant select, insert, delete on people.phone to groundswell_app;
grant select, insert on people.external_id, people.access to groundswell_app;
grant select, insert on people.evidence to groundswell_app;
grant update (withdrawn_at) on people.evidence to groundswell_app;

-- The standing of everyone who has any evidence on a date, with the dates behind it. Who has no row never had any.
-- Evidence from before a membership ended counts for nothing after it.
create function people.standings(d date)
returns table (person uuid, standing text, joined_on date, covered_until date, grace_until date, ended_on date, suspended_until date)
language sql stable as $$
  select f.person,
    case
      when f.joined_on is null then 'ended'
      when s.suspended_until is not null then 'suspended'
      when f.covered_until >= d then 'in_standing'
      when f.covered_until + g.days >= d then 'in_grace'
      else 'lapsed'
    end,
    f.joined_on, f.covered_until,
    case when f.covered_until = 'infinity' then null else f.covered_until + g.days end,
    f.ended_on, s.suspended_until
  from (
    select e.person,
      min(e.on_date) filter (where e.kind in ('joined', 'paid', 'declared') and (x.ended_on is null or e.on_date > x.ended_on)) as joined_on,
      max(case e.kind when 'joined' then e.on_date else coalesce(e.until, 'infinity') end)
        filter (where e.kind in ('joined', 'paid', 'declared') and (x.ended_on is null or e.on_date > x.ended_on)) as covered_until,
      max(x.ended_on) as ended_on
    from people.evidence e
    left join (
      select o.person, max(o.on_date) as ended_on from people.evidence o
      where o.kind = 'ended' and o.on_date <= d and o.withdrawn_at is null group by o.person
    ) x on x.person = e.person
    where e.on_date <= d and e.withdrawn_at is null and e.kind in ('joined', 'paid', 'declared', 'ended')
    group by e.person
  ) f
  left join (
    select u.person, max(coalesce(u.until, 'infinity')) as suspended_until from people.evidence u
    where u.kind = 'suspended' and u.on_date <= d and (u.until is null or u.until >= d) and u.withdrawn_at is null
      and not exists (
        select from people.evidence r
        where r.person = u.person and r.kind = 'reinstated' and r.on_date between u.on_date and d and r.withdrawn_at is null)
    group by u.person
  ) s on s.person = f.person
  cross join (
    select coalesce((
      select (value #>> '{}')::int from people.rule
      where name = 'people.grace-days' and from_date <= d order by from_date desc limit 1), 0) as days
  ) g
$$;
comment on function people.standings(date) is 'Rows are those that the reader may see: a stranger gets none.';
