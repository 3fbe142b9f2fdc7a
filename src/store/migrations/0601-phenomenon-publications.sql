-- What of research on phenomena is to leave: a table with its small cells hidden, frozen as bytes when one person offers it; another decides. What was told of
-- which cell stands beside it, so that no later table tells by difference what this one hid.
create table phenomenon_offer (
  id int generated always as identity primary key,
  mandate_id text not null references mandate,
  body text not null,
  digest text not null check (digest ~ '^[0-9a-f]{64}$'),
  told jsonb not null,
  by text not null references app_user,
  at timestamptz not null default now()
);
create table phenomenon_decision (
  offer_id int primary key references phenomenon_offer,
  mandate_id text not null references mandate,
  -- Null: it is not published.
  number int,
  reason text not null,
  by text not null references app_user,
  at timestamptz not null default now(),
  unique (mandate_id, number)
);
create trigger never_changed before update or delete on phenomenon_offer for each row execute function kept_as_written();
create trigger never_changed before update or delete on phenomenon_decision for each row execute function kept_as_written();
alter table phenomenon_offer enable row level security;
alter table phenomenon_decision enable row level security;
create policy seen on phenomenon_offer for select using (mandate_id = (select ground_content()));
create policy seen on phenomenon_decision for select using (mandate_id = (select ground_content()));
create policy written on phenomenon_offer for insert with check (mandate_id = (select ground_content()) and by = (select ground_user()));
create policy written on phenomenon_decision for insert with check (mandate_id = (select ground_content()) and by = (select ground_user())
  and ((select ground_role()) = 'system' or not exists (select 1 from phenomenon_offer o where o.id = offer_id and o.by = (select ground_user()))));
do $$
declare
  found_rows jsonb;
begin
  select jsonb_object_agg(named, n) filter (where n > 0) into found_rows from (values
    ('phenomenon_offer', bind_rows('phenomenon_offer', 'id')),
    ('phenomenon_decision', bind_rows('phenomenon_decision', 'offer_id'))) as b (named, n);
  if found_rows is not null then
    insert into ledger (actor, act, detail) values ('pipeline', 'rows.extend', jsonb_build_object('found', found_rows));
  end if;
end $$;
