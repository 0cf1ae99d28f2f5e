-- Where a member of staff can be reached. An address of a push service or a mail box, chosen by themselves.
create table notice_channels (
  program uuid not null default current_program() references programs,
  id uuid primary key default gen_random_uuid(),
  person uuid not null,
  kind text not null constraint notice_channels_kind check (kind in ('push', 'mail', 'calendar')),
  -- push: {endpoint, p256dh, auth}; mail: {address}; calendar: {hash} of the feed's secret.
  reach jsonb not null,
  locale text not null,
  constraint notice_channels_of_person foreign key (program, person) references people (program, id) on delete cascade
);
create unique index notice_channels_push_once on notice_channels (program, person, (reach ->> 'endpoint')) where kind = 'push';
create unique index notice_channels_mail_once on notice_channels (program, person) where kind = 'mail';
create unique index notice_channels_calendar_once on notice_channels (program, person) where kind = 'calendar';
create unique index notice_channels_feed on notice_channels ((reach ->> 'hash')) where kind = 'calendar';
select guard_table('notice_channels');

-- A test alert on its way: four digits that the person reads from the alert and types back.
create table alert_tests (
  program uuid not null default current_program() references programs,
  person uuid primary key,
  digits text not null,
  constraint alert_tests_of_person foreign key (program, person) references people (program, id) on delete cascade
);
select guard_table('alert_tests');

-- The test alert arrived and was read: this supporter can be reached.
create table alert_confirmations (
  program uuid not null default current_program() references programs,
  person uuid primary key,
  confirmed_on date not null,
  constraint alert_confirmations_of_person foreign key (program, person) references people (program, id) on delete cascade
);
select guard_table('alert_confirmations');
select watch_for_hours(name) from unnest(array['alert_confirmations', 'notice_channels']) as name;

create view reachable_people as
  select c.program, c.person, bool_or(c.kind in ('push', 'mail')) as alerted, bool_or(c.kind = 'calendar') as calendar,
    exists (select from alert_confirmations a where a.program = c.program and a.person = c.person) as confirmed
  from notice_channels c group by c.program, c.person;
select guard_view('reachable_people');
