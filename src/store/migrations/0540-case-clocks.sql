-- Closed cases have a clock: five years after they were closed (Wpg, article 14) what they hold loses its words, unless something holds it. Numbers, digests,
-- times and who did what stay. A report that lost its words loses them as well where a case that needs it no more had pinned it.
alter table case_file add column erased_at timestamptz;
alter table case_item add column erased_at timestamptz;

-- What is only ever added to loses its words by retention, in a function of the owner, and nothing else of it changes then.
create or replace function kept_as_written() returns trigger language plpgsql set search_path = baken, pg_temp set bytea_output = 'hex' as $$
begin
  if tg_op = 'UPDATE' and not row_security_active(tg_relid) and ground_role() = 'system' and current_setting('baken.retention', true) = 'on'
    and to_jsonb(new)->>'sealed' = '\x' and to_jsonb(new) - 'sealed' = to_jsonb(old) - 'sealed' then
    return new;
  end if;
  raise exception '% is never changed, only followed by a newer row', tg_table_name;
end $$;

-- When a person at the console said that nothing of an ended line is held any more by what nobody can end; null: nobody did, or it was renewed since.
create function holds_ended(named text) returns timestamptz language sql stable security definer set search_path = baken, pg_temp as $$
  select min(l.at) from ledger l where l.subject = 'mandate:' || named and l.act = 'retention.end-holds'
    and not exists (select 1 from mandate m where m.line = named and m.created_at > l.at)
$$;

-- Cases of a line of mandates that have a clock, with the day on which it ends and what holds them at a moment: a referral to a prosecutor that has no last
-- outcome, one that is on offer, a job under way, and what a person at the console said they are kept for. A case that is not closed has none,
-- unless its line has ended for good: then nobody can close it.
create function case_clocks(named text, kept_years int, moment timestamptz)
returns table (id uuid, due timestamptz, held_by text) language sql stable set search_path = baken, pg_temp as $$
  with ended as (select holds_ended(named) as at), clock as (
    select f.id, ended.at as ended, coalesce(f.closed_at, ended.at) + make_interval(years => kept_years) as due
    from case_file f cross join ended where f.mandate_id = named and f.erased_at is null and (f.state = 'closed' or ended.at is not null)
  )
  select c.id, c.due, coalesce(
      (select k.detail->>'because' from (select l.act, l.detail from ledger l
          where l.subject = 'case:' || c.id and l.act in ('retention.keep', 'retention.release') order by l.no desc limit 1) k
        where k.act = 'retention.keep' and (k.detail->>'until')::date >= (moment at time zone 'UTC')::date),
      (select 'prosecutor' from case_referral r where r.case_id = c.id and c.ended is null and r.kind = 'prosecutor'
        and r.state in ('offered', 'accepted') and (r.outcome is null or r.outcome = 'prosecute') limit 1),
      (select 'referral' from case_referral r where r.case_id = c.id and c.ended is null and r.kind = 'team' and r.state = 'offered' limit 1),
      (select 'job' from job j where j.case_id = c.id and j.state in ('waiting', 'working') limit 1))
  from clock c
$$;

create function erase_cases(cases uuid[], named timestamptz) returns void language plpgsql security definer set search_path = baken, pg_temp as $$
declare
  mine uuid[];
begin
  if ground_role() is distinct from 'system' or current_setting('baken.retention', true) is distinct from 'on' then
    raise exception 'only retention erases cases';
  end if;
  mine := array(select f.id from case_file f where f.id = any(cases) and f.mandate_id = ground_case());
  update case_item set sealed = '', words = '', erased_at = coalesce(erased_at, named) where case_id = any(mine);
  update case_act set sealed = '' where case_id = any(mine);
  update case_version set sealed = '' where case_id = any(mine);
  update case_decision set sealed = '' where case_id = any(mine);
  delete from case_draft where case_id = any(mine);
  update case_referral_step s set sealed = '' from case_referral r where r.key = s.key and r.case_id = any(mine);
  update case_referral set sealed = '' where case_id = any(mine);
  update dossier set sealed = '' where case_id = any(mine);
  delete from dossier_part where case_id = any(mine);
  update job set sealed = '', frozen = null where case_id = any(mine);
  update case_file set sealed = '', erased_at = named, version = version + 1 where id = any(mine);
end $$;

-- Copies of reports without words, in cases that need them no more: closed ones, and all where the report was refused.
create function erased_report_copies(named text) returns table (case_id uuid, no int, open boolean) language sql stable set search_path = baken, pg_temp as $$
  select i.case_id, i.no, f.state <> 'closed' and r.state <> 'refused' and holds_ended(named) is null
  from case_item i join case_file f on f.id = i.case_id
    join report r on r.mandate_id = i.mandate_id and r.id = i.ref and r.erased_at is not null
  where i.mandate_id = named and i.kind = 'report' and i.erased_at is null
$$;

-- Whether a report is not for the user of this transaction now: somebody in it may be under 18. Asked when a pinned copy is read, whatever held when
-- it was pinned; the same rule as that of the table of reports (0371).
create function report_withheld(named text) returns boolean language sql stable security definer set search_path = baken, pg_temp as $$
  select coalesce(ground_role(), '') not in ('coordinator', 'system')
    and exists (select 1 from report r where r.id = named and r.minor and r.by is distinct from ground_user())
$$;

create function erase_report_copies(named timestamptz) returns bigint language plpgsql security definer set search_path = baken, pg_temp as $$
declare
  gone bigint;
begin
  if ground_role() is distinct from 'system' or current_setting('baken.retention', true) is distinct from 'on' then
    raise exception 'only retention erases cases';
  end if;
  update case_item i set sealed = '', words = '', erased_at = named from (select c.case_id, c.no from erased_report_copies(ground_case()) c
      join case_item l on l.case_id = c.case_id and l.no = c.no where not c.open
      and not exists (select 1 from job j where j.case_id = c.case_id and j.state in ('waiting', 'working'))
      order by c.case_id, c.no limit 1000 for update of l) c
    where i.case_id = c.case_id and i.no = c.no;
  get diagnostics gone = row_count;
  return gone;
end $$;
