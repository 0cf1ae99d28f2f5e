-- A second root with its token, sealed under twelve words of its own, at a place that only those words name. Nothing here says whose it
-- is. The year is the whole program's: a spare of a year that is over opens nothing any more and goes.
create table spares (
  program uuid not null default current_program() references programs,
  lookup bytea not null constraint spares_lookup_length check (octet_length(lookup) = 16),
  proof_hash bytea not null constraint spares_proof_length check (octet_length(proof_hash) = 32),
  content_sealed bytea not null,
  term text not null,
  constraint spares_pk primary key (program, lookup)
);
select guard_table('spares');

-- What coordinators are told of the crowd, once a day for everybody who looks: two looks an hour apart show the same.
create table crowd_looks (
  program uuid not null default current_program() references programs,
  day date not null,
  students int,
  tenths int,
  constraint crowd_looks_pk primary key (program, day)
);
select guard_table('crowd_looks');
