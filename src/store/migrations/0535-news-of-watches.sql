-- From which sighting on what came in for a followed search is to be looked for: the lowest of its whole batch, so that it tells of no advert
-- that it was the one. Null: counted before this was kept.
alter table watch_hit add column from_sighting bigint;
