-- What students may know of a supporter. The name shown is the supporter's own choice; the full name stays in people.
create table supporters (
  program uuid not null default current_program() references programs,
  person uuid not null,
  display_name text not null,
  cohort uuid,
  site uuid,
  languages text[] not null default '{}',
  topics uuid[] not null default '{}',
  about text not null default '',
  constraint supporters_pk primary key (program, person),
  constraint supporters_of_person foreign key (program, person) references people (program, id),
  constraint supporters_of_cohort foreign key (program, cohort) references cohorts (program, id),
  constraint supporters_of_site foreign key (program, site) references sites (program, id),
  constraint supporters_display_name check (char_length(display_name) between 1 and 40),
  constraint supporters_about check (char_length(about) <= 280)
);
create unique index supporters_display_name_taken on supporters (program, lower(display_name));
select guard_table('supporters');

-- Each item is shown only from the day its owner said yes to that item; imported items wait unseen.
create table lived_experiences (
  program uuid not null default current_program() references programs,
  id uuid not null default gen_random_uuid(),
  person uuid not null,
  wording text not null,
  shown_since date,
  constraint lived_experiences_pk primary key (program, id),
  constraint lived_experiences_once unique (program, person, wording),
  constraint lived_experiences_of_supporter foreign key (program, person) references supporters (program, person) on delete cascade,
  constraint lived_experiences_wording check (char_length(wording) between 1 and 60)
);
select guard_table('lived_experiences');

-- A pause has no reason and leaves no trace: coming back deletes it.
create table supporter_pauses (
  program uuid not null default current_program() references programs,
  person uuid not null,
  paused_on date not null,
  constraint supporter_pauses_pk primary key (program, person),
  constraint supporter_pauses_of_supporter foreign key (program, person) references supporters (program, person) on delete cascade
);
select guard_table('supporter_pauses');

create table supporter_agreements (
  program uuid not null default current_program() references programs,
  person uuid not null,
  signed_on date not null,
  constraint supporter_agreements_pk primary key (program, person),
  constraint supporter_agreements_of_supporter foreign key (program, person) references supporters (program, person) on delete cascade
);
select guard_table('supporter_agreements');

-- Everyone who supports or has supported, with or without a profile yet, and what their readiness rests on.
create view supporter_standing as
  select p.program, p.id as person, p.account, p.full_name, g.cohorts as granted_cohorts, (s.person is not null) as has_profile,
    (g.person is null or exists (select from departures d where d.program = p.program and d.person = p.id)) as has_left,
    exists (select from supporter_pauses x where x.program = p.program and x.person = p.id) as paused,
    (a.account is not null) as has_account,
    coalesce(a.ways_back >= 2, false) as two_ways_back,
    exists (select from supporter_agreements x where x.program = p.program and x.person = p.id) as agreement_signed,
    coalesce(cardinality(s.languages) > 0, false) as languages_named
  from people p
  left join role_grants g on g.program = p.program and g.person = p.id and g.role = 'supporter'
  left join supporters s on s.program = p.program and s.person = p.id
  left join account_standing a on a.program = p.program and a.account = p.account
  where g.person is not null or s.person is not null;
select guard_view('supporter_standing');
