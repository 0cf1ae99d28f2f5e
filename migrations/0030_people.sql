-- Named staff. The account is linked when the invitation is accepted, and again after a new invitation.
create table people (
  program uuid not null default current_program() references programs,
  id uuid primary key default gen_random_uuid(),
  account text,
  full_name text not null,
  contact_email text,
  contact_phone text,
  joined_on date not null,
  constraint people_of_program unique (program, id),
  constraint people_account_taken unique (program, account),
  constraint people_of_account foreign key (program, account) references accounts (program, id),
  constraint people_email_shape check (contact_email is null or contact_email like '%_@_%')
);
create unique index people_email_taken on people (program, lower(contact_email));
select guard_table('people');

-- Who has left. Alumni keep their name in past records of duty and hold no role.
create table departures (
  program uuid not null default current_program() references programs,
  person uuid not null,
  left_on date not null,
  recorded_by uuid,
  constraint departures_pk primary key (program, person),
  constraint departures_of_person foreign key (program, person) references people (program, id)
);
select guard_table('departures');

-- cohorts null means every cohort, also those still to come.
create table role_grants (
  program uuid not null default current_program() references programs,
  id uuid not null default gen_random_uuid(),
  person uuid not null,
  role text not null constraint role_grants_role check (role in
    ('coordinator', 'supporter', 'facilitator', 'faculty-advisor', 'psychologist', 'on-call', 'safety-contact', 'evaluator')),
  cohorts uuid[],
  granted_by uuid,
  granted_on date not null,
  constraint role_grants_pk primary key (program, id),
  constraint role_grants_once unique (program, person, role),
  constraint role_grants_of_person foreign key (program, person) references people (program, id)
);
select guard_table('role_grants');

-- "Do you assess or promote this cohort?", asked of each person, each cohort, each academic year.
create table assessor_answers (
  program uuid not null default current_program() references programs,
  person uuid not null,
  cohort uuid not null,
  academic_year int not null,
  assesses boolean not null,
  answered_on date not null,
  constraint assessor_answers_pk primary key (program, person, cohort, academic_year),
  constraint assessor_answers_of_person foreign key (program, person) references people (program, id),
  constraint assessor_answers_of_cohort foreign key (program, cohort) references cohorts (program, id)
);
select guard_table('assessor_answers');

-- Who answers an emergency at each hour of the week: weekday 1 is Monday; ends_hour 24 is midnight.
create table emergency_hours (
  program uuid not null default current_program() references programs,
  id uuid not null default gen_random_uuid(),
  person uuid not null,
  weekday int not null,
  starts_hour int not null,
  ends_hour int not null,
  constraint emergency_hours_pk primary key (program, id),
  constraint emergency_hours_of_person foreign key (program, person) references people (program, id),
  constraint emergency_hours_weekday check (weekday between 1 and 7),
  constraint emergency_hours_span check (starts_hour >= 0 and starts_hour < ends_hour and ends_hour <= 24)
);
select guard_table('emergency_hours');

-- For rooms below: each person who has not left, with what the assessor firewall needs to know, one row per academic year answered.
create view person_assessments as
  select program, person, academic_year,
    coalesce(array_agg(cohort) filter (where assesses), '{}') as examined,
    coalesce(array_agg(cohort) filter (where not assesses), '{}') as cleared
  from assessor_answers group by program, person, academic_year;
select guard_view('person_assessments');

create view standing_people as
  select p.program, p.id, p.account, p.full_name, p.contact_email, p.contact_phone
  from people p
  where not exists (select from departures d where d.program = p.program and d.person = p.id);
select guard_view('standing_people');
