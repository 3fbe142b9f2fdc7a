-- How one advert was kept, as the ledger tells it, for those who may see its content under the mandate in force. Who only looked is for auditors: here
-- looks are counted. Acts in cases are for their members, and are not among these, nor counted.

create function advert_custody_acts() returns text[] language sql immutable parallel safe as $$
  select array['advert.open', 'request.ask', 'request.grant', 'request.refuse', 'fact.reject', 'fact.restore', 'judgement.different', 'judgement.same',
    'judgement.unsure', 'grave.set-aside']
$$;

-- The newest 500 entries; of captures those of the newest 50 versions.
create function advert_custody(wanted int) returns table
  (no bigint, at text, actor text, mandate text, act text, subject text, detail jsonb, entry text, prev bytea, hash bytea)
language sql stable security definer set search_path = baken, pg_temp as $$
  with mine as (select a.id, a.mandate_id, a.state, 'advert:' || a.id as subject from advert a where a.id = wanted and a.mandate_id = ground_content()),
  kept as (select c.id, c.segment, c.ledger_no from mine join sighting s on s.advert_id = mine.id join capture c on c.id = s.capture_id
    order by s.version desc, s.id desc limit 50)
  select l.no, to_char(l.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), l.actor, l.mandate, l.act, l.subject, l.detail, l.entry, l.prev, l.hash
  from ledger l where l.no in (
    select k.ledger_no from kept k
    union select o.no from ledger o where o.subject in (select k.segment from kept k) and o.act in ('segment.close', 'segment.recover', 'segment.drop')
    union select o.no from ledger o where o.subject in (select m.subject from mine m) and (o.act = any (advert_custody_acts()) or o.act = 'capture.keep')
    union select o.no from ledger o where o.act not in ('capture.store', 'capture.keep', 'segment.recover', 'retention.erase', 'retention.destroy-key')
      and ledger_subjects(o.act, o.subject, o.detail) && array(select m.subject from mine m) and o.act = 'advert.open'
    union select o.no from mine m join judgement j on j.b = m.id join ledger o on o.subject = 'advert:' || j.a
      where o.act like 'judgement.%' and o.detail ->> 'b' = m.id::text
    union select o.no from mine m join ledger o on o.subject = 'mandate:' || m.mandate_id
      where m.state = 'erased' and o.act = 'retention.erase' and exists (
        select 1 from unnest(string_to_array(o.detail ->> 'advertIds', ' ')) r
        where m.id between split_part(r, '-', 1)::int and coalesce(nullif(split_part(r, '-', 2), ''), split_part(r, '-', 1))::int))
  order by l.no desc limit 500
$$;

-- How often people looked at an advert, how many of them, and when first and last; of the newest 10,000 entries.
create function advert_looks(wanted int) returns table (times int, people int, first text, last text)
language sql stable security definer set search_path = baken, pg_temp as $$
  select count(*)::int, count(distinct l.actor)::int, to_char(min(l.at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    to_char(max(l.at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
  from (select o.actor, o.at from ledger o
    where o.act not in ('capture.store', 'capture.keep', 'segment.recover', 'retention.erase', 'retention.destroy-key')
      and ledger_subjects(o.act, o.subject, o.detail) && array(select 'advert:' || a.id from advert a where a.id = wanted and a.mandate_id = ground_content())
      and o.act <> all (advert_custody_acts()) and o.act ~ '^(advert|fact|home|signal|signals|second-looks|proposals|search|network|networks|merges|hubs|duels|grave)\.'
      and o.actor not in ('pipeline', 'console')
    order by o.no desc limit 10000) l
$$;
