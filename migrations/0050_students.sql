-- The program's code, one row a generation; the newest counts. A row without a code closes this way in.
create table admission_codes (
  program uuid not null default current_program() references programs,
  generation int not null,
  code text,
  made_on date not null,
  constraint admission_codes_pk primary key (program, generation)
);
select guard_table('admission_codes');

-- A printed deck. How many of its cards were used is its size less what is left.
create table card_decks (
  program uuid not null default current_program() references programs,
  id uuid not null,
  size int not null constraint card_decks_size check (size between 1 and 500),
  made_on date not null,
  constraint card_decks_pk primary key (program, id)
);
select guard_table('card_decks');

-- Cards not used yet, by their hash alone. A used card's row is deleted, so nothing says which account it made.
create table admission_cards (
  program uuid not null default current_program() references programs,
  hash bytea not null,
  deck uuid not null,
  constraint admission_cards_pk primary key (program, hash),
  constraint admission_cards_of_deck foreign key (program, deck) references card_decks on delete cascade
);
create index admission_cards_by_deck on admission_cards (program, deck);
select guard_table('admission_cards');

-- Which generation of the code admitted an account; hundreds share a number. An account made with a card has no row.
create table code_admissions (
  program uuid not null default current_program() references programs,
  account text not null,
  generation int not null,
  constraint code_admissions_pk primary key (program, account),
  constraint code_admissions_of_code foreign key (program, generation) references admission_codes
);
select guard_table('code_admissions');

-- For bookings: the generation an account came by, beside the one that counts now.
create view student_generations as
  select c.program, c.account, c.generation,
    (select max(n.generation) from admission_codes n where n.program = c.program) as newest
  from code_admissions c;
select guard_view('student_generations');
