-- What each advert counts as in research on phenomena (week, place, form, language, price class, disguise), sealed under the data key of the capture that shows it.
alter table sighting add column counted bytea;
alter table sighting alter column counted set storage external;

-- Adverts that were erased, as counts. `level` says which dimensions a row tells beside the week; the others are ''. What fewer than five networks have in common
-- is not kept: it stands under 'withheld'.
create table phenomenon_folded (
  id int generated always as identity primary key,
  mandate_id text not null,
  level text not null check (level in ('week', 'source', 'place', 'form', 'language', 'price', 'disguise', 'all')),
  week text not null check (week ~ '^20[0-9][0-9]-W[0-5][0-9]$'),
  source text not null default '',
  place text not null default '',
  form text not null default '',
  language text not null default '',
  price text not null default '',
  disguise text not null default '',
  adverts int not null check (adverts > 0),
  networks int not null check (networks >= 0),
  unique (mandate_id, level, week, source, place, form, language, price, disguise)
);
alter table phenomenon_folded enable row level security;
alter table phenomenon_folded force row level security;
create policy seen on phenomenon_folded for select using (mandate_id = (select ground_content()));
create policy written on phenomenon_folded for insert
  with check (mandate_id = (select ground_content()) and (select ground_role()) = 'system');
create policy grown on phenomenon_folded for update
  using (mandate_id = (select ground_content()) and (select ground_role()) = 'system')
  with check (mandate_id = (select ground_content()));
do $$
declare
  found_rows jsonb;
begin
  select jsonb_object_agg(named, n) filter (where n > 0) into found_rows from (values
    ('phenomenon_folded', bind_rows('phenomenon_folded', 'id'))) as b (named, n);
  if found_rows is not null then
    insert into ledger (actor, act, detail) values ('pipeline', 'rows.extend', jsonb_build_object('found', found_rows));
  end if;
end $$;
