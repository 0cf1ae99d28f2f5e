-- A device of a student who asked to be told that there is something new. The push service's address leads to the device, and so to
-- a person: it lies sealed under a key of its own in the key store, all of one size, and in no dump or backup that anybody could read.
create table student_devices (
  program uuid not null default current_program() references programs,
  id uuid not null,
  account text not null,
  address_sealed bytea not null constraint student_devices_one_size check (octet_length(address_sealed) = 4124),
  constraint student_devices_pk primary key (program, id),
  constraint student_devices_of_account foreign key (program, account) references accounts (program, id) on delete cascade
);
create index student_devices_by_account on student_devices (program, account);
select guard_table('student_devices');
