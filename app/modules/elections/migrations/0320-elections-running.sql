-- An election inside the organisation, from its call to its declaration: contest, roll, candidates, envelopes, papers.
create schema if not exists elections;
grant usage on schema elections to groundswell_app;

create table elections.contest (
  id uuid primary key,
  title text not null check (length(title) between 1 and 200),
  -- The office that is filled, by its name in the constitution.
  office text not null check (office ~ '^[a-z][a-z0-9.-]*$'),
  office_title text not null check (length(office_title) between 1 and 200),
  seats smallint not null check (seats between 1 and 100),
  rules text not null,
  -- Whose election it is, and whose members vote in it.
  scope text not null,
  electorate text not null,
  -- The group whose election it is, by its name when it was called; null for the organisation's own.
  group_name text check (length(group_name) between 1 and 120),
  called_by uuid,
  called_at timestamptz not null,
  nominations_open timestamptz not null,
  nominations_close timestamptz not null,
  freeze_at timestamptz not null,
  opens_at timestamptz not null,
  closes_at timestamptz not null,
  -- Who became a member after this day is not on the roll.
  joined_by date not null,
  -- The version of the constitution under which it was called, and goes on.
  version integer not null references constitution.version,
  -- Days for appeals between the publishing of the result and its declaration.
  appeal_days smallint not null check (appeal_days >= 0),
  -- Papers opened together before they may be public, as the article said when the election was called.
  least_public integer not null check (least_public >= 1),

  -- What has been done. The timetable says when; the program does it and marks it here.
  stage text not null check (stage in ('called', 'open', 'closed', 'opened', 'counted', 'declared', 'called-off')),
  stage_reason text check (length(stage_reason) between 1 and 1000),
  roll_frozen_at timestamptz,
  roll_hash bytea check (octet_length(roll_hash) = 32),
  roll_voters integer check (roll_voters >= 0),
  roll_others integer check (roll_others >= 0),
  -- X25519. Its other half is in a file outside the database, until the papers have been opened.
  public_key bytea check (octet_length(public_key) = 32),
  key_destroyed boolean not null default false,
  candidates smallint check (candidates between 0 and 255),
  unopposed boolean not null default false,
  invited boolean not null default false,
  reminded boolean not null default false,
  papers integer check (papers >= 0),
  unreadable integer check (unreadable >= 0),
  papers_public boolean not null default false,
  -- The address of the published result, and who is elected: numbers of candidates, in order of election.
  result_slug text,
  elected smallint[],
  counted_at timestamptz,
  declared_at timestamptz,

  constraint group_means_named check ((scope = 'organisation') = (group_name is null)),
  constraint times_in_order check (
    called_at <= nominations_open and nominations_open < nominations_close and nominations_close <= opens_at
    and called_at <= freeze_at and freeze_at <= opens_at and opens_at < closes_at),
  constraint roll_frozen_whole check (
    num_nulls(roll_frozen_at, roll_hash, roll_voters, roll_others, public_key) in (0, 5)),
  constraint open_means_ready check (
    stage in ('called', 'called-off') or (public_key is not null and candidates is not null)),
  constraint called_off_means_reasoned check ((stage = 'called-off') = (stage_reason is not null)),
  constraint counted_means_elected check (stage not in ('counted', 'declared') or (elected is not null and counted_at is not null)),
  constraint opened_means_counted check (stage not in ('opened', 'counted', 'declared') or unopposed or papers is not null),
  constraint public_means_many check (not papers_public or papers >= least_public)
);
create index contest_unfinished on elections.contest (closes_at)
  where stage not in ('declared', 'called-off') or (public_key is not null and not key_destroyed);
create index contest_newest on elections.contest (called_at desc);

-- The roll: one place for each person considered at the freeze, with the reason. Written once, never changed.
-- No foreign key to the person: a record erased later leaves a place that names nobody.
create table elections.place (
  -- Not derived from anything that is kept: an envelope that shows it tells nothing without this table.
  id uuid primary key,
  contest uuid not null references elections.contest,
  person uuid not null,
  may_vote boolean not null,
  reason text not null,
  constraint eligible_means_may_vote check (may_vote = (reason = 'eligible')),
  unique (contest, person)
);

