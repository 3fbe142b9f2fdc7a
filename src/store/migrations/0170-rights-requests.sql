-- Requests of persons about their data (Wpg, articles 25 to 28), with their clocks; and when a capture was erased, so that late is told from in time.

create table rights_request (
  id bigint generated always as identity primary key,
  kind text not null check (kind in ('access', 'correction', 'erasure', 'restriction')),
  received_on date not null,
  -- Who asks and what, and every reason that was written since: sealed, since they are about a person.
  sealed bytea not null,
  extended_weeks int not null default 0 check (extended_weeks in (0, 4, 6)),
  answer text check (answer in ('granted', 'partly', 'refused')),
  answered_at timestamptz,
  answered_by text references app_user,
  lifted_at timestamptz,
  made_by text not null references app_user,
  made_at timestamptz not null default now(),
  check ((answer is null) = (answered_at is null))
);

-- Adverts that are not erased while a restriction of them is asked for or holds.
create table rights_hold (
  request_id bigint not null references rights_request,
  advert_id int not null,
  primary key (request_id, advert_id)
);
create index on rights_hold (advert_id);

do $$
declare
  t text;
begin
  foreach t in array array['rights_request', 'rights_hold'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy by_role on %I using ((select ground_role()) in (''auditor'', ''system'')) with check ((select ground_role()) in (''auditor'', ''system''))', t);
  end loop;
end $$;

-- Null for what was erased before this column.
alter table capture add column erased_at timestamptz;
