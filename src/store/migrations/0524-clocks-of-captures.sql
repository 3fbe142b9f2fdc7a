-- What the site's own clock said (its header Date) stands beside the time of a capture, so that clocks can be held side by side without opening anything.
alter table capture add column server_at timestamptz;

-- The stamp of an authority on the log that first covers an entry is found by its number.
create index ledger_stamps on ledger (no) where act = 'log.stamp';

-- Beside the own clock of captures of this mandate: when the ledger took them down, by the clock of the database, and the first time stamp of an authority behind
-- that entry: what stands before it existed then. `skew`: the authority's clock less the own one, in seconds.
create function capture_clocks(wanted uuid[]) returns table (capture uuid, written_at text, stamped_at text, stamped_by text, skew int)
language sql stable security definer set search_path = baken, pg_temp as $$
  select c.id, to_char(l.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), s.detail ->> 'at', s.detail ->> 'by', (s.detail ->> 'skewSeconds')::int
  from capture c join ledger l on l.no = c.ledger_no
  left join lateral (select o.detail from ledger o where o.act = 'log.stamp' and o.no > l.no and (o.detail ->> 'size')::bigint >= l.no
    order by o.no limit 1) s on true
  where c.id = any (wanted[1:500]) and c.mandate_id = ground_content()
$$;
