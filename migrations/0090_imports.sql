-- Which rows of spreadsheets have been taken in, so that the same file twice changes nothing: a keyed hash of each row and never its content. The key
-- lies outside the database and is destroyed, together with these rows, when a coordinator finishes the import.
create table imported_rows (
  program uuid not null default current_program() references programs,
  kind text not null constraint imported_rows_kind check (kind in ('supporters', 'hours', 'interactions')),
  fingerprint bytea not null,
  constraint imported_rows_pk primary key (program, fingerprint),
  constraint imported_rows_fingerprint check (length(fingerprint) = 32)
);
select guard_table('imported_rows');
