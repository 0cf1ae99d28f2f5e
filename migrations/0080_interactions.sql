-- Nobody is in here: no supporter, student, booking, conversation, cohort or text, and no time finer than a week.
-- A row has no id either: nothing can point at it. Rows are only ever written many at once, in shuffled order.
create table interactions (
  program uuid not null default current_program() references programs,
  period text not null constraint interactions_period check (period ~ '^\d{4}-(W\d{2}|\d{2})$'),
  format text not null constraint interactions_format check (format in ('in-person', 'phone', 'video', 'messaging')),
  initiator text not null constraint interactions_initiator check (initiator in ('student', 'supporter', 'third-party')),
  duration text not null constraint interactions_duration check (duration in ('<15', '15-29', '30-59', '60-89', '>=90')),
  topics uuid[] not null,
  referral text not null constraint interactions_referral check (referral in
    ('none', 'information', 'counselling', 'student-affairs', 'health-service', 'crisis')),
  safety text not null constraint interactions_safety check (safety in ('none', 'watch', 'urgent', 'emergency')),
  follow_up boolean not null
);
create index interactions_by_period on interactions (program, period);
select guard_table('interactions');

-- Records of weeks that are still open: all of one size, under the key of the week in which they were logged.
-- That key lives in the key store, never here. The lookup is the hash of a receipt that only the supporter's device has.
create table interactions_pending (
  program uuid not null default current_program() references programs,
  lookup bytea not null,
  closes text not null,
  record_sealed bytea not null constraint interactions_pending_size check (octet_length(record_sealed) = 1052),
  constraint interactions_pending_pk primary key (program, lookup),
  constraint interactions_pending_lookup check (octet_length(lookup) = 32)
);
select guard_table('interactions_pending');

-- Receipts whose record was closed or taken back, so that a phone that comes back late does not log the contact twice.
create table interactions_settled (
  program uuid not null default current_program() references programs,
  lookup bytea not null,
  closed text not null,
  constraint interactions_settled_pk primary key (program, lookup)
);
select guard_table('interactions_settled');

-- How many contacts each supporter logged in a month that is over. While a month runs, its counts are one sealed row.
create table supporter_loads (
  program uuid not null default current_program() references programs,
  supporter uuid not null,
  month text not null,
  contacts int not null,
  constraint supporter_loads_pk primary key (program, supporter, month)
);
select guard_table('supporter_loads');

create table supporter_loads_running (
  program uuid not null default current_program() references programs,
  month text not null,
  counts_sealed bytea not null,
  constraint supporter_loads_running_pk primary key (program, month)
);
select guard_table('supporter_loads_running');

-- What other rooms may know: how many records say what, per period. Nothing here joins two answers of one record.
create view interaction_tallies as
  select program, period, 'total' as about, 'all' as value, count(*) as records from interactions group by program, period
  union all
  select program, period, 'format', format, count(*) from interactions group by program, period, format
  union all
  select program, period, 'initiator', initiator, count(*) from interactions group by program, period, initiator
  union all
  select program, period, 'duration', duration, count(*) from interactions group by program, period, duration
  union all
  select program, period, 'referral', referral, count(*) from interactions group by program, period, referral
  union all
  select program, period, 'topic', topic::text, count(*) from interactions, unnest(topics) as topic group by program, period, topic;
select guard_view('interaction_tallies');
