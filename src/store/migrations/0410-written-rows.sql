-- What people write in cases, proposals, questions, reports and searches, what sources are, and the parts of the index of words are bound to
-- the ledger row by row, whoever writes them: a trigger notes each row as it stands after a statement of the runtime role, and the next
-- ledger entry of the transaction tells the notes in `log`. A transaction without an entry gets one. docs/evidence-format.md says the form,
-- src/verify/ledger/written-tables.ts compares. A later migration binds its own tables with bind_rows(); one that changes rows of these
-- tables, or adds a column that is not null, calls note_found() for them before an entry of its own.

-- The functions here belong to the owner and write notes of other mandates too (who hears of a question); what is in the log is ids and digests.
alter table row_log no force row level security;
-- What stands under no mandate: for the system, which checks it.
create policy without_mandate on row_log for select using (mandate_id = '' and (select ground_role()) = 'system');

-- The digest of a row as it is bound: SHA-256 of its JSON without what is not bound and without what is null.
create function bound_digest(whole jsonb, without text[]) returns text language plpgsql immutable set search_path = pg_catalog, pg_temp as $$
declare
  part text;
begin
  foreach part in array without loop
    whole := whole #- part::text[];
  end loop;
  return encode(sha256(convert_to(jsonb_strip_nulls(whole)::text, 'UTF8')), 'hex');
end $$;

create function bound_key(whole jsonb, columns text) returns jsonb language sql immutable set search_path = pg_catalog, pg_temp as $$
  select jsonb_agg(whole -> c order by n) from unnest(string_to_array(columns, ',')) with ordinality as k(c, n)
$$;

-- Notes wait in a setting of the transaction, a line each: mandate, kind (`table` and its name), key, digest (empty: taken away). Whoever has the owner's rights
-- at the database does no act, and is not noted.
create function note_written() returns trigger language plpgsql security definer
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
  perform set_config('baken.written', coalesce(current_setting('baken.written', true), '')
    || jsonb_build_array(coalesce(whole->>'mandate_id', ''), 'table ' || tg_table_name, bound_key(whole, tg_argv[0]), digest)::text || E'\n', true);
  return null;
end $$;

-- Writes what waits into the log, a row a mandate and table, and returns what the ledger tells of it; null when nothing waits.
create function tell_written() returns jsonb language plpgsql security definer set search_path = baken, pg_temp as $$
declare
  waiting text := coalesce(current_setting('baken.written', true), '');
  told jsonb;
begin
  if waiting = '' then
    return null;
  end if;
  perform set_config('baken.written', '', true);
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
  return told;
end $$;

-- As before (0001), with what waits.
create or replace function ledger_chain() returns trigger language plpgsql security definer set search_path = baken, pg_temp as $$
declare
  last record;
  told jsonb;
