-- A mandate that one person proposes and another confirms: until then there is no mandate, and nothing can run under it.

create table mandate_proposal (
  id bigint generated always as identity primary key,
  -- The whole mandate as it would be added; nothing of it holds yet.
  mandate jsonb not null,
  reason text not null,
  proposed_by text not null references app_user,
  proposed_at timestamptz not null default now(),
  state text not null default 'proposed' check (state in ('proposed', 'confirmed', 'refused', 'taken-back')),
  decided_by text references app_user,
  decided_at timestamptz,
  decided_because text,
  check ((state = 'proposed') = (decided_by is null)),
  check (state = 'proposed' or (decided_by = proposed_by) = (state = 'taken-back'))
);

-- The two persons, where two made it: accounts, or names that were given at the console.
alter table mandate add column proposed_by text;
alter table mandate add column confirmed_by text;
alter table mandate add check (proposed_by is null and confirmed_by is null or proposed_by <> confirmed_by and proposed_by is not null and confirmed_by is not null);
