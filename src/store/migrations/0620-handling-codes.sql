-- Handling codes: what a person says of an item of a case, a dossier, a disclosure or a report about who may be told (TLP) and what may be done with it (PAP).
-- Added to and never written over: the newest one holds. Why stands sealed in the act of the case, or beside the code of a report.
create table handling_code (
  key uuid primary key,
  mandate_id text not null references mandate,
  case_id uuid references case_file, -- null: of a report
  about text not null check (about ~ '^((item|dossier):[1-9][0-9]*|disclosure:[0-9a-f-]{36}|report:.{1,40})$'),
  no int not null check (no > 0),
  tlp text check (tlp in ('clear', 'green', 'amber', 'amber+strict', 'red')),
  pap text check (pap in ('clear', 'green', 'amber', 'red')),
  by text not null references app_user,
  at timestamptz not null default now(),
  unique nulls not distinct (case_id, about, no),
  check ((case_id is null) = (about like 'report:%'))
);
create trigger never_changed before update or delete on handling_code for each row execute function kept_as_written();

-- Whether something under these codes may go there: as `mayHave` in model/partners/handling.ts, with which a test compares it.
create function handling_allows(receiver text, tlp text, pap text) returns boolean language sql immutable as $$
  select coalesce(tlp, '') <> 'red' and coalesce(pap, '') <> 'red' and (coalesce(tlp, '') <> 'amber+strict' or receiver = 'team')
$$;

-- The codes that hold, of what the user of this transaction may see.
create function handling_now() returns table (case_id uuid, about text, tlp text, pap text) language sql stable set search_path = baken, pg_temp as $$
  select distinct on (h.case_id, h.about) h.case_id, h.about, h.tlp, h.pap from handling_code h order by h.case_id, h.about, h.no desc
$$;

-- Items of a case with their codes and those of the report that each rests on, for its members and for whom it is referred to: what became closed since does not go on
-- being read. Past row-level security, since a code holds for those as well who may not see on what it stands.
create function case_codes(named uuid) returns table (no int, kind text, ref text, adverts int[], report text, tlp text, pap text, report_tlp text, report_pap text)
language sql stable security definer set search_path = baken, pg_temp as $$
  select i.no, i.kind, i.ref, i.adverts, r.id, h.tlp, h.pap, g.tlp, g.pap
  from case_item i
    left join report r on i.kind = 'report' and r.id = i.ref or i.kind = 'signal' and r.signal_id::text = i.ref
    left join lateral (select c.tlp, c.pap from handling_code c where c.case_id = i.case_id and c.about = 'item:' || i.no order by c.no desc limit 1) h on true
    left join lateral (select c.tlp, c.pap from handling_code c where c.case_id is null and c.about = 'report:' || r.id order by c.no desc limit 1) g on true
  where i.case_id = named and (named in (select my_cases())
    or exists (select 1 from case_referral f where f.case_id = named and f.key in (select my_referrals())))
  order by i.no
$$;

-- Whether something that a dossier may hold was closed to files since it was asked for: then it does not leave any more.
create function dossier_closed(named uuid, wanted int) returns boolean language sql stable security definer set search_path = baken, pg_temp as $$
  select exists (select 1 from dossier d left join job j on j.id = d.job_id
      join case_item i on i.case_id = d.case_id and i.at <= d.at
      join handling_code h on h.case_id = d.case_id and h.about = 'item:' || i.no
        or h.case_id is null and h.about in (select 'report:' || r.id from report r where i.kind = 'report' and r.id = i.ref or i.kind = 'signal' and r.signal_id::text = i.ref)
    where d.case_id = named and d.no = wanted and named in (select my_cases())
      and h.at >= coalesce(j.asked_at, d.at) and not handling_allows('file', h.tlp, h.pap)
      and not exists (select 1 from handling_code l where l.case_id is not distinct from h.case_id and l.about = h.about and l.no > h.no))
$$;

-- What no file may hold, of cases of the user of this transaction and of reports under the mandate. Of cases of others nothing follows from a code.
create function kept_from_files() returns table (kind text, ref text, adverts int[], tlp text, pap text) language sql stable set search_path = baken, pg_temp as $$
  with closed as (select * from handling_now() h where not handling_allows('file', h.tlp, h.pap))
  select i.kind, i.ref, i.adverts, c.tlp, c.pap from closed c join case_item i on i.case_id = c.case_id and c.about = 'item:' || i.no
  union all
  select 'report', substr(c.about, 8), '{}', c.tlp, c.pap from closed c where c.case_id is null
  union all
  select 'signal', r.signal_id::text, '{}', c.tlp, c.pap from closed c join report r on c.about = 'report:' || r.id where c.case_id is null and r.signal_id is not null
$$;

-- The codes that hold of what was disclosed to the user of this transaction and is not over, also of what their organisation may not have any more.
create function disclosed_codes() returns table (key uuid, tlp text, pap text) language sql stable security definer set search_path = baken, pg_temp as $$
  select d.key, h.tlp, h.pap
  from case_disclosure d join partner_agreement a on a.key = d.agreement join partner_organisation o on o.id = a.partner_id
    left join lateral (select c.tlp, c.pap from handling_code c where c.case_id = d.case_id and c.about = 'disclosure:' || d.key order by c.no desc limit 1) h on true
  where d.mandate_id = ground_partner() and d.state = 'shared' and a.state = 'confirmed' and a.until_on >= today() and ground_user() = any (o.users)
$$;

create or replace function my_disclosures() returns setof uuid language sql stable security definer set search_path = baken, pg_temp as $$
  select c.key from disclosed_codes() c where handling_allows('partner', c.tlp, c.pap)
$$;

-- Nothing is disclosed under a code that forbids it.
create function disclosure_handled() returns trigger language plpgsql security definer set search_path = baken, pg_temp as $$
begin
  if new.state = 'shared' and old.state <> 'shared' and exists (
      select 1 from (select c.tlp, c.pap from handling_code c where c.case_id = new.case_id and c.about = 'disclosure:' || new.key order by c.no desc limit 1) h
      where not handling_allows('partner', h.tlp, h.pap)) then
    raise insufficient_privilege using message = 'Its handling code keeps this from partners.';
  end if;
  return new;
end $$;
create trigger handled before update on case_disclosure for each row
  when (current_setting('baken.retention', true) is distinct from 'on') execute function disclosure_handled();

alter table handling_code enable row level security;
create policy seen on handling_code for select using (case_id in (select my_cases())
  or case_id is null and mandate_id = (select ground_content()) and exists (select 1 from report r where 'report:' || r.id = about));
create policy written on handling_code for insert with check (by = (select ground_user()) and (
  case_id is not null and mandate_id = (select ground_case()) and case_right(case_id, 'change')
  or case_id is null and mandate_id = (select ground_content()) and exists (select 1 from report r where 'report:' || r.id = about)));
do $$
declare
  n bigint := bind_rows('handling_code', 'key');
begin
  if n > 0 then
    insert into ledger (actor, act, detail) values ('pipeline', 'rows.extend', jsonb_build_object('found', jsonb_build_object('handling_code', n)));
  end if;
end $$;
