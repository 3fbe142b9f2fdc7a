-- Reports have clocks of their own: what was refused goes after the term of the mandate, as a draft does that nobody touches; what was kept or
-- linked after a year (Wpg, article 8), unless something rests on it. Numbers, times and states stay; words, files and the key go.
alter table report add column erased_at timestamptz;

-- Retention sees drafts as well: it is the system, asked for by name in its transaction (migration 0001, ground_for).
drop policy seen on report;
create policy seen on report for select using (
  by = (select ground_user()) and (select ground_role()) in ('officer', 'partner', 'analyst', 'detective', 'coordinator', 'system')
  or mandate_id = (select ground_content()) and (state <> 'draft' or (select ground_role()) = 'system' and current_setting('baken.retention', true) = 'on')
    and (not minor or (select ground_role()) in ('coordinator', 'system')));
create index on report (mandate_id, decided_at) where erased_at is null;

-- Versions and steps are only ever added to by the runtime role: what erases their words is this, for retention alone. Tells which rows it changed.
create function erase_reports(numbers bigint[], named timestamptz) returns table (kind text, id bigint) language plpgsql security definer set search_path = baken, pg_temp as $$
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
  update report r set wrapped = '', erased_at = named, revision = revision + 1 where r.no = any(mine);
end $$;

-- Reports of a line of mandates that have a clock, with the day on which it ends and what holds them: a signal that somebody has in hand, a proposal that
-- is under way or may come back, a case that is not closed (which one is not told). What somebody still has to decide on has no clock. A draft
-- counts from its last version, so that who goes on writing keeps it. In plpgsql, since cases came with a later migration than this one.
create function report_clocks(named text, days int, kept_days int)
returns table (no bigint, id text, draft boolean, due timestamptz, held_by text) language plpgsql stable set search_path = baken, pg_temp as $$
#variable_conflict use_column
begin
  return query with clock as (
    select r.no, r.id, r.state = 'draft' as draft, r.signal_id, case
        when r.state = 'draft' then (select max(v.at) from report_version v where v.report_no = r.no) + make_interval(days => days)
        when r.state = 'refused' then r.decided_at + make_interval(days => days)
        when r.state in ('linked', 'kept') then r.decided_at + make_interval(days => kept_days) end as due
      from report r where r.mandate_id = named and r.erased_at is null
  ), hold as (
    select c.no, 'signal:' || s.id as why from clock c join signal s on s.id = c.signal_id
      where s.state in ('taken', 'proposed', 'escalated')
        or exists (select 1 from signal k where k.id = s.merged_into and k.state in ('taken', 'proposed', 'escalated'))
    union all
    select c.no, 'proposal:' || p.id from clock c join proposal p on p.mandate_id = named and c.signal_id = any (p.signals)
      where p.state not in ('declined', 'other-intervention') or p.back_on is not null
    union all
    select c.no, 'case' from clock c join case_item i on i.mandate_id = named and i.kind = 'report' and i.ref = c.id
      join case_file f on f.id = i.case_id where f.state <> 'closed'
  ), held as (
    select h.no, coalesce(min(h.why) filter (where h.why <> 'case'), 'case') as why from hold h group by h.no
  )
  select c.no, c.id, c.draft, c.due, h.why from clock c left join held h on h.no = c.no where c.due is not null;
end $$;
