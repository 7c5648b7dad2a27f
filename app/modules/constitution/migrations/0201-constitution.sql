-- The organisation, the versions of its constitution, and who holds which office for how long.
create schema constitution;
grant usage on schema constitution to groundswell_app;

create table constitution.organisation (
  -- One row: an installation is the house of one organisation.
  one boolean primary key default true check (one),
  name text not null check (char_length(name) between 2 and 120),
  purpose text not null check (char_length(purpose) between 10 and 2000),
  founded_at timestamptz not null,
  -- The last day of the interim offices; article 1 says the same.
  interim_ends_on date not null
);
alter table constitution.organisation enable row level security;
alter table constitution.organisation force row level security;
create policy organisation_read on constitution.organisation for select to groundswell_app using (true);
create policy organisation_found on constitution.organisation for insert to groundswell_app
  with check (platform.power() = 'organisation.found' and founded_at = platform.at());
grant select, insert on constitution.organisation to groundswell_app;

-- The text is the only truth: rules are read out of it. A version is never changed; a new one follows it.
create table constitution.version (
  number integer primary key check (number > 0),
  text text not null,
  sha256 bytea not null check (sha256 = sha256(convert_to(text, 'UTF8'))),
  adopted_at timestamptz not null,
  in_force_from timestamptz not null check (in_force_from >= adopted_at),
  how text not null check (how in ('founding', 'decision')),
  -- The decision that adopted it; none at the founding.
  reference text,
  constraint founded_or_decided check ((number = 1) = (how = 'founding') and (how = 'founding') = (reference is null))
);
alter table constitution.version enable row level security;
alter table constitution.version force row level security;
create policy version_read on constitution.version for select to groundswell_app using (true);
create policy version_adopt on constitution.version for insert to groundswell_app
  with check (platform.power() = case how when 'founding' then 'organisation.found' else 'constitution.amend' end
    and adopted_at = platform.at());
grant select, insert on constitution.version to groundswell_app;

-- A term ends by itself: nothing has to run at `ends_at`. It can end sooner, with a reason; it is never made longer.
create table constitution.term (
  id uuid primary key,
  -- The office's name in the constitution, such as `returning-officer`.
  office text not null check (office ~ '^[a-z][a-z0-9.-]*$'),
  scope text not null,
  person uuid not null,
  began_at timestamptz not null,
  ends_at timestamptz not null,
  how text not null check (how in ('founding', 'election', 'decision')),
  -- The election or decision; none at the founding.
  reference text,
  ended_at timestamptz,
  ended_because text,
  constraint begins_before_it_ends check (began_at < ends_at),
  constraint elected_or_decided_somewhere check ((how = 'founding') = (reference is null)),
  -- Twelve months at most, to the end of the last day.
  constraint interim_is_short check (how <> 'founding' or ends_at - began_at <= interval '367 days'),
  constraint ended_early_with_reason check ((ended_at is null) = (ended_because is null)),
  constraint ended_within_the_term check (ended_at between began_at and ends_at)
);
create index term_person on constitution.term (person, ends_at);
create index term_office on constitution.term (office, scope, ends_at);
alter table constitution.term enable row level security;
alter table constitution.term force row level security;
-- Who holds an office, and since when, is public. A power over one group begins and ends no term elsewhere.
create policy term_read on constitution.term for select to groundswell_app using (true);
create policy term_begin on constitution.term for insert to groundswell_app
  with check (ended_at is null and platform.scope() in ('organisation', scope) and case how
    when 'founding' then platform.power() = 'organisation.found' and began_at = platform.at()
    when 'election' then platform.power() in ('elections.publish', 'elections.keep-timetable')
    else platform.power() = 'offices.fill' end);
create policy term_end on constitution.term for update to groundswell_app
  using (ended_at is null and ((platform.scope() in ('organisation', scope)
      and platform.power() in ('elections.publish', 'elections.keep-timetable', 'offices.fill', 'offices.end'))
    or (platform.power() = 'offices.resign' and person = platform.person())))
  with check (ended_at is not null);
grant select, insert on constitution.term to groundswell_app;
grant update (ended_at, ended_because) on constitution.term to groundswell_app;

-- The public page names whoever holds or held an office.
create policy person_holds_office on people.person for select to groundswell_app
  using ((select platform.power()) = 'public.read' and exists (select from constitution.term t where t.person = person.id));