-- What a place on the roll has put in the box. Sealed; the last counts. No time, no number in sequence, no device:
-- nothing here or elsewhere may tell in what order envelopes arrived, and nothing may ever join one to an opened paper.
create table elections.envelope (
  place uuid primary key references elections.place,
  contest uuid not null references elections.contest,
  sealed bytea not null,
  -- What the voter is shown and finds on the board: a part of the hash of `sealed`.
  code text not null check (code ~ '^[0-9A-Z]{5}-[0-9A-Z]{5}$')
) with (fillfactor = 80);
create index envelope_contest on elections.envelope (contest);

-- The opened papers: each ranking once, with how many papers carry it, written all together in the order of rankings.
-- There is no way from here to an envelope or a place, and none may be added.
create table elections.paper (
  contest uuid not null references elections.contest,
  -- Numbers of candidates, best first; empty for a blank paper.
  ranking smallint[] not null,
  papers integer not null check (papers > 0),
  primary key (contest, ranking)
);

create table elections.candidate (
  id uuid primary key,
  contest uuid not null references elections.contest,
  person uuid not null,
  -- As it stands on the ballot paper.
  name text not null check (length(name) between 1 and 120),
  statement text not null check (length(statement) <= 4000),
  -- WebP made by the program from what was sent, without anything that came along in the file.
  picture bytea check (octet_length(picture) <= 400000),
  picture_words text not null default '' check (length(picture_words) <= 200),
  state text not null check (state in ('submitted', 'accepted', 'refused', 'withdrawn')),
  reason text check (length(reason) between 1 and 1000),
  stood_at timestamptz not null,
  -- The place on ballot files, fixed when the ballot opens.
  number smallint check (number between 1 and 255),
  constraint refused_means_reasoned check (state <> 'refused' or reason is not null),
  constraint numbered_means_accepted check (number is null or state = 'accepted'),
  unique (contest, person),
  unique (contest, number)
);

alter table elections.contest enable row level security;
alter table elections.contest force row level security;
create policy contest_public on elections.contest for select to groundswell_app using (true);
create policy contest_call on elections.contest for insert to groundswell_app
  with check (platform.power() = 'elections.run' and scope = platform.scope());
create policy contest_keep on elections.contest for update to groundswell_app
  using (platform.power() = 'elections.keep-timetable' or (platform.power() = 'elections.run' and scope = platform.scope()));
grant select, insert, update on elections.contest to groundswell_app;

alter table elections.place enable row level security;
alter table elections.place force row level security;
-- Each their own place; the whole roll for the program and for whoever runs this very election.
create policy place_read on elections.place for select to groundswell_app using (
  person = (select platform.person())
  or (select platform.power()) = 'elections.keep-timetable'
  or ((select platform.power()) = 'elections.run'
      and contest in (select c.id from elections.contest c where c.scope = platform.scope())));
create policy place_freeze on elections.place for insert to groundswell_app
  with check ((select platform.power()) = 'elections.keep-timetable');
grant select, insert on elections.place to groundswell_app;

alter table elections.envelope enable row level security;
alter table elections.envelope force row level security;
-- Sealed bytes and a code say nothing of a person without the roll: the board may be read by anyone.
create policy envelope_board on elections.envelope for select to groundswell_app
  using ((select platform.power()) in ('public.read', 'members.home', 'elections.vote', 'elections.keep-timetable'));
-- Into the box goes only what belongs to the voter's own place. A function in PL/pgSQL: its plan is made once for each
-- connection, and not four times for each vote.
create function elections.is_own_place(place uuid, contest uuid) returns boolean language plpgsql stable as $$
begin
  return exists (
    select from elections.place p where p.id = $1 and p.contest = $2 and p.person = platform.person() and p.may_vote);
