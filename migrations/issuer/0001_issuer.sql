-- What the issuer keeps. No name, no address, no account, no letters of a card, and no time: a row says that somebody of the school took
-- a token, under a keyed hash whose key lies outside the database.
grant usage on schema public to peerside_issuer;

create function current_program() returns uuid language sql stable as
$$ select nullif(current_setting('peerside.program', true), '')::uuid $$;

create function guard_table(name text) returns void language plpgsql as $$
begin
  execute format('alter table %I enable row level security', name);
  execute format('alter table %I force row level security', name);
  execute format('create policy own_program on %I using (program = current_program()) with check (program = current_program())', name);
  execute format('grant select, insert, update, delete on %I to peerside_issuer', name);
end $$;

-- A program is known from the day its root was pinned. The id is drawn here and is nowhere else.
create table known_programs (
  id uuid primary key default current_program(),
  slug text not null constraint known_programs_slug_taken unique
    constraint known_programs_slug_shape check (slug ~ '^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])$')
);
alter table known_programs enable row level security;
alter table known_programs force row level security;
create policy own_program on known_programs using (id = current_program()) with check (id = current_program());
create policy directory on known_programs for select to current_user using (true);
grant select, insert on known_programs to peerside_issuer;

-- Before the setting exists, these two narrow questions are all that can be asked.
create function known_program(wanted text) returns uuid
  language sql stable security definer set search_path = public, pg_temp as
$$ select id from known_programs where slug = wanted $$;
create function known_slugs() returns setof text
  language sql stable security definer set search_path = public, pg_temp as
$$ select slug from known_programs order by slug $$;
revoke execute on function known_program(text), known_slugs() from public;
grant execute on function known_program(text), known_slugs() to peerside_issuer;

-- The three root keys in force. The first ones seen stay, until two of them sign others.
create table roots (
  program uuid primary key default current_program() references known_programs,
  keys bytea[] not null constraint roots_are_three check (cardinality(keys) = 3)
);
select guard_table('roots');

-- The newest list of keys that the root signed: whose signature makes a deck of cards.
create table signed_lists (
  program uuid primary key default current_program() references known_programs,
  version int not null,
  list jsonb not null
);
select guard_table('signed_lists');

-- Which key of the folder serves a purpose, so that a folder put back from elsewhere is noticed and no second key is ever made.
create table signing_keys (
  program uuid not null default current_program() references known_programs,
  term text not null,
  role text not null,
  spki_hash bytea not null,
  constraint signing_keys_pk primary key (program, term, role)
);
select guard_table('signing_keys');

-- Cards printed together, good for one academic year. A used card stays: which ones were used is not to be seen here.
create table decks (
  program uuid not null default current_program() references known_programs,
  id text not null,
  term text not null,
  constraint decks_pk primary key (program, id)
);
select guard_table('decks');

create table cards (
  program uuid not null default current_program() references known_programs,
  hash bytea not null constraint cards_hash_is_32 check (length(hash) = 32),
  deck text not null,
  constraint cards_pk primary key (program, hash),
  constraint cards_of_deck foreign key (program, deck) references decks
);
select guard_table('cards');

-- One row for each token: once for a purpose, and twice (n = 1) only for the spare. The blinded message tells nothing of the token.
create table issued (
  program uuid not null default current_program() references known_programs,
  term text not null,
  role text not null,
  who bytea not null,
  n smallint not null constraint issued_n check (n in (0, 1)),
  blinded_hash bytea not null,
  constraint issued_once primary key (program, term, role, who, n),
  constraint issued_spare_is_a_student check (n = 0 or role = 'student')
);
select guard_table('issued');
