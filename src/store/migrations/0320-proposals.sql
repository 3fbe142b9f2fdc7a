-- Proposals for cases, the coordinator's records of weighing, and what teams can take on. Words of people are sealed under the kept key of the mandate.

alter table app_user drop constraint app_user_role_check;
alter table app_user add constraint app_user_role_check
  check (role in ('analyst', 'detective', 'coordinator', 'prosecutor', 'expert', 'officer', 'partner', 'auditor', 'operator', 'administrator', 'system'));

create table proposal (
  id int generated always as identity primary key,
  mandate_id text not null references mandate,
  state text not null default 'drafted'
    check (state in ('drafted', 'offered', 'picked-up', 'other-intervention', 'held-until', 'returned', 'declined')),
  version int not null default 1,
  -- Title and what it is about.
  sealed bytea not null,
  form text not null,
  urgency text not null check (urgency in ('low', 'middle', 'high')),
  -- What it bundles, as `[{"kind": "signal", "id": 12}]`; the signals again as a column, for what rests on them.
  parts jsonb not null,
  signals bigint[] not null,
  made_by text not null references app_user,
  made_at timestamptz not null default now(),
  offered_by text references app_user,
  offered_at timestamptz,
  -- The last day on which it is weighed in time.
  due_on date,
  -- Held or declined: the day on which it comes back by itself; how many adverts its signals had when it was weighed, and the newest of all.
  back_on date,
  adverts_seen int not null default 0,
  last_advert int not null default 0
);
create index on proposal (mandate_id, id desc);
create index on proposal using gin (signals);

-- What a coordinator decided, why, and between what: never changed, only followed by a newer one.
create table weighing_record (
  id int generated always as identity primary key,
  mandate_id text not null references mandate,
  proposal_id int not null references proposal,
  -- The proposals that were compared, this one among them; those of them that were not taken.
  candidates int[] not null,
  decision text not null check (decision in ('pick-up', 'other-intervention', 'hold-until', 'return', 'decline')),
  sealed bytea not null,
  -- SHA-256 of the text that was sealed.
  digest bytea not null,
  review_on date not null,
  by text not null references app_user,
  at timestamptz not null default now()
);
create index on weighing_record (proposal_id, id);

-- Certified detectives, hours and running cases of a team from a day on; the newest row of a team holds.
create table team_capacity (
  id int generated always as identity primary key,
  mandate_id text not null references mandate,
  team text not null,
  certified int not null check (certified >= 0),
  away int not null check (away >= 0),
  hours int not null check (hours >= 0),
  running int not null check (running >= 0),
  by text not null references app_user,
  at timestamptz not null default now()
);
create index on team_capacity (mandate_id, team, id desc);

-- Hours of a team that picking up a proposal takes.
create table team_hours (
  record_id int primary key references weighing_record,
  mandate_id text not null references mandate,
  team text not null,
  hours int not null check (hours > 0)
);

create function kept_as_written() returns trigger language plpgsql as $$
begin
  raise exception '% is never changed, only followed by a newer row', tg_table_name;
end $$;
create trigger never_changed before update or delete on weighing_record for each row execute function kept_as_written();

do $$
declare
  t text;
begin
  foreach t in array array['proposal', 'weighing_record', 'team_capacity', 'team_hours'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy by_ground on %I using (mandate_id = (select ground_content())) with check (mandate_id = (select ground_content()))', t);
  end loop;
end $$;
