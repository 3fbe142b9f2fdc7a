-- Coordination: the rules by which proposals stand in order, a version for each change, and sheets of figures as they stood at a moment.

-- The newest version holds; the first one, 0, is in the program. Why it was changed is sealed.
create table proposal_order (
  mandate_id text not null references mandate,
  version int not null check (version > 0),
  rules text[] not null check (cardinality(rules) between 1 and 10),
  sealed bytea not null,
  by text not null references app_user,
  at timestamptz not null default now(),
  primary key (mandate_id, version)
);

-- Counts and the order of what waits, frozen: numbers and days, no words.
create table coordination_sheet (
  id int generated always as identity primary key,
  mandate_id text not null references mandate,
  month date not null check (extract(day from month) = 1),
  order_version int not null,
  figures jsonb not null,
  digest bytea not null, -- SHA-256 of the figures as the ledger tells them
  by text not null references app_user,
  at timestamptz not null default now()
);
create index on coordination_sheet (mandate_id, id desc);

do $$
declare
  t text;
begin
  foreach t in array array['proposal_order', 'coordination_sheet'] loop
    execute format('create trigger never_changed before update or delete on %I for each row execute function kept_as_written()', t);
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy seen on %I for select using (mandate_id = (select ground_content()))', t);
    execute format('create policy written on %I for insert with check (mandate_id = (select ground_content()) and by = (select ground_user())
      and (select ground_role()) in (''coordinator'', ''system''))', t);
  end loop;
  perform bind_rows('proposal_order', 'mandate_id,version');
  perform bind_rows('coordination_sheet', 'id');
end $$;
