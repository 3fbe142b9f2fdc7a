-- The form of reports as people edit it by a spreadsheet: fixed questions in other words, and questions of their own. Every version is kept,
-- for a report that was begun without a network under an older one; the newest holds.
create table report_form (
  version int generated always as identity primary key,
  by text not null references app_user,
  at timestamptz not null default now(),
  definition jsonb not null
);
create trigger never_changed before update or delete on report_form for each row execute function kept_as_written();
alter table report_form enable row level security;
-- Whoever is signed in reads it, under any mandate or none; who operates the machine writes it.
create policy seen on report_form for select using ((select ground_role()) is not null);
create policy written on report_form for insert with check ((select ground_role()) = 'system');
do $$
declare
  found_rows jsonb;
begin
  select jsonb_object_agg(named, n) filter (where n > 0) into found_rows from (values
    ('report_form', bind_rows('report_form', 'version'))) as b (named, n);
  if found_rows is not null then
    insert into ledger (actor, act, detail) values ('pipeline', 'rows.extend', jsonb_build_object('found', found_rows));
  end if;
end $$;
