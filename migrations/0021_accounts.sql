-- An account that came in onboarding week waits here, sealed under its week's key (platform/shred), until the week closes and all of
-- its week are written at once, shuffled. Then the key is destroyed: the order of these rows, in any dump or log, is the order of nobody.
create table arrivals (
  program uuid not null default current_program() references programs,
  lookup bytea not null constraint arrivals_lookup_length check (octet_length(lookup) = 32),
  week date not null,
  content_sealed bytea not null,
  vault_sealed bytea,
  constraint arrivals_pk primary key (program, lookup)
);
select guard_table('arrivals');

-- Where its ways back lie, under the same key: words saved in the morning open the account in the afternoon.
create table arrival_ways (
  program uuid not null default current_program() references programs,
  lookup bytea not null constraint arrival_ways_lookup_length check (octet_length(lookup) = 32),
  arrival bytea not null,
  constraint arrival_ways_pk primary key (program, lookup),
  constraint arrival_ways_of_arrival foreign key (program, arrival) references arrivals (program, lookup) on delete cascade
);
create index arrival_ways_by_arrival on arrival_ways (program, arrival);
select guard_table('arrival_ways');
