-- One number a program. It grows with every change of what students can be offered, so that a copy in memory knows when it is old.
create table hours_versions (
  program uuid not null default current_program() references programs,
  version bigint not null,
  constraint hours_versions_pk primary key (program)
);
select guard_table('hours_versions');

create function hours_changed() returns trigger language plpgsql as $$
begin
  if current_program() is not null then
    insert into hours_versions (version) values (1)
      on conflict (program) do update set version = hours_versions.version + 1;
  end if;
  return null;
end $$;

-- Watched tables of the rooms above are those that decide who is ready, and how long a slot is.
create function watch_for_hours(name text) returns void language plpgsql as $$
begin
  execute format('create trigger %I after insert or update or delete on %I for each statement execute function hours_changed()', name || '_change_hours', name);
end $$;

-- Where supporters and students meet. Students see a place only once they have booked it.
create table meeting_places (
  program uuid not null default current_program() references programs,
  id uuid not null default gen_random_uuid(),
  name text not null,
  directions text not null default '',
  constraint meeting_places_pk primary key (program, id),
  constraint meeting_places_name check (char_length(name) between 1 and 80),
  constraint meeting_places_directions check (char_length(directions) <= 300)
);
create unique index meeting_places_name_taken on meeting_places (program, lower(name));
select guard_table('meeting_places');

-- The supporter's own link, which the student opens. It comes before the program's link or number.
create table supporter_ways (
  program uuid not null default current_program() references programs,
  supporter uuid not null,
  format text not null constraint supporter_ways_format check (format in ('phone', 'video')),
  way text not null constraint supporter_ways_https check (way like 'https://%'),
  constraint supporter_ways_pk primary key (program, supporter, format),
  constraint supporter_ways_of_supporter foreign key (program, supporter) references supporters (program, person) on delete cascade
);
select guard_table('supporter_ways');

-- Local time in the program's zone: minutes after midnight; an end beyond 1440 is on the next day. Weekday 1 is Monday.
create table weekly_hours (
  program uuid not null default current_program() references programs,
  id uuid not null default gen_random_uuid(),
  supporter uuid not null,
  weekday int not null constraint weekly_hours_weekday check (weekday between 1 and 7),
  starts int not null,
  ends int not null,
  kind text not null constraint weekly_hours_kind check (kind in ('bookable', 'drop-in')),
  capacity int,
  formats text[] not null,
  place uuid,
  valid_from date not null,
  valid_until date,
  constraint weekly_hours_pk primary key (program, id),
  constraint weekly_hours_of_supporter foreign key (program, supporter) references supporters (program, person) on delete cascade,
  constraint weekly_hours_of_place foreign key (program, place) references meeting_places (program, id),
  constraint weekly_hours_span check (starts >= 0 and starts < 1440 and ends > starts and ends <= starts + 1440),
  constraint weekly_hours_formats check (cardinality(formats) > 0 and formats <@ array['in-person', 'phone', 'video', 'messaging']),
  constraint weekly_hours_capacity check ((kind = 'drop-in') = (capacity is not null) and capacity between 1 and 50),
  constraint weekly_hours_validity check (valid_until >= valid_from)
);
create index weekly_hours_by_supporter on weekly_hours (program, supporter);
select guard_table('weekly_hours');

-- One occurrence that does not take place.
create table hours_off (
  program uuid not null default current_program() references programs,
  hours uuid not null,
  on_day date not null,
  constraint hours_off_pk primary key (program, hours, on_day),
  constraint hours_off_of_hours foreign key (program, hours) references weekly_hours (program, id) on delete cascade
);
select guard_table('hours_off');

create table extra_hours (
  program uuid not null default current_program() references programs,
  id uuid not null default gen_random_uuid(),
  supporter uuid not null,
  on_day date not null,
  starts int not null,
  ends int not null,
  kind text not null constraint extra_hours_kind check (kind in ('bookable', 'drop-in')),
  capacity int,
  formats text[] not null,
  place uuid,
  constraint extra_hours_pk primary key (program, id),
  constraint extra_hours_of_supporter foreign key (program, supporter) references supporters (program, person) on delete cascade,
  constraint extra_hours_of_place foreign key (program, place) references meeting_places (program, id),
  constraint extra_hours_span check (starts >= 0 and starts < 1440 and ends > starts and ends <= starts + 1440),
  constraint extra_hours_formats check (cardinality(formats) > 0 and formats <@ array['in-person', 'phone', 'video', 'messaging']),
  constraint extra_hours_capacity check ((kind = 'drop-in') = (capacity is not null) and capacity between 1 and 50)
);
create index extra_hours_by_supporter on extra_hours (program, supporter, on_day);
select guard_table('extra_hours');

-- Exam weeks and holidays of the whole program. Closed days hold no hours; the others are only marked.
create table program_closures (
  program uuid not null default current_program() references programs,
  id uuid not null default gen_random_uuid(),
  kind text not null constraint program_closures_kind check (kind in ('exams', 'holiday')),
  name text not null constraint program_closures_name check (char_length(name) between 1 and 80),
  first_day date not null,
  last_day date not null,
  closed boolean not null,
  constraint program_closures_pk primary key (program, id),
  constraint program_closures_span check (last_day >= first_day and last_day < first_day + 367)
);
select guard_table('program_closures');

-- How many supporters the program wants in each hour of the week; no row means none.
create table hour_needs (
  program uuid not null default current_program() references programs,
  weekday int not null constraint hour_needs_weekday check (weekday between 1 and 7),
  hour int not null constraint hour_needs_hour check (hour between 0 and 23),
  need int not null constraint hour_needs_need check (need between 1 and 20),
  constraint hour_needs_pk primary key (program, weekday, hour)
);
select guard_table('hour_needs');

select watch_for_hours(name) from unnest(array[
  'meeting_places', 'supporter_ways', 'weekly_hours', 'hours_off', 'extra_hours', 'program_closures',
  'supporters', 'lived_experiences', 'supporter_pauses', 'supporter_agreements',
  'people', 'departures', 'role_grants', 'assessor_answers', 'cohorts', 'sites', 'topics', 'programs', 'account_closures']) as name;

-- Students make ways back all day; only those of staff decide who is ready.
create function staff_way_back_changed() returns trigger language plpgsql as $$
begin
  if current_program() is not null and exists (select from accounts where id = coalesce(new.account, old.account) and kind = 'staff') then
    insert into hours_versions (version) values (1)
      on conflict (program) do update set version = hours_versions.version + 1;
  end if;
  return null;
end $$;
create trigger ways_back_change_hours after insert or update or delete on ways_back for each row execute function staff_way_back_changed();

create view hours_version as select program, version from hours_versions;
select guard_view('hours_version');
