-- What staff did, by day. No student and no booking can be named here: there is no column for either.
create table audit_entries (
  id uuid primary key default gen_random_uuid(),
  program uuid not null default current_program() references programs,
  person uuid,
  event text not null,
  day date not null,
  detail text
);
select guard_table('audit_entries');

-- What still has to reach a member of staff. A row is deleted when a channel took it, or when it is too old to matter.
create table outbox (
  id uuid primary key default gen_random_uuid(),
  program uuid not null default current_program() references programs,
  fact text not null,
  person uuid not null,
  booking uuid,
  tries int not null default 0
);
select guard_table('outbox');
