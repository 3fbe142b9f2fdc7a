-- Signals that belong together are merged into one, and come apart again exactly as they were: a merged signal keeps its own state.

create table signal_merge (
  id bigint generated always as identity primary key,
  mandate_id text not null references mandate,
  into_id bigint not null references signal,
  signals bigint[] not null,
  by text not null references app_user,
  at timestamptz not null default now(),
  reason text not null,
  undone_at timestamptz,
  undone_by text references app_user,
  undone_because text
);
alter table signal add column merged_into bigint references signal, add column merge_id bigint references signal_merge;
create index signal_merged on signal (merged_into) where merged_into is not null;

alter table signal_merge enable row level security;
alter table signal_merge force row level security;
create policy by_ground on signal_merge using (mandate_id = (select ground_content())) with check (mandate_id = (select ground_content()));

-- Colleagues who may take a signal under the mandate in force.
create function colleagues() returns table (id text, name text, role text)
language sql stable security definer set search_path = baken, pg_temp as $$
  select u.id, u.name, u.role from app_user u join user_mandate m on m.user_id = u.id
  where m.mandate_id = ground_content() and u.active and u.role in ('analyst', 'detective', 'coordinator') order by u.name, u.id limit 1000
$$;
