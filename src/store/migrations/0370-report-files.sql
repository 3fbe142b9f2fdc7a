-- Files with a report: what arrives is sealed part by part under the key of its report, and goes with it.
create table report_file (
  id uuid primary key default gen_random_uuid(),
  report_no bigint not null references report,
  mandate_id text not null,
  key text not null, -- made by the sender's device: announced again it is the same file
  state text not null default 'coming' check (state in ('coming', 'kept', 'refused')),
  why text, -- of a refusal
  bytes int not null check (bytes between 1 and 20971520),
  received int not null default 0,
  media text, -- by its content, once all of it is here
  made_at timestamptz not null default now(),
  done_at timestamptz,
  sealed bytea not null, -- name and SHA-256
  unique (report_no, key)
);
-- `original` as it came; of a picture `shown` without metadata and `blurred`.
create table report_file_part (
  id bigint generated always as identity primary key,
  file_id uuid not null references report_file on delete cascade,
  report_no bigint not null references report,
  mandate_id text not null,
  copy text not null check (copy in ('original', 'shown', 'blurred')),
  at int not null, -- of its first byte in the file
  sealed bytea not null,
  unique (file_id, copy, at)
);
create index on report_file_part (report_no);
do $$
declare
  t text;
begin
  foreach t in array array['report_file', 'report_file_part'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy with_report on %I using (report_no in (select no from report)) with check (report_no in (select no from report) and mandate_id = (select ground_mandate()))', t);
  end loop;
end $$;
