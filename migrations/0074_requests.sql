-- A student asks to be written with. The row says nothing at all: who, which language, which topic, whom not and until when lie
-- sealed under a key of this request's own in the key store, all of one size. Row and key go when it is answered, withdrawn or over.
create table requests (
  program uuid not null default current_program() references programs,
  conv text not null constraint requests_conv_shape check (conv ~ '^[A-Za-z0-9_-]{22}$'),
  asked_sealed bytea not null constraint requests_one_size check (octet_length(asked_sealed) = 16412),
  constraint requests_pk primary key (program, conv)
);
select guard_table('requests');
