-- Sign-in data, reached by a role of its own. The program's role can only ask whose session this is.
create schema auth;
grant usage on schema auth to groundswell_auth, groundswell_app;

create table auth.session (
  -- SHA-256 of the cookie's secret: whoever reads this table cannot use it.
  token_hash bytea primary key check (octet_length(token_hash) = 32),
  person uuid not null,
  -- A day, not an instant: a session's times must never line up with a vote's.
  began_on date not null,
  expires_on date not null,
  strength text not null check (strength in ('link', 'passkey', 'second-factor'))
);
create index session_person on auth.session (person);
alter table auth.session enable row level security;
alter table auth.session force row level security;
create policy session_auth on auth.session to groundswell_auth using (true) with check (true);
grant select, insert, delete on auth.session to groundswell_auth;
