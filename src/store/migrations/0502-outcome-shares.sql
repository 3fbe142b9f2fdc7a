-- For calibration: of cases that came to an outcome which says whether the suspicion held, how many did and did not, by sign. As figures of outcomes (0482) they are
-- rounded down to fives, and signs of fewer than five such cases are not told at all: a case exists for its members only.
create function outcome_shares() returns table (indicator text, held int, not_held int)
language sql stable security definer set search_path = baken, pg_temp as $$
  with decided as (
    select f.id, o.held from case_file f cross join lateral case_outcome(f.id) o where f.mandate_id = ground_content() and o.held is not null
  ), counted as (
    select distinct s->>'indicator' as indicator, d.id, d.held from decided d join case_signal c on c.case_id = d.id cross join jsonb_array_elements(c.signs) s
  )
  select c.indicator, (count(*) filter (where c.held))::int / 5 * 5, (count(*) filter (where not c.held))::int / 5 * 5
  from counted c group by 1 having count(*) >= 5 order by 1
$$;
