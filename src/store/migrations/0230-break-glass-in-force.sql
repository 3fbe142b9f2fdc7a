-- Break-glass that is in force for a person, for the bar on every screen of that person: which mandates, until when, why, on whose word.
create function break_glass_held(person text) returns table (id bigint, mandates text[], until timestamptz, reason text, decided_by text)
language sql stable security definer set search_path = baken, pg_temp as $$
  select b.id, b.mandates, b.until, b.reason, b.decided_by from break_glass b
  where b.asked_by = person and b.state = 'approved' and clock_timestamp() < b.until order by b.until, b.id
$$;
