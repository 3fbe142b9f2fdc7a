-- More of what was written is bound to the ledger: what of captures never changes, what follows for adverts from their captures, and rows of
-- links and of stays in networks (store/row-log.ts). What was there before is not bound: up to which ids, so that verify says so.
do $$
declare
  t text;
  m text;
  made jsonb;
begin
  foreach t in array array['capture', 'advert', 'network_membership', 'link'] loop
    execute format('alter table %I no force row level security', t);
  end loop;
  for m in select distinct line from mandate order by line loop
    select jsonb_build_object(
      'stored', 0, -- by the ledger entry: all that were stored before this one
      'seen', coalesce((select max(id) from advert where mandate_id = m), 0),
      'stay', coalesce((select max(id) from network_membership where mandate_id = m), 0),
      'link', coalesce((select max(id) from link where mandate_id = m), 0)) into made;
    if made::text ~ '[1-9]' or exists (select 1 from capture where mandate_id = m) then
      insert into ledger (actor, mandate, act, detail)
      values ('pipeline', mandate_of_line(m), 'rows.extend', jsonb_build_object('line', m, 'before', made));
    end if;
  end loop;
  foreach t in array array['capture', 'advert', 'network_membership', 'link'] loop
    execute format('alter table %I force row level security', t);
  end loop;
end $$;
