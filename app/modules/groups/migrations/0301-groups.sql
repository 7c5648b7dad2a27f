-- Groups, and who belongs to them since when. Who belongs is known to themselves, to whoever keeps the people's records,
-- and to the group's own officers; never to siblings.
create schema groups;
grant usage on schema groups to groundswell_app;

create table groups.group (
  id uuid primary key,
  kind text not null check (kind in ('local', 'region', 'nation', 'network', 'workplace', 'action', 'committee')),
  name text not null check (name = btrim(name) and char_length(name) between 1 and 120),
  -- Folded for finding and comparing; two groups of one kind never read the same.
  name_key text not null,
  -- Its address under /groups.
  slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and char_length(slug) <= 80),
  -- The region of a local group, the nation of a region.
  parent uuid references groups.group,
  place text check (char_length(place) between 1 and 120),
  postcode text check (char_length(postcode) between 1 and 12),
  about text check (char_length(about) between 1 and 2000),
  began_on date not null,
  ended_on date check (ended_on >= began_on),
  check (parent <> id),
  unique (kind, name_key)
);
create index group_parent on groups.group (parent);

-- Joining again after leaving is a row of its own: who belonged on a date is kept.
create table groups.membership (
  group_id uuid not null references groups.group,
  person uuid not null references people.person on delete cascade,
  since date not null,
  -- The first day on which the person belongs no more.
  until date check (until >= since),
  primary key (group_id, person, since)
);
create unique index membership_running on groups.membership (person, group_id) where until is null;
create index membership_group on groups.membership (group_id) where until is null;

alter table groups.group enable row level security;
alter table groups.group force row level security;
alter table groups.membership enable row level security;
alter table groups.membership force row level security;

create function groups.own() returns uuid language sql stable
  as $$ select case when platform.power() = 'group.read-people' and platform.scope() like 'group:%' then substring(platform.scope() from 7)::uuid end $$;
comment on function groups.own() is 'The group whose people an officer of it reads now, or null.';

create policy group_read on groups.group for select to groundswell_app using (true);
create policy group_keep on groups.group for insert to groundswell_app
  with check ((select platform.power()) in ('groups.manage', 'operator'));
create policy group_change on groups.group for update to groundswell_app
  using ((select platform.power()) in ('groups.manage', 'operator'));

create policy membership_read on groups.membership for select to groundswell_app
  using (person = (select platform.person()) or (select people.may_read()) or group_id = (select groups.own()));
create policy membership_join on groups.membership for insert to groundswell_app with check (
  (select people.may_write()) or (select platform.power()) = 'groups.manage'
  or (person = (select platform.person()) and (select platform.power()) = 'self.manage'));
create policy membership_leave on groups.membership for update to groundswell_app using (
  (select people.may_write()) or (select platform.power()) = 'groups.manage'
  or (person = (select platform.person()) and (select platform.power()) = 'self.manage'));

-- A group's officers see their own people, for as long as their term opens that power to them.
create policy person_of_group on people.person for select to groundswell_app using (
  (select groups.own()) is not null and id in (
    select m.person from groups.membership m where m.group_id = (select groups.own()) and m.until is null));
create policy email_of_group on people.email for select to groundswell_app using (
  (select groups.own()) is not null and person in (
    select m.person from groups.membership m where m.group_id = (select groups.own()) and m.until is null));
create policy phone_of_group on people.phone for select to groundswell_app using (
  (select groups.own()) is not null and person in (
    select m.person from groups.membership m where m.group_id = (select groups.own()) and m.until is null));
create policy evidence_of_group on people.evidence for select to groundswell_app using (
  (select groups.own()) is not null and person in (
    select m.person from groups.membership m where m.group_id = (select groups.own()) and m.until is null));

grant select, insert, update on groups.group, groups.membership to groundswell_app;
