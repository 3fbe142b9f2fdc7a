-- Cases of a mandate by what categories of statistics ask of them: form, state and what became of them. As all figures of cases they are in steps of five, and what is
-- below five is not told at all: a case exists for its members only.
create function category_cases() returns table ("of" text, value text, at_least int)
language sql stable security definer set search_path = baken, pg_temp as $$
  with mine as (
    select f.id, f.form, f.state from case_file f where f.mandate_id = ground_content()
  ), told as (
    select 'case-form' as "of", m.form as value from mine m
    union all select 'case-state', m.state from mine m
    union all select 'outcome', o.outcome from mine m cross join lateral case_outcome(m.id) o
  )
  select t."of", t.value, (count(*)::int / 5) * 5 from told t group by 1, 2 having count(*) >= 5 order by 1, 2
$$;
