-- What reading, weighing and people wrote is bound to the ledger: for each row that was written a digest, and for each row of this table
-- an entry of the ledger with the SHA-256 of it (store/row-log.ts writes, verify/rows.ts compares). docs/evidence-format.md says the form.
create table row_log (
  no bigint generated always as identity primary key,
  mandate_id text not null,
  kind text not null,
  rows bytea not null -- for each row its id (8 bytes, a capture 16) and 16 bytes of its digest: zeros when it is gone
);
alter table row_log enable row level security;
alter table row_log force row level security;
create policy by_ground on row_log using (mandate_id = (select ground_content())) with check (mandate_id = (select ground_content()));

-- What was there before is not bound: up to which id, so that verify says so and takes nothing else for it.
do $$
declare
  t text;
  m text;
  made jsonb;
begin
  foreach t in array array['capture', 'sighting', 'advert', 'signal', 'weighing', 'judgement', 'open_request'] loop
    execute format('alter table %I no force row level security', t);
  end loop;
  for m in select distinct line from mandate order by line loop
    select jsonb_build_object(
      'reading', coalesce((select max(id) from sighting where mandate_id = m), 0),
      'advert', coalesce((select max(id) from advert where mandate_id = m), 0),
      'signal', coalesce((select max(id) from signal where mandate_id = m), 0),
      'weighing', coalesce((select max(id) from weighing where mandate_id = m), 0),
      'judgement', coalesce((select max(id) from judgement where mandate_id = m), 0),
      'request', coalesce((select max(id) from open_request where mandate_id = m), 0)) into made;
    if made::text ~ '[1-9]' or exists (select 1 from capture where mandate_id = m) then
      insert into ledger (actor, mandate, act, detail)
      values ('pipeline', mandate_of_line(m), 'rows.begin', jsonb_build_object('line', m, 'before', made));
    end if;
  end loop;
  foreach t in array array['capture', 'sighting', 'advert', 'signal', 'weighing', 'judgement', 'open_request'] loop
    execute format('alter table %I force row level security', t);
  end loop;
end $$;
