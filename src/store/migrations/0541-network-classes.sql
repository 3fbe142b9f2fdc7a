-- What kind of hand is behind a network, told before it is ranked, with the signs that say so: counts and sentences, no content.
alter table network
  add column class text check (class in ('independent', 'agency', 'spam', 'scam', 'goods', 'jobs', 'massage', 'organised', 'unclear')),
  add column class_signs jsonb;

-- Origin, nationality, ethnicity and what is said of groups are no reason, whatever writes one (use rule never_score of data/indicators.csv).
alter table signal add constraint signal_never_scores
  check (not (reasons @? '$[*] ? (@.indicator == "SX-T04" || @.indicator == "SX-T14" || @.indicator == "AN-23")')) not valid;

-- A sign of low use stays a sign from practice, however it was studied: it counts for less than one point.
create or replace function evidence_step(reasons jsonb) returns smallint language sql immutable parallel safe set search_path = pg_catalog as $$
  select coalesce(max(case
    when r->>'evidence' in ('validated', 'duty') and coalesce((r->>'points')::numeric, 1) >= 1 then 3
    when r->>'evidence' in ('supported', 'delphi_strong', 'delphi_medium') then 2
    else 1 end), 0)::smallint
  from jsonb_array_elements(case jsonb_typeof(reasons) when 'array' then reasons else '[]' end) r where r->>'direction' = 'for'
$$;
alter table signal drop column step;
alter table signal add column step smallint generated always as (evidence_step(reasons)) stored;
create index signal_queue on signal (mandate_id, raised desc, step desc, priority desc, id desc);

-- All networks are weighed again. Row security is forced on the owner too, who has no ground here.
alter table network no force row level security;
update network set weighed_at = null where ended_at is null;
alter table network force row level security;
