-- What an entry is about, as in 0070 and without sorting out what stands twice: an index keeps each key once, and who reads them asks for
-- each once. On 200,000 entries that name 20 adverts each the counts of proportionality took 1.5 s instead of 1.9 s.
create or replace function ledger_subjects(act text, subject text, detail jsonb) returns text[]
language sql immutable parallel safe set search_path = baken, pg_temp as $$
  select array(
    select subject where subject is not null
    union all select 'fact:' || v from jsonb_array_elements_text(case jsonb_typeof(detail -> 'facts') when 'array' then detail -> 'facts' else '[]' end) v
    union all select case act when 'signals.list' then 'signal:' else 'advert:' end || v
      from jsonb_array_elements_text(case jsonb_typeof(detail -> 'shown') when 'array' then detail -> 'shown' else '[]' end) v
    union all select 'advert:' || v from jsonb_array_elements_text(case jsonb_typeof(detail -> 'adverts') when 'array' then detail -> 'adverts' else '[]' end) v
    union all select v from jsonb_array_elements_text(case jsonb_typeof(detail -> 'about') when 'array' then detail -> 'about' else '[]' end) v
    union all select v from jsonb_array_elements_text(case jsonb_typeof(detail -> 'because') when 'array' then detail -> 'because' else '[]' end) v
    union all select 'network:' || (detail ->> 'network') where jsonb_typeof(detail -> 'network') = 'number')
$$;
