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

-- A link that signs in whoever reads the mailbox: once, within a quarter of an hour.
create table auth.link (
  id uuid primary key,
  token_hash bytea not null unique check (octet_length(token_hash) = 32),
  -- The mailbox, folded. Whose it is, is asked when the link is used: a mailbox may be shared.
  address_key text not null,
  expires_at timestamptz not null,
  used boolean not null default false
);
create index link_expired on auth.link (expires_at);
alter table auth.link enable row level security;
alter table auth.link force row level security;
create policy link_auth on auth.link to groundswell_auth using (true) with check (true);
grant select, insert, update, delete on auth.link to groundswell_auth;

-- Passkeys: public keys of the devices that a person signs in with.
create table auth.passkey (
  credential_id text primary key,
  person uuid not null,
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null,
  -- What the person calls the device.
  name text not null check (length(name) between 1 and 60),
  added_on date not null
);
create index passkey_person on auth.passkey (person);
alter table auth.passkey enable row level security;
alter table auth.passkey force row level security;
create policy passkey_auth on auth.passkey to groundswell_auth using (true) with check (true);
grant select, insert, update, delete on auth.passkey to groundswell_auth;
