-- A student and a supporter, by their pseudonyms, and nothing about either. `student` is empty once they ended it: what is left until
-- `forget_on` tells the supporter so. `newest` is the one epoch that takes messages. `last_gone` is the last position already shredded,
-- so that no number is given twice. No foreign key to accounts: checking one locks the account's row, and that lock stays in it.
create table conversations (
  program uuid not null default current_program() references programs,
  id text not null constraint conversations_id_shape check (id ~ '^[A-Za-z0-9_-]{22}$'),
  student text,
  supporter text not null,
  newest int not null default 0,
  last_gone int not null default 0,
  keep_days int not null constraint conversations_keep_days check (keep_days between 7 and 365),
  constraint conversations_pk primary key (program, id)
);
create index conversations_by_student on conversations (program, student) where student is not null;
create index conversations_by_supporter on conversations (program, supporter);
select guard_table('conversations');

-- An epoch has one key for its messages. The header binds members and the epoch before; browsers check it, the server only carries it.
-- The supporter stands here too: who takes over later was no member then. Who wins the key (conv, epoch) made the epoch.
create table conversation_epochs (
  program uuid not null default current_program(),
  conv text not null,
  epoch int not null,
  supporter text not null,
  header bytea not null,
  begun_on date not null,
  last_on date,
  constraint conversation_epochs_pk primary key (program, conv, epoch)
);
select guard_table('conversation_epochs');

-- The epoch's key, sealed to each member, and once more under a key that lies outside this database and its backups.
create table conversation_wraps (
  program uuid not null default current_program(),
  conv text not null,
  epoch int not null,
  of_student boolean not null,
  wrap_sealed bytea not null,
  constraint conversation_wraps_pk primary key (program, conv, epoch, of_student)
);
select guard_table('conversation_wraps');

-- A message says which side sent it and on which day it came. `com` and `tag` are there for a supporter's messages alone.
create table conversation_messages (
  program uuid not null default current_program(),
  conv text not null,
  position int not null,
  epoch int not null,
  from_student boolean not null,
  seq int not null,
  msg_id text not null,
  box_sealed bytea not null constraint conversation_messages_size check (octet_length(box_sealed) in (284, 1052, 4124, 16412)),
  com bytea,
  tag bytea,
  arrived_on date not null,
  constraint conversation_messages_pk primary key (program, conv, position),
  constraint conversation_messages_seq_once unique (program, conv, epoch, from_student, seq),
  constraint conversation_messages_once unique (program, conv, msg_id),
  constraint conversation_messages_deniable check ((com is null) = from_student and (tag is null) = from_student)
);
-- Sealed bytes do not shrink, and the planner's samples of them would lie in the catalogue.
alter table conversation_messages alter box_sealed set storage external, alter box_sealed set statistics 0, alter com set statistics 0, alter tag set statistics 0;
select guard_table('conversation_messages');

-- How far each side has read; shown to the other side and to nobody else.
create table conversation_reads (
  program uuid not null default current_program(),
  conv text not null,
  by_student boolean not null,
  position int not null,
  constraint conversation_reads_pk primary key (program, conv, by_student)
);
select guard_table('conversation_reads');

create table conversation_blocks (
  program uuid not null default current_program(),
  conv text not null,
  by_student boolean not null,
  constraint conversation_blocks_pk primary key (program, conv, by_student)
);
select guard_table('conversation_blocks');

-- The supporter went. The student may ask somebody else in, or end it.
create table conversation_departures (
  program uuid not null default current_program(),
  conv text not null,
  constraint conversation_departures_pk primary key (program, conv)
);
select guard_table('conversation_departures');

-- "May somebody else take over?" It happens by the student's next epoch alone.
create table conversation_wishes (
  program uuid not null default current_program(),
  conv text not null,
  by_student boolean not null,
  constraint conversation_wishes_pk primary key (program, conv, by_student)
);
select guard_table('conversation_wishes');

-- The student ended it. Written first, so that a crash in the midst of shredding is finished by the next round.
create table conversation_endings (
  program uuid not null default current_program(),
  conv text not null,
  forget_on date not null,
  constraint conversation_endings_pk primary key (program, conv)
);
select guard_table('conversation_endings');

-- Accounts that may take part in no conversation while their row is here.
create table conversation_suspensions (
  program uuid not null default current_program(),
  account text not null,
  constraint conversation_suspensions_pk primary key (program, account)
);
select guard_table('conversation_suspensions');

-- For the pages' "what the server holds about me" and for reports: which two, and until when. No message, no order.
create view conversation_members as
  select c.program, c.id as conv, c.student, c.supporter, e.forget_on is not null as ended
  from conversations c left join conversation_endings e on e.program = c.program and e.conv = c.id;
select guard_view('conversation_members');

-- The keys of closed accounts too: a supporter who came back with new keys is still the one whom the student knew by the old.
create view account_keys as
  select program, id as account, pk_auth, pk_hpke from accounts;
select guard_view('account_keys');
