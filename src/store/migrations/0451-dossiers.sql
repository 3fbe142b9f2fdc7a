-- Dossiers of cases: packages that were made of one state of a case, kept as they were handed over.
create table dossier (
  case_id uuid not null references case_file,
  no int not null, -- within the case
  mandate_id text not null references mandate,
  job_id uuid not null references job,
  by text not null references app_user,
  at timestamptz not null default now(),
  state_digest bytea not null, -- SHA-256 of what it was made of: the same state gives the same dossier
  digest bytea not null, -- SHA-256 of the package
  follows bytea, -- that of the dossier before it
  bytes bigint not null,
  items int not null,
  unconfirmed boolean not null,
  redacted boolean not null,
  sealed bytea not null, -- which name stands under which key
  primary key (case_id, no)
);
create table dossier_part (
  case_id uuid not null,
  no int not null,
  mandate_id text not null,
  at int not null, -- of the part
  sealed bytea not null,
  primary key (case_id, no, at),
  foreign key (case_id, no) references dossier deferrable initially deferred -- its parts come before the row that names their digest
);
create trigger never_changed before update or delete on dossier for each row execute function kept_as_written();

-- Templates of the dossier in words, as a mandate's people edit them; the newest holds.
create table dossier_template (
  id int generated always as identity primary key,
  mandate_id text not null references mandate,
  by text not null references app_user,
  at timestamptz not null default now(),
  digest bytea not null,
  bytes bytea not null
);
create index on dossier_template (mandate_id, id desc);

do $$
declare
  t text;
begin
  foreach t in array array['dossier', 'dossier_part'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy seen on %I for select using (case_id in (select my_cases()))', t);
    execute format('create policy written on %I for insert with check (mandate_id = (select ground_case()) and case_right(case_id, ''change''))', t);
  end loop;
end $$;
alter table dossier_template enable row level security;
create policy by_ground on dossier_template using (mandate_id = (select ground_case())) with check (mandate_id = (select ground_case()));

-- The ledger of what a case holds, for its members: acts in the case that are no looks, and those by which captures came in and adverts were opened.
create function case_custody(wanted uuid) returns table
  (no bigint, at text, actor text, act text, subject text, detail jsonb, entry text, prev bytea, hash bytea)
language sql stable security definer set search_path = baken, pg_temp as $$
  with held as (select distinct a as advert from case_item i cross join lateral unnest(i.adverts) a where i.case_id = wanted)
  select l.no, to_char(l.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), l.actor, l.act, l.subject, l.detail, l.entry, l.prev, l.hash
  from ledger l where wanted in (select my_cases()) and l.no in (
    select o.no from ledger o where o.subject = 'case:' || wanted
      and o.act not like 'case.read%' and o.act not like 'case.dossier%' and o.act <> 'case.timeline'
    union select o.no from ledger o where ledger_subjects(o.act, o.subject, o.detail) && (select array_agg('advert:' || advert) from held) and o.act = 'advert.open'
    union select c.ledger_no from held h join sighting s on s.advert_id = h.advert join capture c on c.id = s.capture_id)
  order by l.no
$$;
