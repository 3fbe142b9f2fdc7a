-- People whom reports are about, so that one who is reported by several reporters is counted once. What identifies them is never stored: `digest` is a keyed digest of it,
-- under a key of the mandate, and goes with the words of the report; `person` stays, a number drawn at random, so that the count stays as it is.
create table report_person (
  id bigint generated always as identity primary key,
  report_no bigint not null references report,
  mandate_id text not null references mandate,
  no int not null check (no between 1 and 50), -- within the report
  digest bytea check (length(digest) = 32), -- null: too little was known to find this person again, or it was erased
  person uuid not null, -- the same for all that were found to be one
  by text not null references app_user,
  at timestamptz not null default now(),
  unique (report_no, no)
);
create index on report_person (mandate_id, digest) where digest is not null;
create index on report_person (person);

-- That one is not who the digest says, that this is taken back, or that nobody is to be counted here: by a person, with a reason. The last one holds.
create table report_person_step (
  id bigint generated always as identity primary key,
  report_person bigint not null references report_person,
  mandate_id text not null references mandate,
  act text not null check (act in ('apart', 'together', 'withdraw')),
  by text not null references app_user,
  at timestamptz not null default now(),
  sealed bytea not null -- the reason, under the key of the report
);
create index on report_person_step (report_person, id);

-- Nothing of it is written over: retention alone takes away what could lead to a person.
create function report_person_kept() returns trigger language plpgsql set search_path = baken, pg_temp as $$
begin
  if tg_op = 'UPDATE' and not row_security_active(tg_relid) and ground_role() = 'system' and current_setting('baken.retention', true) = 'on'
    and new.digest is null and to_jsonb(new) - 'digest' = to_jsonb(old) - 'digest' then
    return new;
  end if;
  raise insufficient_privilege using message = 'Who was counted is not written over.';
end $$;
create trigger never_changed before update or delete on report_person for each row execute function report_person_kept();
create trigger never_changed before update or delete on report_person_step for each row execute function kept_as_written();

-- Who has this digest under the mandate, also in a report that the user of this transaction may not see: the answer is a random number, which is shown to nobody.
create function person_of(named bytea) returns uuid language sql stable security definer set search_path = baken, pg_temp as $$
  select coalesce((select p.person from report_person p where p.mandate_id = ground_content() and p.digest = named order by p.id limit 1), gen_random_uuid())
$$;

-- Seen by the desk with the report, never by its sender: one with a possible minor by the coordinator alone.
alter table report_person enable row level security;
create policy seen on report_person for select using (mandate_id = (select ground_content()) and report_no in (select no from report));
create policy written on report_person for insert with check (
  mandate_id = (select ground_content()) and by = (select ground_user()) and report_no in (select no from report));
alter table report_person_step enable row level security;
create policy seen on report_person_step for select using (mandate_id = (select ground_content()) and report_person in (select id from report_person));
create policy written on report_person_step for insert with check (
  mandate_id = (select ground_content()) and by = (select ground_user()) and report_person in (select id from report_person));

do $$
declare
  found_rows jsonb;
begin
  select jsonb_object_agg(named, n) filter (where n > 0) into found_rows from (values
    ('report_person', bind_rows('report_person', 'id')),
    ('report_person_step', bind_rows('report_person_step', 'id'))) as b (named, n);
  if found_rows is not null then
    insert into ledger (actor, act, detail) values ('pipeline', 'rows.extend', jsonb_build_object('found', found_rows));
  end if;
end $$;

-- As before (0371), with what leads to the people of a report.
create or replace function erase_reports(numbers bigint[], named timestamptz) returns table (kind text, id bigint) language plpgsql security definer set search_path = baken, pg_temp as $$
declare
  mine bigint[];
begin
  if ground_role() is distinct from 'system' or current_setting('baken.retention', true) is distinct from 'on' then
    raise exception 'only retention erases reports';
  end if;
  mine := array(select r.no from report r where r.no = any(numbers) and r.mandate_id = ground_content());
  return query update report_version v set sealed = '' where v.report_no = any(mine) returning 'report', v.id;
  return query update report_step s set sealed = '' where s.report_no = any(mine) returning 'report-step', s.id;
  delete from report_file f where f.report_no = any(mine);
  update report_person_step s set sealed = '' from report_person p where p.id = s.report_person and p.report_no = any(mine);
  update report_person p set digest = null where p.report_no = any(mine);
  update report r set wrapped = '', erased_at = named, revision = revision + 1 where r.no = any(mine);
end $$;
