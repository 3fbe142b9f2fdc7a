-- Reports of officers and partners: what they saw is sealed under a key of its own for each report, wrapped by the kept key of the mandate.
create table report (
  no bigint generated always as identity primary key, -- never leaves: its gaps would tell of reports that somebody may not know of
  id text not null unique, -- the receipt number, drawn at random for the same reason: M-2026-48213
  mandate_id text not null references mandate,
  by text not null references app_user,
  key text not null, -- made by the sender's device: however often it is sent, it is one report
  state text not null check (state in ('draft', 'sent', 'read', 'linked', 'kept', 'refused')),
  minor boolean not null default false,
  danger boolean not null default false,
  urgent boolean not null default false,
  revision int not null default 1, -- goes up with every change
  made_at timestamptz not null default now(),
  sent_at timestamptz,
  read_by timestamptz, -- terms: somebody reads it by then, and it is answered by then
  answer_by timestamptz,
  decided_at timestamptz,
  -- When the coordinator was told that a term passed: once each.
  unread_told_at timestamptz,
  unanswered_told_at timestamptz,
  signal_id bigint,
  network_id int,
  code_digest bytea not null unique, -- SHA-256 of the status code, which is 80 random bits
  kek text not null,
  wrapped bytea not null, -- the data key
  unique (by, key),
  check ((state = 'draft') = (sent_at is null))
);
create index on report (mandate_id, state, sent_at desc);
create index on report (by, no desc);

-- A correction is a new version; the old one stays.
create table report_version (
  id bigint generated always as identity primary key,
  report_no bigint not null references report,
  mandate_id text not null,
  version int not null,
  by text not null,
  at timestamptz not null default now(),
  sealed bytea not null,
  unique (report_no, version)
);
-- What was done with a report, with the reason and what the sender was told; never changed.
create table report_step (
  id bigint generated always as identity primary key,
  report_no bigint not null references report,
  mandate_id text not null,
  act text not null,
  by text not null,
  at timestamptz not null default now(),
  told text, -- code of what the sender hears; null: nothing
  sealed bytea not null -- the reason, and own words to the sender
);
create index on report_step (report_no);
-- Who else must hear of a report: the expertise centre at once, and CoMensha by the police (Bpg 4:2). Written with the report.
create table report_notice (
  id bigint generated always as identity primary key,
  report_no bigint not null references report,
  mandate_id text not null,
  receiver text not null check (receiver in ('emm', 'comensha')),
  made_at timestamptz not null default now(),
  done_at timestamptz,
  done_by text,
  unique (report_no, receiver)
);

-- Who may see a report: its sender, whatever became of the mandate; under the mandate the roles that read content, but no draft, and
-- one with a possible minor only the coordinator. The tables beside it follow.
alter table report enable row level security;
create policy seen on report for select using (
  by = (select ground_user()) and (select ground_role()) in ('officer', 'partner', 'analyst', 'detective', 'coordinator', 'system')
  or mandate_id = (select ground_content()) and state <> 'draft'
    and (not minor or (select ground_role()) in ('coordinator', 'system')));
create policy written on report for insert with check (mandate_id = (select ground_mandate()) and by = (select ground_user()));
create policy changed on report for update using (
  by = (select ground_user()) and mandate_id = (select ground_mandate())
  or mandate_id = (select ground_content()) and (not minor or (select ground_role()) in ('coordinator', 'system')));
do $$
declare
  t text;
begin
  foreach t in array array['report_version', 'report_step', 'report_notice'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy with_report on %I using (report_no in (select no from report)) with check (report_no in (select no from report) and mandate_id = (select ground_mandate()))', t);
  end loop;
end $$;

-- Marks a possible minor: from then on only the coordinator and the sender see it, so that who marks it could not write it otherwise.
create function mark_minor_report(named text) returns boolean language plpgsql security definer set search_path = baken, pg_temp as $$
begin
  update report set minor = true, revision = revision + 1
    where id = named and not minor and state <> 'draft' and mandate_id = ground_content();
  return found;
end $$;

-- The state of a report for whoever holds its code: nothing else, and nothing of who asks.
create function report_status(digest bytea) returns text language sql stable security definer set search_path = baken, pg_temp as $$
  select case when state in ('linked', 'kept', 'refused') then 'answered' else state end from report where code_digest = digest
$$;

-- Versions and steps of reports are bound to the ledger as other rows are; officers and partners write them too.
create policy of_reports on row_log using (mandate_id = (select ground_mandate()) and kind in ('report', 'report-step'))
  with check (mandate_id = (select ground_mandate()) and kind in ('report', 'report-step'));
