-- Identifiers of a case that are followed as one list, for its members alone. The list is sealed; what comes in for it is counted by site, never which advert.
create table case_watch (
  case_id uuid not null references case_file,
  no int not null,
  mandate_id text not null references mandate,
  sealed bytea not null,
  by text not null references app_user,
  at timestamptz not null default now(),
  ended_by text references app_user,
  ended_at timestamptz,
  primary key (case_id, no)
);
create unique index on case_watch (case_id) where ended_at is null;
create index on case_watch (mandate_id) where ended_at is null;

-- A row a batch and site, as for followed searches (0131).
create table case_watch_hit (
  id bigint generated always as identity primary key, -- never leaves
  case_id uuid not null references case_file,
  mandate_id text not null references mandate,
  at timestamptz not null default clock_timestamp(),
  site text not null,
  fresh int not null, -- adverts that were not there before
  changed int not null -- adverts whose text became another
);
create index on case_watch_hit (case_id, id);

-- Up to which of them each member took note.
create table case_watch_seen (
  case_id uuid not null references case_file,
  user_id text not null references app_user,
  mandate_id text not null references mandate,
  hit_id bigint not null,
  primary key (case_id, user_id)
);

do $$
declare
  t text;
begin
  foreach t in array array['case_watch', 'case_watch_hit', 'case_watch_seen'] loop
    execute format('alter table %I enable row level security', t);
  end loop;
end $$;
create policy seen on case_watch for select using (case_id in (select my_cases()));
create policy written on case_watch for insert with check (
  mandate_id = (select ground_case()) and by = (select ground_user()) and case_right(case_id, 'change'));
create policy changed on case_watch for update using (case_right(case_id, 'change') or case_right(case_id, 'close')) with check (mandate_id = (select ground_case()));
create policy seen on case_watch_hit for select using (case_id in (select my_cases()));
create policy written on case_watch_hit for insert with check (mandate_id = (select ground_case()) and (select ground_role()) = 'system');
create policy erased on case_watch_hit for delete using (mandate_id = (select ground_case()) and (select ground_role()) = 'system');
create policy of_the_reader on case_watch_seen using (user_id = (select ground_user()) and case_id in (select my_cases()))
  with check (user_id = (select ground_user()) and case_id in (select my_cases()) and mandate_id = (select ground_case()));

-- What a case followed goes with its words, whenever the words of the case go (its column of that day comes with 0540).
create function case_watch_erased() returns trigger language plpgsql security definer set search_path = baken, pg_temp as $$
begin
  if to_jsonb(new)->>'erased_at' is not null then
    update case_watch set sealed = '', ended_at = coalesce(ended_at, now()) where case_id = new.id and sealed <> '';
    delete from case_watch_hit where case_id = new.id;
  end if;
  return null;
end $$;
create trigger watch_erased after update on case_file for each row execute function case_watch_erased();

select bind_rows('case_watch', 'case_id,no');
