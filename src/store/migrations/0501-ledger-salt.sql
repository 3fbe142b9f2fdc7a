-- Each entry of the ledger holds a salt, 122 random bits that stand in its hashed text alone. Whoever is given one entry with its proof also gets
-- hashes of entries that he may not see (`prev`, the hashes beside it in the tree): without the salt a guess at one of those could be tried on its hash.
-- As before (0410), with the salt.
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
    'actor', new.actor, 'mandate', new.mandate, 'act', new.act, 'subject', new.subject, 'detail', new.detail,
    'salt', replace(gen_random_uuid()::text, '-', ''))::text;
  new.hash := sha256(new.prev || convert_to(new.entry, 'UTF8'));
  return new;
end $$;
