-- One row a program. Names are {"en": ..., "fr": ..., "zh": ...}; at least one language is there.
create table programs (
  id uuid primary key default current_program(),
  slug text not null constraint programs_slug_taken unique
    constraint programs_slug_shape check (slug ~ '^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])$'),
  names jsonb not null,
  public_names jsonb not null,
  icon_colour text not null default 'teal',
  country text not null constraint programs_country_shape check (country ~ '^[A-Z]{2}$'),
  region text,
  locales text[] not null constraint programs_speak check (cardinality(locales) > 0 and locales <@ array['en', 'fr', 'zh']),
  time_zone text not null,
  settings jsonb not null default '{}'
);

-- A program is its own: visible where its id is the setting. No delete: a program ends by being closed.
alter table programs enable row level security;
alter table programs force row level security;
create policy own_program on programs using (id = current_program()) with check (id = current_program());
-- For the two functions below, which run as the owner; the app's role is not the owner and gains nothing by this.
create policy directory on programs for select to current_user using (true);
grant select, insert, update on programs to peerside_app;

-- Before the setting exists, these two narrow questions are all that can be asked.
create function program_by_slug(wanted text)
  returns table (id uuid, slug text, time_zone text, country text, locales text[], names jsonb, public_names jsonb, icon_colour text, demonstration boolean)
  language sql stable security definer set search_path = public, pg_temp as
$$ select id, slug, time_zone, country, locales, names, public_names, icon_colour,
  coalesce((settings ->> 'demonstration')::boolean, false) from programs where slug = wanted $$;

create function list_programs()
  returns table (slug text, public_names jsonb)
  language sql stable security definer set search_path = public, pg_temp as
$$ select slug, public_names from programs order by slug $$;

revoke execute on function program_by_slug(text), list_programs() from public;
grant execute on function program_by_slug(text), list_programs() to peerside_app;

create table cohorts (
  program uuid not null default current_program() references programs,
  id uuid primary key default gen_random_uuid(),
  names jsonb not null,
  position int not null,
  ended_on date,
  constraint cohorts_of_program unique (program, id)
);
select guard_table('cohorts');

create table sites (
  program uuid not null default current_program() references programs,
  id uuid primary key default gen_random_uuid(),
  names jsonb not null,
  position int not null,
  ended_on date,
  constraint sites_of_program unique (program, id)
);
select guard_table('sites');

-- A retired topic is offered no longer; records of the past keep it. One that escalates opens the safety panel.
create table topics (
  program uuid not null default current_program() references programs,
  id uuid primary key default gen_random_uuid(),
  key text not null,
  names jsonb not null,
  position int not null,
  escalates boolean not null default false,
  retired_on date,
  constraint topics_of_program unique (program, id),
  constraint topics_key_taken unique (program, key)
);
select guard_table('topics');

-- The limits of confidentiality: a version holds every language at once and is never changed.
create table confidentiality_texts (
  program uuid not null default current_program() references programs,
  version int not null,
  pack text not null,
  texts jsonb not null,
  written_by uuid,
  written_on date not null,
  constraint confidentiality_texts_pk primary key (program, version)
);
select guard_table('confidentiality_texts');

-- A named person has read a version and the reporting duties behind it. Students see the newest reviewed version.
create table confidentiality_reviews (
  program uuid not null default current_program() references programs,
  version int not null,
  reviewer text not null,
  reviewed_on date not null,
  recorded_by uuid,
  constraint confidentiality_reviews_pk primary key (program, version),
  constraint confidentiality_reviews_of_text foreign key (program, version) references confidentiality_texts
);
select guard_table('confidentiality_reviews');

-- Lines from the country's pack (pack_key) and the program's own campus lines (pack_key null).
create table crisis_lines (
  program uuid not null default current_program() references programs,
  id uuid primary key default gen_random_uuid(),
  pack_key text,
  kind text not null constraint crisis_lines_kind check (kind in
    ('emergency', 'crisis', 'student', 'physician', 'identity', 'sexual-violence', 'substance', 'campus')),
  names jsonb not null,
  call text,
  text_number text,
  text_keyword text,
  chat_url text,
  url text,
  hours text,
  languages text[] not null,
  audiences jsonb not null default '{}',
  school_is_told text not null constraint crisis_lines_school check (school_is_told in ('no', 'yes', 'if-risk', 'unknown')),
  paired_with text,
  position int not null,
  source_url text,
  pack_read_on date,
  constraint crisis_lines_of_program unique (program, id),
  constraint crisis_lines_pack_key_once unique (program, pack_key),
  constraint crisis_lines_reachable check (coalesce(call, text_number, chat_url, url) is not null)
);
select guard_table('crisis_lines');

create table crisis_line_checks (
  program uuid not null default current_program() references programs,
  line uuid not null,
  checked_by text not null,
  checked_on date not null,
  recorded_by uuid,
  constraint crisis_line_checks_pk primary key (program, line, checked_on),
  constraint crisis_line_checks_of_line foreign key (program, line) references crisis_lines (program, id) on delete cascade
);
select guard_table('crisis_line_checks');

-- Answers that the opening waits for; the newest one counts, the older ones stay.
create table opening_answers (
  program uuid not null default current_program() references programs,
  id uuid not null default gen_random_uuid(),
  number bigint generated always as identity,
  question text not null constraint opening_answers_question check (question in ('under-18')),
  answer text not null,
  answered_by text not null,
  answered_on date not null,
  recorded_by uuid,
  constraint opening_answers_pk primary key (program, id)
);
select guard_table('opening_answers');

-- The doors are open to students while there is an opening without a closing.
create table program_openings (
  program uuid not null default current_program() references programs,
  id uuid primary key default gen_random_uuid(),
  opened_at timestamptz not null,
  opened_by uuid,
  constraint program_openings_of_program unique (program, id)
);
select guard_table('program_openings');

create table program_closings (
  program uuid not null default current_program() references programs,
  opening uuid not null,
  closed_at timestamptz not null,
  closed_by uuid,
  constraint program_closings_pk primary key (program, opening),
  constraint program_closings_of_opening foreign key (program, opening) references program_openings (program, id)
);
select guard_table('program_closings');

-- Which steps of the first set-up are behind us, so that it can be resumed.
create table setup_steps (
  program uuid not null default current_program() references programs,
  step text not null,
  done_on date not null,
  constraint setup_steps_pk primary key (program, step)
);
select guard_table('setup_steps');

-- For rooms below: whether a student may make a first contact. Opened and not closed, and what must be told first is there.
create view open_programs as
  select p.id as program from programs p
  where exists (select from program_openings o where o.program = p.id
      and not exists (select from program_closings c where c.program = o.program and c.opening = o.id))
    and exists (select from confidentiality_reviews r where r.program = p.id)
    and 2 = (select count(distinct l.kind) from crisis_lines l join crisis_line_checks k on k.program = l.program and k.line = l.id
      where l.program = p.id and l.kind in ('emergency', 'crisis'));
select guard_view('open_programs');

create view limits_in_force as
  select program, max(version) as version from confidentiality_reviews group by program;
select guard_view('limits_in_force');
