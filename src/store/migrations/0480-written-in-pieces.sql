-- What a transaction writes of bound tables (0410) no longer waits whole in a setting: each row that was added copied all that waited, so that
-- the time grew with the square of the rows. Beyond 32 kB what waits goes into the log of rows, and only what the ledger tells of it waits on.

-- Writes what waits into the log, a row a mandate and table; what the ledger tells of it waits in a setting of its own.
create function put_written() returns void language plpgsql security definer set search_path = baken, pg_temp as $$
declare
  waiting text := coalesce(current_setting('baken.written', true), '');
  told jsonb;
begin
  if waiting = '' then
    return;
  end if;
  with last as (
    select distinct on (l->0, l->1, l->2) l
    from (select n, line::jsonb as l from unnest(string_to_array(rtrim(waiting, E'\n'), E'\n')) with ordinality as w(line, n)) lines
    order by l->0, l->1, l->2, n desc
  ), put as (
    insert into row_log (mandate_id, kind, rows)
    select l->>0, l->>1, convert_to(jsonb_agg(jsonb_build_array(l->2, l->3) order by l->2)::text, 'UTF8') from last group by 1, 2
    returning no, kind, rows
  )
  select jsonb_agg(jsonb_build_object('no', no, 'kind', kind, 'rows', jsonb_array_length(convert_from(rows, 'UTF8')::jsonb),
    'digest', 'sha256:' || encode(sha256(rows), 'hex')) order by no) into told from put;
  perform set_config('baken.written', '', true),
    set_config('baken.told', (coalesce(nullif(current_setting('baken.told', true), ''), '[]')::jsonb || told)::text, true);
end $$;

-- As before (0410); a row that is written again after its note went into the log is noted again, and the last note counts.
create or replace function note_written() returns trigger language plpgsql security definer
set search_path = baken, pg_temp set timezone = 'UTC' set bytea_output = 'hex' set extra_float_digits = 1 as $$
declare
  whole jsonb := case when tg_op = 'DELETE' then to_jsonb(old) else to_jsonb(new) end;
  without text[] := tg_argv[1]::text[];
  digest text := '';
begin
  if pg_has_role(session_user, (select c.relowner from pg_class c where c.oid = tg_relid), 'MEMBER') then
    return null;
  end if;
  if tg_op <> 'DELETE' then
    digest := bound_digest(whole, without);
    if tg_op = 'UPDATE' and digest = bound_digest(to_jsonb(old), without) then
      return null;
    end if;
  end if;
  if length(current_setting('baken.written', true)) > 32768 then
    perform put_written();
  end if;
  perform set_config('baken.written', coalesce(current_setting('baken.written', true), '')
    || jsonb_build_array(coalesce(whole->>'mandate_id', ''), 'table ' || tg_table_name, bound_key(whole, tg_argv[0]), digest)::text || E'\n', true);
  return null;
end $$;

-- Writes the rest of what waits into the log, and returns what the ledger tells of all of it; null when nothing waits.
create or replace function tell_written() returns jsonb language plpgsql security definer set search_path = baken, pg_temp as $$
declare
  told jsonb;
begin
  perform put_written();
  told := nullif(current_setting('baken.told', true), '')::jsonb;
  perform set_config('baken.told', '', true);
  return told;
end $$;
