-- A meeting that was asked for. It never holds an account: `holder` is a keyed hash that nothing can link once its half-day's key is gone.
create table bookings (
  program uuid not null default current_program() references programs,
  id uuid primary key,
  supporter uuid not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  format text not null constraint bookings_format check (format in ('in-person', 'phone', 'video')),
  place uuid,
  meeting_word text not null,
  -- The generation of the program code that admitted whoever booked; null for a card, or once a first meeting has taken place.
  generation int,
  holder bytea,
  absence_sealed bytea,
  note_sealed bytea,
  constraint bookings_span check (starts_at < ends_at)
);
create index bookings_by_holder on bookings (program, holder) where holder is not null;
create index bookings_by_supporter on bookings (supporter, starts_at);
select guard_table('bookings');

-- A booking that still stands holds its slot. Cancelling, moving and absence give it back by deleting the row.
create table taken_slots (
  program uuid not null default current_program(),
  booking uuid primary key references bookings on delete cascade,
  supporter uuid not null,
  during tstzrange not null,
  constraint taken_slots_given_once exclude using gist (supporter with =, during with &&)
);
create index taken_slots_by_start on taken_slots (program, lower(during));
select guard_table('taken_slots');

-- Given back because nobody came: the supporter is there, so it may be taken at once while its time lasts.
create table freed_slots (
  program uuid not null default current_program(),
  booking uuid primary key references bookings on delete cascade,
  supporter uuid not null,
  during tstzrange not null
);
select guard_table('freed_slots');

create table booking_cancellations (
  program uuid not null default current_program(),
  booking uuid primary key references bookings on delete cascade,
  by_whom text not null constraint booking_cancellations_by check (by_whom in ('student', 'supporter', 'program')),
  reason text constraint booking_cancellations_reason check (reason in ('ill', 'studies', 'family', 'other', 'code-changed'))
);
select guard_table('booking_cancellations');

-- A move is a new booking in place of the old one, made in one transaction.
create table booking_moves (
  program uuid not null default current_program(),
  from_booking uuid primary key references bookings on delete cascade,
  to_booking uuid not null constraint booking_moves_to_once unique references bookings on delete cascade,
  note_left_behind boolean not null
);
select guard_table('booking_moves');

-- The supporter's page has shown it.
create table booking_sightings (
  program uuid not null default current_program(),
  booking uuid primary key references bookings on delete cascade
);
select guard_table('booking_sightings');

-- A notice of it was taken by one of the supporter's channels.
create table booking_deliveries (
  program uuid not null default current_program(),
  booking uuid primary key references bookings on delete cascade
);
select guard_table('booking_deliveries');

create table booking_outcomes (
  program uuid not null default current_program(),
  booking uuid primary key references bookings on delete cascade,
  outcome text not null constraint booking_outcomes_word check (outcome in ('met', 'missed'))
);
select guard_table('booking_outcomes');

-- "Could someone take this one?" It stays the asker's booking until another supporter takes it.
create table cover_requests (
  program uuid not null default current_program(),
  booking uuid primary key references bookings on delete cascade
);
select guard_table('cover_requests');

-- A cover is a new booking with the same holder. It needs the student's yes, because they may know the other supporter.
create table booking_covers (
  program uuid not null default current_program(),
  from_booking uuid primary key references bookings on delete cascade,
  to_booking uuid not null constraint booking_covers_to_once unique references bookings on delete cascade,
  note_left_behind boolean not null
);
select guard_table('booking_covers');

create table cover_agreements (
  program uuid not null default current_program(),
  booking uuid primary key references bookings on delete cascade
);
select guard_table('cover_agreements');

-- "Tell me when something opens": no words, and gone when it ends. The holder is keyed as in bookings.
create table waiting_requests (
  program uuid not null default current_program() references programs,
  id uuid primary key,
  holder bytea not null,
  ends_at timestamptz not null,
  language text,
  topic uuid
);
create index waiting_requests_by_holder on waiting_requests (program, holder);
select guard_table('waiting_requests');

-- Missed meetings under a keyed hash of their own; the key of each four weeks is destroyed, the rows expire.
create table missed_meetings (
  program uuid not null default current_program() references programs,
  id uuid primary key default gen_random_uuid(),
  mark bytea not null,
  missed_on date not null
);
create index missed_meetings_by_mark on missed_meetings (program, mark);
select guard_table('missed_meetings');

-- "I'm on my way" to a drop-in: a count, without an account, deleted when the drop-in is over.
create table drop_in_arrivals (
  program uuid not null default current_program() references programs,
  id uuid primary key,
  supporter uuid not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null
);
create index drop_in_arrivals_by_end on drop_in_arrivals (program, ends_at);
select guard_table('drop_in_arrivals');
