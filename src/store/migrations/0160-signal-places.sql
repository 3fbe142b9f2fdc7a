-- Places that adverts of a signal name were in the clear beside it. They are made again, sealed (store/signal-places.ts), when its network is weighed.

alter table signal no force row level security;
alter table network no force row level security;

update signal s set facets = s.facets - 'places', reasons = coalesce((
  select jsonb_agg(case when r.one->>'indicator' = 'SX-C05' then r.one || jsonb_build_object('sentence', jsonb_build_object(
    'nl', 'Hetzelfde nummer tegelijk op twee plaatsen, ver uiteen.', 'en', 'The same number at the same time in two places, far apart.')) else r.one end order by r.at)
  from jsonb_array_elements(s.reasons) with ordinality as r(one, at)), '[]');

update network n set weighed_at = null where n.ended_at is null and exists (
  select 1 from signal s where s.mandate_id = n.mandate_id and s.network_id = n.id);

alter table signal force row level security;
alter table network force row level security;

-- What pages and statistics still hold of them goes when the tables are written anew.
update rewriting set due_since = coalesce(due_since, now());
