-- What an account shows about itself: the program's own signature, of one academic year, over the hash of its keys. No name, no date.
create table account_certificates (
  program uuid not null default current_program() references programs,
  account text not null,
  term text not null,
  prepared bytea not null,
  signature bytea not null,
  constraint account_certificates_pk primary key (program, account, term)
);
select guard_table('account_certificates');

-- For conversations and requests: whoever is about to seal something to a student checks that these keys are certified.
create view account_certificates_shown as
  select program, account, term, prepared, signature from account_certificates;
select guard_view('account_certificates_shown');
