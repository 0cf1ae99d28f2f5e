-- What a student's devices tell each other waits here until the week is over, and is then written to `vaults` with everybody else's,
-- shuffled. Unlogged and without a foreign key, as `sessions` is and for the same reason: written beside a booking it would name an account.
create unlogged table vaults_waiting (
  program uuid not null default current_program() references programs,
  account text not null,
  week date not null,
  over int not null,
  version int not null,
  content_sealed bytea not null,
  constraint vaults_waiting_pk primary key (program, account)
);
alter table vaults_waiting alter account set statistics 0, alter version set statistics 0, alter content_sealed set statistics 0;
select guard_table('vaults_waiting');
