-- What a program signs with keys that this server never holds. All of it is public: keys, names of staff, signatures, days.

-- Keys made for the next root, each on its holder's own device; gone once the root is whole.
create table root_offers (
  program uuid not null default current_program() references programs,
  seat int not null constraint root_offers_seat check (seat between 1 and 3),
  key text not null,
  person uuid not null,
  offered_on date not null,
  constraint root_offers_pk primary key (program, seat),
  constraint root_offers_key_once unique (program, key),
  constraint root_offers_of_person foreign key (program, person) references people (program, id)
);
select guard_table('root_offers');

-- Three keys, of which two speak for the program. In force from the first list that two of them signed.
create table program_roots (
  program uuid not null default current_program() references programs,
  number int not null,
  keys text[] not null constraint program_roots_three check (cardinality(keys) = 3),
  fingerprint text not null,
  since text not null constraint program_roots_since check (since in ('first', 'signed', 'rescue')),
  makers uuid[] not null,
  formed_on date not null,
  constraint program_roots_pk primary key (program, number)
);
select guard_table('program_roots');

-- By keys of the root before.
create table root_signatures (
  program uuid not null default current_program() references programs,
  number int not null,
  key text not null,
  signature text not null,
  constraint root_signatures_pk primary key (program, number, key),
  constraint root_signatures_of_root foreign key (program, number) references program_roots (program, number) on delete cascade
);
select guard_table('root_signatures');

-- One new root without signatures of the old, permitted on the server's command line after keys were lost.
create table root_rescues (
  program uuid not null default current_program() references programs,
  permitted_on date not null,
  constraint root_rescues_pk primary key (program)
);
select guard_table('root_rescues');

create table key_lists (
  program uuid not null default current_program() references programs,
  version int not null,
  root int not null,
  previous text not null,
  valid_until date not null,
  entries jsonb not null,
  constraint key_lists_pk primary key (program, version),
  constraint key_lists_of_root foreign key (program, root) references program_roots (program, number)
);
select guard_table('key_lists');

create table key_list_signatures (
  program uuid not null default current_program() references programs,
  version int not null,
  key text not null,
  signature text not null,
  constraint key_list_signatures_pk primary key (program, version, key),
  constraint key_list_signatures_of_list foreign key (program, version) references key_lists (program, version) on delete cascade
);
select guard_table('key_list_signatures');

-- Each person's own entry, signed by themselves; the newest of a role counts.
create table roster_entries (
  program uuid not null default current_program() references programs,
  person uuid not null,
  role text not null,
  name text not null,
  account text not null,
  pk_auth text not null,
  pk_hpke text not null,
  signature text not null,
  constraint roster_entries_pk primary key (program, person, role),
  constraint roster_entries_of_person foreign key (program, person) references people (program, id)
);
select guard_table('roster_entries');

-- Only those that are shown or wait for a signature; what came before is deleted.
create table rosters (
  program uuid not null default current_program() references programs,
  version int not null,
  valid_until date not null,
  entries jsonb not null,
  needs_both boolean not null,
  constraint rosters_pk primary key (program, version)
);
select guard_table('rosters');

create table roster_signatures (
  program uuid not null default current_program() references programs,
  version int not null,
  key text not null,
  signature text not null,
  constraint roster_signatures_pk primary key (program, version, key),
  constraint roster_signatures_of_roster foreign key (program, version) references rosters (program, version) on delete cascade
);
select guard_table('roster_signatures');

-- Which warning has gone out, so that a restart does not send it again.
create table roster_warnings (
  program uuid not null default current_program() references programs,
  valid_until date not null,
  days int not null,
  constraint roster_warnings_pk primary key (program, valid_until, days)
);
select guard_table('roster_warnings');

-- People who have not left, each with each of their roles and the keys they have today.
create view keyed_roles as
  select p.program, p.id as person, p.full_name, g.role, a.account, a.pk_auth, a.pk_hpke
  from standing_people p
  join role_grants g on g.program = p.program and g.person = p.id
  left join account_standing a on a.program = p.program and a.account = p.account;
select guard_view('keyed_roles');
