-- Tables of reports by who reported, minor or adult, nationality known or not, and region: counts only. Nationality itself has no place here.
create table figure_table (
  id int generated always as identity primary key,
  name text not null check (name ~ '^[a-z0-9][a-z0-9-]{0,63}$'),
  title text not null,
  publisher text not null,
  year int not null,
  status text not null,
  source text not null,
  -- For practice: it counts nobody.
  invented boolean not null default false,
  -- A count for each combination of categories, as `[reporter, age, nationality, region, count]`.
  cells jsonb not null check (jsonb_typeof(cells) = 'array'),
  by text not null references app_user,
  at timestamptz not null default now(),
  unique (name, year, status)
);
create trigger never_changed before update or delete on figure_table for each row execute function kept_as_written();
alter table figure_table enable row level security;
create policy seen on figure_table for select using ((select ground_role()) is not null);
create policy written on figure_table for insert with check ((select ground_role()) in ('coordinator', 'system'));
do $$
declare
  found_rows jsonb;
begin
  select jsonb_object_agg(named, n) filter (where n > 0) into found_rows from (values
    ('figure_table', bind_rows('figure_table', 'id'))) as b (named, n);
  if found_rows is not null then
    insert into ledger (actor, act, detail) values ('pipeline', 'rows.extend', jsonb_build_object('found', found_rows));
  end if;
end $$;