end $$;
create policy envelope_cast on elections.envelope for insert to groundswell_app
  with check ((select platform.power()) = 'elections.vote' and elections.is_own_place(place, contest));
create policy envelope_recast on elections.envelope for update to groundswell_app
  using ((select platform.power()) = 'elections.vote' and elections.is_own_place(place, contest));
grant select, insert, update (sealed, code) on elections.envelope to groundswell_app;

alter table elections.paper enable row level security;
alter table elections.paper force row level security;
-- Few papers can give their voters away: those are for whoever runs the election, until enough were opened together.
create policy paper_read on elections.paper for select to groundswell_app using (
  (select platform.power()) = 'elections.keep-timetable'
  or exists (
    select from elections.contest c where c.id = paper.contest
      and (c.papers_public or (platform.power() = 'elections.run' and c.scope = platform.scope()))));
create policy paper_open on elections.paper for insert to groundswell_app
  with check ((select platform.power()) = 'elections.keep-timetable');
grant select, insert on elections.paper to groundswell_app;

alter table elections.candidate enable row level security;
alter table elections.candidate force row level security;
create policy candidate_read on elections.candidate for select to groundswell_app using (
  state = 'accepted'
  or person = (select platform.person())
  -- Whoever stands must learn whether there is room on the paper; the verb only counts.
  or (select platform.power()) in ('elections.keep-timetable', 'elections.stand')
  or ((select platform.power()) = 'elections.run'
      and contest in (select c.id from elections.contest c where c.scope = platform.scope())));
create policy candidate_stand on elections.candidate for insert to groundswell_app
  with check (platform.power() = 'elections.stand' and person = platform.person());
create policy candidate_change on elections.candidate for update to groundswell_app using (
  (platform.power() = 'elections.stand' and person = platform.person())
  or platform.power() = 'elections.keep-timetable'
  or (platform.power() = 'elections.run'
      and contest in (select c.id from elections.contest c where c.scope = platform.scope())));
grant select, insert, update on elections.candidate to groundswell_app;

-- Whether a person belonged, on a day, to those whose members vote: the organisation, or a group.
create function elections.belongs(electorate text, person uuid, day date) returns boolean language sql stable as $$
  select electorate = 'organisation' or exists (
    select from groups.membership m
    where m.person = $2 and 'group:' || m.group_id = electorate and m.since <= day and (m.until is null or m.until > day))
$$;
create policy membership_for_roll on groups.membership for select to groundswell_app
  using ((select platform.power()) = 'elections.keep-timetable');

-- The program computes the roll and writes to voters; whoever runs an election sees the names on its roll.
create policy evidence_for_roll on people.evidence for select to groundswell_app
  using ((select platform.power()) = 'elections.keep-timetable');
create policy email_for_invitations on people.email for select to groundswell_app
  using ((select platform.power()) = 'elections.keep-timetable');
create policy person_on_roll on people.person for select to groundswell_app using (
  (select platform.power()) = 'elections.keep-timetable'
  or ((select platform.power()) = 'elections.run' and exists (
    select from elections.place p join elections.contest c on c.id = p.contest
    where p.person = person.id and c.scope = platform.scope())));
create index place_person on elections.place (person);

-- The ballot file of an election in which too few papers were opened together for them to be public.
create table elections.withheld_papers (
  contest uuid primary key references elections.contest,
  papers bytea not null
);
alter table elections.withheld_papers enable row level security;
alter table elections.withheld_papers force row level security;
create policy withheld_read on elections.withheld_papers for select to groundswell_app using (
  (select platform.power()) = 'elections.run'
  and contest in (select c.id from elections.contest c where c.scope = platform.scope()));
create policy withheld_keep on elections.withheld_papers for insert to groundswell_app
  with check ((select platform.power()) = 'elections.keep-timetable');
grant select, insert on elections.withheld_papers to groundswell_app;

-- A result whose papers are withheld is published without them.
alter table elections.result_papers alter column papers drop not null;
