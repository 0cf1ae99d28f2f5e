-- An account is two public keys. No name, no address, no time: nothing here says who or when.
create table accounts (
  program uuid not null default current_program() references programs,
  id text not null constraint accounts_id_shape check (id ~ '^[A-Za-z0-9_-]{22}$'),
  pk_auth bytea not null constraint accounts_auth_length check (octet_length(pk_auth) = 32),
  pk_hpke bytea not null constraint accounts_hpke_length check (octet_length(pk_hpke) = 32),
  kind text not null constraint accounts_kind check (kind in ('student', 'staff')),
  constraint accounts_pk primary key (program, id),
  constraint accounts_auth_taken unique (program, pk_auth),
  constraint accounts_hpke_taken unique (program, pk_hpke)
);
select guard_table('accounts');

-- A member of staff who lost every way in gets new keys; the old account opens nothing from that day on.
create table account_closures (
  program uuid not null default current_program() references programs,
  account text not null,
  closed_on date not null,
  constraint account_closures_pk primary key (program, account),
  constraint account_closures_of_account foreign key (program, account) references accounts (program, id) on delete cascade
);
select guard_table('account_closures');

-- A root, locked by something only its owner has. The server keeps a hash of the proof and never the key.
create table ways_back (
  program uuid not null default current_program() references programs,
  id uuid not null default gen_random_uuid(),
  account text not null,
  kind text not null constraint ways_back_kind check (kind in ('passkey', 'words', 'passphrase')),
  version int not null,
  lookup bytea not null constraint ways_back_lookup_length check (octet_length(lookup) = 16),
  proof_hash bytea not null constraint ways_back_proof_length check (octet_length(proof_hash) = 32),
  salt bytea constraint ways_back_salt_length check (octet_length(salt) = 16),
  root_sealed bytea not null,
  constraint ways_back_pk primary key (program, id),
  constraint ways_back_lookup_taken unique (program, lookup),
  constraint ways_back_salted check ((kind = 'passphrase') = (salt is not null)),
  constraint ways_back_of_account foreign key (program, account) references accounts (program, id) on delete cascade
);
create index ways_back_by_account on ways_back (program, account);
select guard_table('ways_back');

-- Unlogged: a session is in no write-ahead log and no base backup. Only a hash of its token is kept, and an hour.
-- No foreign key: checking one locks the account's row, and that lock is logged and stays in the row as "who signed in last, and when".
create unlogged table sessions (
  program uuid not null default current_program() references programs,
  token_hash bytea not null,
  account text not null,
  expires_at timestamptz not null constraint sessions_coarse check (expires_at = date_trunc('hour', expires_at, 'UTC')),
  constraint sessions_pk primary key (program, token_hash)
);
create index sessions_by_account on sessions (program, account);
-- The planner's samples would lie in the catalogue, which is logged and backed up: a list of who was signed in.
alter table sessions alter token_hash set statistics 0, alter account set statistics 0, alter expires_at set statistics 0;
select guard_table('sessions');

-- Settings and pinned things that travel with the account. Never written as part of booking: a row here has a time of its own.
create table vaults (
  program uuid not null default current_program() references programs,
  account text not null,
  version int not null,
  content_sealed bytea not null,
  constraint vaults_pk primary key (program, account),
  constraint vaults_of_account foreign key (program, account) references accounts (program, id) on delete cascade
);
select guard_table('vaults');

-- One open invitation a person; inviting again replaces it. `subject` belongs to the people room and means nothing here.
create table invitations (
  program uuid not null default current_program() references programs,
  subject uuid not null,
  key_hash bytea not null,
  expires_on date not null,
  constraint invitations_pk primary key (program, subject),
  constraint invitations_key_taken unique (program, key_hash)
);
select guard_table('invitations');

-- The latest acceptance, so that a request sent twice is answered twice and not refused.
create table invitation_acceptances (
  program uuid not null default current_program() references programs,
  subject uuid not null,
  key_hash bytea not null,
  account text not null,
  accepted_on date not null,
  constraint invitation_acceptances_pk primary key (program, subject),
  constraint invitation_acceptances_of_account foreign key (program, account) references accounts (program, id) on delete cascade
);
select guard_table('invitation_acceptances');

-- For rooms below: staff are ready for duty with two ways back, and sealing needs their key.
create view account_standing as
  select a.program, a.id as account, a.kind, a.pk_auth, a.pk_hpke,
    (select count(*)::int from ways_back w where w.program = a.program and w.account = a.id) as ways_back
  from accounts a
  where not exists (select from account_closures c where c.program = a.program and c.account = a.id);
select guard_view('account_standing');

create view invitation_standing as
  select program, subject, expires_on from invitations;
select guard_view('invitation_standing');
