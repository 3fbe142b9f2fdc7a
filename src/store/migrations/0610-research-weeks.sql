-- What research counts of a week over all adverts that were read, sealed ones included: wording and combinations of signs that at least five networks used,
-- sealed under the mandate's key for fingerprints. Wording of fewer networks is counted in memory and kept nowhere.
create table research_week (
  mandate_id text not null references mandate,
  week date not null, -- its Monday
  adverts int not null check (adverts >= 0),
  networks int not null check (networks >= 0),
  method int not null,
  sealed bytea not null,
  told bytea not null, -- what of it is new in this week
  counted_at timestamptz not null default now(),
  -- The highest sighting that was counted.
  upto bigint not null,
  primary key (mandate_id, week)
);
alter table research_week alter column sealed set storage external, alter column told set storage external;

alter table research_week enable row level security;
alter table research_week force row level security;
create policy seen on research_week for select using (mandate_id = (select ground_content()));
create policy written on research_week for insert with check (mandate_id = (select ground_content()) and (select ground_role()) = 'system');
create policy changed on research_week for update using (mandate_id = (select ground_content()) and (select ground_role()) = 'system')
  with check (mandate_id = (select ground_content()) and (select ground_role()) = 'system');

do $$
declare
  n bigint := bind_rows('research_week', 'mandate_id,week');
begin
  if n > 0 then
    insert into ledger (actor, act, detail) values ('pipeline', 'rows.extend', jsonb_build_object('found', jsonb_build_object('research_week', n)));
  end if;
end $$;
