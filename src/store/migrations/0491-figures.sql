-- Published figures: a value with its publication, definition, unit, status and date. A figure is never changed: a later publication is a
-- figure of its own beside it.
create table figure_series (
  id text primary key check (id ~ '^[a-z0-9][a-z0-9_-]{0,63}$'),
  -- Counts and estimates never stand in one series.
  kind text not null check (kind in ('count', 'estimate')),
  by text not null references app_user,
  at timestamptz not null default now(),
  unique (id, kind)
);
create table figure (
  id int generated always as identity primary key,
  series text not null,
  kind text not null,
  publisher text not null,
  measure text not null,
  definition text not null,
  -- As published, and the years that it names.
  period text not null,
  from_year int not null,
  to_year int not null check (to_year >= from_year),
  -- As published: one number, the ends of a range, or values of which the source leaves open which is true.
  value text not null,
  numbers numeric[] not null check (cardinality(numbers) between 1 and 2),
  form text not null check (form in ('one', 'range', 'either')),
  unit text not null,
  state text not null check (state in ('published', 'first', 'provisional', 'definitive', 'revised', 'derived', 'norm', 'contradictory', 'estimate')),
  -- What the source calls it.
  status text not null,
  -- A day, month or year; null: the source gives none.
  published text check (published ~ '^\d{4}(-\d\d){0,2}$'),
  method text,
  -- The interval of an estimate; null: none was published.
  interval_low numeric,
  interval_high numeric check (interval_high >= interval_low),
  note text,
  source text not null,
  by text not null references app_user,
  at timestamptz not null default now(),
  foreign key (series, kind) references figure_series (id, kind),
  check (kind = 'count' or method is not null),
  check (kind = 'estimate' or interval_low is null),
  -- The same figure given again is the same figure.
  unique nulls not distinct (series, publisher, measure, period, value, unit, status, source)
);

do $$
declare
  t text;
  found_rows jsonb;
begin
  foreach t in array array['figure_series', 'figure'] loop
    execute format('create trigger never_changed before update or delete on %I for each row execute function kept_as_written()', t);
    execute format('alter table %I enable row level security', t);
    -- Whoever is signed in reads them, under any mandate or none; a coordinator and who operates the machine write them.
    execute format('create policy seen on %I for select using ((select ground_role()) is not null)', t);
    execute format('create policy written on %I for insert with check ((select ground_role()) in (''coordinator'', ''system''))', t);
  end loop;
  select jsonb_object_agg(named, n) filter (where n > 0) into found_rows from (values
    ('figure', bind_rows('figure', 'id')),
    ('figure_series', bind_rows('figure_series', 'id'))) as b (named, n);
  if found_rows is not null then
    insert into ledger (actor, act, detail) values ('pipeline', 'rows.extend', jsonb_build_object('found', found_rows));
  end if;
end $$;
