-- Entries of the ledger that say how captures were kept, for a package without a case: that they were stored, that their segments were
-- closed or recovered, and that what they show was opened. Of captures of the mandate in force only.
create function capture_custody(wanted uuid[]) returns table
  (no bigint, at text, actor text, act text, subject text, detail jsonb, entry text, prev bytea, hash bytea)
language sql stable security definer set search_path = baken, pg_temp as $$
  with mine as (select c.id, c.segment, c.ledger_no from capture c where c.id = any (wanted) and c.mandate_id = ground_content())
  select l.no, to_char(l.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), l.actor, l.act, l.subject, l.detail, l.entry, l.prev, l.hash
  from ledger l where l.no in (
    select m.ledger_no from mine m
    union select o.no from ledger o where o.subject in (select m.segment from mine m) and o.act in ('segment.close', 'segment.recover')
    union select o.no from ledger o where o.act not in ('capture.store', 'capture.keep', 'segment.recover', 'retention.erase', 'retention.destroy-key')
      and ledger_subjects(o.act, o.subject, o.detail) && array(
        select distinct 'advert:' || s.advert_id from mine m join sighting s on s.capture_id = m.id) and o.act = 'advert.open')
  order by l.no limit 5000
$$;
