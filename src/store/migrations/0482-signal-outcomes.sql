-- What became in the end of the signals that cases rest on, for figures and for calibrating how signs are weighed. Each signal stands as it was weighed when its
-- case was opened or it was pinned, so that an outcome counts for the signs that were seen then, whatever weighing says later.

create table case_signal (
  case_id uuid not null references case_file,
  signal_id bigint not null references signal,
  mandate_id text not null references mandate,
  weigh_version int not null,
  signs jsonb not null, -- indicator, direction and points of each reason: no content
  at timestamptz not null default now(),
  primary key (case_id, signal_id)
);
alter table case_signal enable row level security;
create policy seen on case_signal for select using (case_id in (select my_cases()));
create policy written on case_signal for insert with check (mandate_id = (select ground_case()) and (select ground_role()) = 'system');
create trigger never_changed before update or delete on case_signal for each row execute function kept_as_written();

create function signs_of(reasons jsonb) returns jsonb language sql immutable parallel safe set search_path = pg_catalog as $$
  select coalesce(jsonb_agg(jsonb_build_object('indicator', r->>'indicator', 'direction', r->>'direction', 'points', r->'points') order by r->>'indicator'), '[]')
  from jsonb_array_elements(case jsonb_typeof(reasons) when 'array' then reasons else '[]' end) r
$$;

-- Signals of the proposal that a case came of, those that are pinned, and those of pinned networks.
create function case_signals_noted() returns trigger language plpgsql security definer set search_path = baken, pg_temp as $$
declare
  new_row jsonb := to_jsonb(new);
  of_case uuid := case tg_table_name when 'case_file' then new_row->>'id' else new_row->>'case_id' end;
begin
  insert into case_signal (case_id, signal_id, mandate_id, weigh_version, signs)
    select of_case, s.id, s.mandate_id, s.weigh_version, signs_of(s.reasons) from signal s
    where s.mandate_id = new.mandate_id and case
      when tg_table_name = 'case_file' then s.id in (select unnest(p.signals) from proposal p where p.id = (new_row->>'proposal_id')::int)
      when new_row->>'kind' = 'signal' then s.id::text = new_row->>'ref'
      when new_row->>'kind' = 'network' then s.network_id::text = new_row->>'ref'
      else false end
    on conflict do nothing;
  return null;
end $$;
create trigger signals_noted after insert on case_file for each row execute function case_signals_noted();
create trigger signals_noted after insert on case_item for each row execute function case_signals_noted();

-- What became of a case: what a prosecutor said last of it, else with what it was closed. A referral that was given back has no outcome. `held`: whether the
-- suspicion held; null where the outcome says nothing of that (grounds of policy, other interventions). Grounds: data/dismissal-codes.tsv.
create function case_outcome(wanted uuid) returns table (outcome text, code text, held boolean, decided_at timestamptz)
language sql stable set search_path = baken, pg_temp as $$
  with said as (
    select r.outcome, r.code, (select max(s.at) from case_referral_step s where s.key = r.key and s.act = r.outcome) as decided_at, 0 as later
    from case_referral r where r.case_id = wanted and r.kind = 'prosecutor' and r.state = 'accepted' and r.outcome is not null
    union all
    select f.outcome, null, f.closed_at, 1 from case_file f where f.id = wanted and f.state = 'closed' and f.outcome is not null
  )
  select said.outcome, said.code, case
      when said.outcome in ('prosecute', 'judged') then true
      when said.outcome = 'dismiss' and said.code in ('01', '02', '05') or said.outcome in ('not-enough-evidence', 'no-offence') then false
    end, said.decided_at
  from said order by said.later, said.decided_at desc limit 1
$$;

-- For calibration: one row for each signal of each case that has an outcome now. For the system only, which makes a version of the weights of it.
create function signal_outcomes() returns table (signal_id bigint, case_id uuid, weigh_version int, signs jsonb, outcome text, code text, held boolean, decided_at timestamptz)
language sql stable security definer set search_path = baken, pg_temp as $$
  select c.signal_id, c.case_id, c.weigh_version, c.signs, o.outcome, o.code, o.held, o.decided_at
  from case_signal c cross join lateral case_outcome(c.case_id) o
  where ground_role() = 'system' and c.mandate_id = ground_case() order by c.case_id, c.signal_id
$$;

-- For figures: how many cases came to each outcome, and by sign. A case exists for its members only: counts are rounded down to fives, what is below five is
-- not told at all, and neither is what no case came to, so that one case more or less is seen in no figure but at a step of five.
create function outcome_figures() returns table ("of" text, outcome text, ground text, at_least int)
language sql stable security definer set search_path = baken, pg_temp as $$
  with decided as (
    select f.id, o.outcome, case when o.outcome = 'dismiss' then o.code end as ground
    from case_file f cross join lateral case_outcome(f.id) o where f.mandate_id = ground_content()
  ), counted as (
    select 'all' as "of", d.outcome, null as ground, d.id from decided d
    union select 'all', d.outcome, d.ground, d.id from decided d where d.ground is not null
    union select s->>'indicator', d.outcome, null, d.id from decided d join case_signal c on c.case_id = d.id cross join jsonb_array_elements(c.signs) s
  )
  select c."of", c.outcome, c.ground, (count(*)::int / 5) * 5 from counted c group by 1, 2, 3 having count(*) >= 5 order by c."of" <> 'all', 1, 2, 3 nulls first
$$;

-- Cases of before: their signals as they are weighed now. Row security is forced on the owner too, who has no ground here.
do $$
declare
  found_rows jsonb;
begin
  alter table signal no force row level security;
  alter table proposal no force row level security;
  insert into case_signal (case_id, signal_id, mandate_id, weigh_version, signs)
    select f.id, s.id, s.mandate_id, s.weigh_version, signs_of(s.reasons) from case_file f join signal s on s.mandate_id = f.mandate_id
    where s.id in (select unnest(p.signals) from proposal p where p.id = f.proposal_id)
      or exists (select 1 from case_item i where i.case_id = f.id
        and (i.kind = 'signal' and i.ref = s.id::text or i.kind = 'network' and i.ref = s.network_id::text))
    on conflict do nothing;
  alter table signal force row level security;
  alter table proposal force row level security;
  select jsonb_object_agg(named, n) filter (where n > 0) into found_rows from (values ('case_signal', bind_rows('case_signal', 'case_id,signal_id'))) as b (named, n);
  if found_rows is not null then
    insert into ledger (actor, act, detail) values ('pipeline', 'rows.extend', jsonb_build_object('found', found_rows));
  end if;
end $$;
