-- The linker's log and snapshots are sealed under a key of their generation. Erasing begins the next one: a snapshot without the
-- erased, under a new key; the log of before and the old snapshots go, and then their key.

create table link_state (
  mandate_id text primary key,
  generation int not null -- the key is link/MANDATE-GENERATION (evidence/keys.ts)
);
-- Adverts whose rows were erased and that the linker still knows: it is told in a step of its own, which a kill may put off.
create table link_withdrawal (
  mandate_id text not null,
  advert_id int not null,
  primary key (mandate_id, advert_id)
);
-- Keys that wrap nothing any more: destroyed one run of retention later than the rows.
create table retired_key (
  name text primary key,
  mandate_id text not null,
  at timestamptz not null default now()
);
alter table link_event add column generation int, add column sealed bytea;
-- Rows of before this migration are in clear until the first erasing, or the next snapshot, of their mandate.
alter table link_event alter column body drop not null;
alter table link_event add constraint link_event_either check ((body is null) = (sealed is not null));
alter table link_event alter column sealed set storage external;
alter table link_snapshot add column generation int;

do $$
declare
  t text;
begin
  foreach t in array array['link_state', 'link_withdrawal', 'retired_key'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy by_ground on %I using (mandate_id = (select ground_content())) with check (mandate_id = (select ground_content()))', t);
  end loop;
end $$;

-- Set with the ledger entry `segment.drop`, before the files go.
alter table segment add column dropped_at timestamptz;