begin
  perform pg_advisory_xact_lock(7267331, 1);
  select l.no, l.hash into last from ledger l order by l.no desc limit 1;
  new.no := coalesce(last.no, 0) + 1;
  new.at := clock_timestamp();
  new.prev := coalesce(last.hash, '\x0000000000000000000000000000000000000000000000000000000000000000'::bytea);
  new.detail := coalesce(new.detail, '{}'::jsonb);
  if current_setting('baken.written', true) <> '' then
    told := tell_written();
    new.detail := new.detail || jsonb_build_object('log', coalesce(new.detail->'log', '[]') || told);
  end if;
  new.entry := jsonb_build_object('no', new.no, 'at', to_char(new.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
    'actor', new.actor, 'mandate', new.mandate, 'act', new.act, 'subject', new.subject, 'detail', new.detail)::text;
  new.hash := sha256(new.prev || convert_to(new.entry, 'UTF8'));
  return new;
end $$;

-- At the commit: what no entry told.
create function tell_rest() returns trigger language plpgsql security definer set search_path = baken, pg_temp as $$
begin
  if current_setting('baken.written', true) <> '' then
    insert into ledger (actor, mandate, act, detail)
    values (coalesce(nullif(current_setting('baken.user', true), ''), 'pipeline'),
      mandate_of_line(nullif(current_setting('baken.mandate', true), '')), 'rows.write', '{}');
  end if;
  return null;
end $$;

-- Notes the rows of a table that are there now: for the next entry of this transaction.
create function note_found(named text, columns text, without text) returns bigint language plpgsql
set search_path = baken, pg_temp set timezone = 'UTC' set bytea_output = 'hex' set extra_float_digits = 1 as $$
declare
  forced boolean := (select c.relforcerowsecurity from pg_class c where c.oid = named::regclass);
  lines text;
  found_rows bigint;
begin
  if forced then
    execute format('alter table %I no force row level security', named);
  end if;
  execute format('select count(*), coalesce(string_agg(jsonb_build_array(coalesce(j->>''mandate_id'', ''''), %L, bound_key(j, %L), bound_digest(j, %L))::text || E''\n'', ''''), '''')
    from (select to_jsonb(t) as j from %I t) rows', 'table ' || named, columns, without, named) into found_rows, lines;
  if forced then
    execute format('alter table %I force row level security', named);
  end if;
  perform set_config('baken.written', coalesce(current_setting('baken.written', true), '') || lines, true);
  return found_rows;
end $$;

-- Has every row of a table noted from now on, and those that are there now with the next entry of this transaction; returns how many these are.
-- `columns`: its key; `without`: paths that are not bound; `changes`: `of` and columns, where changes of the others need no look.
create function bind_rows(named text, columns text, without text default '{}', changes text default '') returns bigint language plpgsql
set search_path = baken, pg_temp as $$
begin
  execute format('create or replace trigger noted after insert or delete or update %s on %I for each row execute function note_written(%L, %L)',
    changes, named, columns, without);
  execute format('drop trigger if exists told on %I', named);
  execute format('create constraint trigger told after insert or delete or update %s on %I deferrable initially deferred for each row execute function tell_rest()',
    changes, named);
  return note_found(named, columns, without);
end $$;

-- Beside a segment of the index: SHA-256 of its parts, made while they are written (store/inverted-index/segment.ts).
alter table index_segment add column parts bytea;
-- What tells a digest of a link, or of the template of an advert, from that of a guess: it goes with the row.
alter table link add column salt uuid;
alter table link alter column salt set default gen_random_uuid();
alter table advert add column template_salt uuid;

do $$
declare
  one record;
  t text;
  m text;
  made jsonb;
  found_rows bigint;
  all_found jsonb := '{}';
begin
  for one in
    select * from (values
      ('access_request', 'id', '{}', ''),
      ('access_review', 'id', '{}', ''),
      ('bulk_answer', 'list_id,from_line', '{}', ''),
      ('bulk_list', 'id', '{}', ''),
      ('case_act', 'case_id,no', '{}', ''),
      ('case_answer', 'case_id,request_id', '{}', ''),
      ('case_file', 'id', '{}', ''),
      ('case_item', 'case_id,no', '{"{kept_at}"}', ''),
      ('case_lead_change', 'case_id,no', '{}', ''),
      ('case_member', 'case_id,user_id', '{}', ''),
      ('certificate', 'id', '{}', ''),
      ('deconfliction_notice', 'id', '{}', ''),
      ('deconfliction_question', 'id', '{}', ''),
      ('finding_mark', 'key', '{}', ''),
      ('index_segment', 'id', '{}', ''),
      ('proposal', 'id', '{}', ''),
      ('report', 'no', '{}', ''),
      ('report_file', 'id', '{}', ''),
      ('report_file_part', 'id', '{}', ''),
      ('report_notice', 'id', '{}', ''),
      ('saved_search', 'id', '{}', ''),
      ('second_look', 'entry', '{}', ''),
      ('signal_merge', 'id', '{}', ''),
      ('source', 'id', '{"{clear_profile}","{parameters}","{profile}","{trap}","{useful}"}', 'of name, mandate_id, spec, state, sent_on'),
      ('team_capacity', 'id', '{}', ''),
      ('team_hours', 'record_id', '{}', ''),
      ('weighing_record', 'id', '{}', '')) as b (named, columns, without, changes)
  loop
    found_rows := bind_rows(one.named, one.columns, one.without, one.changes);
    if found_rows > 0 then
      all_found := all_found || jsonb_build_object(one.named, found_rows);
    end if;
  end loop;
  if all_found <> '{}' then
    insert into ledger (actor, act, detail) values ('pipeline', 'rows.extend', jsonb_build_object('found', all_found));
  end if;

  -- More of links, networks and adverts, which the program notes itself (store/row-log.ts): up to which ids they were there before.
  foreach t in array array['advert', 'link', 'network_event'] loop
    execute format('alter table %I no force row level security', t);
  end loop;
  for m in select distinct line from mandate order by line loop
    select jsonb_build_object(
      'link-value', coalesce((select max(id) from link where mandate_id = m), 0),
      'template', coalesce((select max(id) from advert where mandate_id = m), 0),
      'network-event', coalesce((select max(id) from network_event where mandate_id = m), 0)) into made;
    if made::text ~ '[1-9]' then
      insert into ledger (actor, mandate, act, detail)
      values ('pipeline', mandate_of_line(m), 'rows.extend', jsonb_build_object('line', m, 'before', made));
    end if;
  end loop;
  foreach t in array array['advert', 'link', 'network_event'] loop
    execute format('alter table %I force row level security', t);
  end loop;
end $$;
