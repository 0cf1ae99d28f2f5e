-- What was written to the safety contacts. No account and no supporter is named: whose it is says a hash under a key outside the database,
-- what it is about lies sealed. Both are noise from the day that key is destroyed.
create table reports (
  program uuid not null default current_program() references programs,
  id text not null constraint reports_id_shape check (id ~ '^[A-Za-z0-9_-]{22}$'),
  kind text not null constraint reports_kind check (kind in ('supporter', 'account', 'appeal')),
  holder bytea not null constraint reports_holder_length check (octet_length(holder) = 32),
  box_sealed bytea not null,
  arrived_on date not null,
  shred_on date not null,
  constraint reports_pk primary key (program, id)
);
select guard_table('reports');

-- The report's key, sealed by its writer to one safety contact each.
create table report_wraps (
  program uuid not null default current_program(),
  report text not null,
  contact uuid not null,
  wrap_sealed bytea not null,
  constraint report_wraps_pk primary key (program, report, contact),
  constraint report_wraps_of_report foreign key (program, report) references reports (program, id) on delete cascade
);
select guard_table('report_wraps');

create table report_readings (
  program uuid not null default current_program(),
  report text not null,
  contact uuid not null,
  read_on date not null,
  constraint report_readings_pk primary key (program, report, contact),
  constraint report_readings_of_report foreign key (program, report) references reports (program, id) on delete cascade
);
select guard_table('report_readings');

create table report_closings (
  program uuid not null default current_program(),
  report text not null,
  contact uuid not null,
  closed_on date not null,
  constraint report_closings_pk primary key (program, report),
  constraint report_closings_of_report foreign key (program, report) references reports (program, id) on delete cascade
);
select guard_table('report_closings');

-- A pseudonym that rests: no new request, booking or message. Lifting deletes the row, and with it every trace.
create table account_suspensions (
  program uuid not null default current_program() references programs,
  account text not null,
  reported_by uuid not null,
  began_on date not null,
  ends_on date not null,
  constraint account_suspensions_pk primary key (program, account)
);
select guard_table('account_suspensions');

-- One appeal for each suspension: its words are a report of its own, for as long as that one is kept.
create table suspension_appeals (
  program uuid not null default current_program(),
  account text not null,
  report text not null,
  constraint suspension_appeals_pk primary key (program, account),
  constraint suspension_appeals_of_suspension foreign key (program, account) references account_suspensions (program, account) on delete cascade
);
select guard_table('suspension_appeals');

-- The safety contacts have decided that it stands.
create table suspension_upholdings (
  program uuid not null default current_program(),
  account text not null,
  contact uuid not null,
  upheld_on date not null,
  constraint suspension_upholdings_pk primary key (program, account),
  constraint suspension_upholdings_of_suspension foreign key (program, account) references account_suspensions (program, account) on delete cascade
);
select guard_table('suspension_upholdings');

-- A supporter off duty by decision of the safety contacts; lifting deletes the row.
create table supporter_suspensions (
  program uuid not null default current_program() references programs,
  person uuid not null,
  contact uuid not null,
  began_on date not null,
  constraint supporter_suspensions_pk primary key (program, person),
  constraint supporter_suspensions_of_person foreign key (program, person) references people (program, id)
);
select guard_table('supporter_suspensions');
select watch_for_hours('supporter_suspensions');

-- A student's emergency contact: the box, for which nobody here has the key. One a conversation, made anew with each epoch.
create table emergency_contacts (
  program uuid not null default current_program() references programs,
  conv text not null,
  epoch int not null,
  version int not null,
  box_sealed bytea not null,
  constraint emergency_contacts_pk primary key (program, conv)
);
select guard_table('emergency_contacts');

-- One half of its key, sealed to one on-call contact each; the other half travels inside the conversation.
create table emergency_halves (
  program uuid not null default current_program(),
  conv text not null,
  person uuid not null,
  account text not null,
  half_sealed bytea not null,
  constraint emergency_halves_pk primary key (program, conv, person),
  constraint emergency_halves_of_contact foreign key (program, conv) references emergency_contacts (program, conv) on delete cascade
);
select guard_table('emergency_halves');

-- An opening, recorded before anything is handed out, and shown to the student. It stays while the conversation stays.
create table emergency_openings (
  program uuid not null default current_program() references programs,
  id text not null constraint emergency_openings_id_shape check (id ~ '^[A-Za-z0-9_-]{22}$'),
  conv text not null,
  version int not null,
  supporter uuid not null,
  opened_on date not null,
  constraint emergency_openings_pk primary key (program, id)
);
select guard_table('emergency_openings');

-- The supporter's half, sealed to the on-call contacts they chose.
create table emergency_opening_halves (
  program uuid not null default current_program(),
  opening text not null,
  person uuid not null,
  half_sealed bytea not null,
  constraint emergency_opening_halves_pk primary key (program, opening, person),
  constraint emergency_opening_halves_of_opening foreign key (program, opening) references emergency_openings (program, id) on delete cascade
);
select guard_table('emergency_opening_halves');

create table emergency_readings (
  program uuid not null default current_program(),
  opening text not null,
  person uuid not null,
  read_on date not null,
  constraint emergency_readings_pk primary key (program, opening, person),
  constraint emergency_readings_of_opening foreign key (program, opening) references emergency_openings (program, id) on delete cascade
);
select guard_table('emergency_readings');

-- For the rooms above, which ask at their doors.
create view suspended_accounts as
  select s.program, s.account, s.ends_on, exists (select from suspension_upholdings u where u.program = s.program and u.account = s.account) as upheld
  from account_suspensions s;
select guard_view('suspended_accounts');

create view suspended_supporters as select program, person from supporter_suspensions;
select guard_view('suspended_supporters');
