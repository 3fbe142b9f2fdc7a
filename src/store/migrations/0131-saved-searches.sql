-- Searches that people keep, share and follow. Name and terms are sealed under the kept key of the mandate: beside the counts of what came
-- in they would say in clear what adverts state.
create table saved_search (
  id int generated always as identity primary key,
  mandate_id text not null references mandate,
  by text not null references app_user,
  sealed bytea not null,
  shared boolean not null default false,
  watch_until timestamptz, -- followed to then; null: not followed
  made_at timestamptz not null default now(),
  removed_at timestamptz
);
create index on saved_search (mandate_id) where removed_at is null;

-- What came in for a followed search, a row a batch and site: counts only, never which advert.
create table watch_hit (
  id bigint generated always as identity primary key,
  mandate_id text not null,
  search_id int not null references saved_search,
  at timestamptz not null default clock_timestamp(),
  site text not null,
  fresh int not null, -- adverts that were not there before
  changed int not null -- adverts whose text became another
);
create index on watch_hit (search_id, id);
create table watch_seen (
  search_id int not null references saved_search,
  user_id text not null references app_user,
  mandate_id text not null,
  hit_id bigint not null, -- up to this one
  primary key (search_id, user_id)
);

do $$
declare
  t text;
begin
  foreach t in array array['saved_search', 'watch_hit', 'watch_seen'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy by_ground on %I using (mandate_id = (select ground_content())) with check (mandate_id = (select ground_content()))', t);
  end loop;
end $$;
