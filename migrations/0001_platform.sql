-- The ground every room stands on: who may see what, decided by PostgreSQL beneath the doors.
create extension if not exists btree_gist;

grant usage on schema public to peerside_app;

-- The program of this transaction; null where none was set, and then no row is visible.
create function current_program() returns uuid language sql stable as
$$ select nullif(current_setting('peerside.program', true), '')::uuid $$;

create function guard_table(name text) returns void language plpgsql as $$
begin
  execute format('alter table %I enable row level security', name);
  execute format('alter table %I force row level security', name);
  execute format('create policy own_program on %I using (program = current_program()) with check (program = current_program())', name);
  execute format('grant select, insert, update, delete on %I to peerside_app', name);
end $$;

-- Views answer with the rights of whoever asks; a plain view would show every program.
create function guard_view(name text) returns void language plpgsql as $$
begin
  execute format('alter view %I set (security_invoker = true)', name);
  execute format('grant select on %I to peerside_app', name);
end $$;
