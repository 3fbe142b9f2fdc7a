-- Cases of a mandate in figures: how many were opened, went to a prosecutor and were prosecuted, in steps of five and nothing below five, as
-- outcome_figures() tells them; and the days that a step took, over those cases alone that the step of five counts, so that one more or less is seen in nothing.
create function chain_cases() returns table (step text, at_least int, days int)
language sql stable security definer set search_path = baken, pg_temp as $$
  with sent as (
    select r.case_id, min(r.at) as at from case_referral r where r.kind = 'prosecutor' and r.state not in ('refused', 'revoked') group by r.case_id
  ), moments as (
    select 'case' as step, f.opened_at as at, p.offered_at as since from case_file f left join proposal p on p.id = f.proposal_id
      where f.mandate_id = ground_content()
    union all select 'prosecutor', s.at, f.opened_at from case_file f join sent s on s.case_id = f.id where f.mandate_id = ground_content()
    union all select 'prosecuted', o.decided_at, s.at from case_file f join sent s on s.case_id = f.id cross join lateral case_outcome(f.id) o
      where f.mandate_id = ground_content() and o.outcome in ('prosecute', 'judged')
  ), numbered as (
    select m.*, row_number() over w as no, count(*) over (partition by m.step) as n from moments m window w as (partition by m.step order by m.at)
  )
  select n.step, max(n.n)::int / 5 * 5,
    round((percentile_cont(0.5) within group (order by extract(epoch from n.at - n.since) / 86400.0))::numeric)::int
  from numbered n where n.no <= n.n / 5 * 5 group by n.step
$$;
